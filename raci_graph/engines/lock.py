"""Who writes to an embedded store: one process at a time, and a second one is told who."""

from __future__ import annotations

import datetime
import os
import sys
import weakref
from pathlib import Path

from raci_graph.errors import StoreError

LOCK_FILE = "raci-graph.lock"
"""The file, in the directory of the store, that says who writes there."""

_MOST = 400
_NOT_TAKEN = "bulk-*.sst"


class WriteLock:
    """The right to write to a store, until it is let go or the process ends, however it ends.

    The system holds the lock, not the file: what a killed process left behind locks nobody out.
    """

    def __init__(self, directory: Path) -> None:
        """Take the lock of a store, whose directory is made if it is not there.

        Raises:
            StoreError: if another process has it, or the file cannot be written.
        """
        try:
            directory.mkdir(parents=True, exist_ok=True)
            handle = os.open(directory / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o666)
            self.release = weakref.finalize(self, os.close, handle)
            """Let go of the lock. The file stays: another process may be about to take it."""
            if not _locked(handle):
                raise StoreError(
                    f"another process writes to the store: {_told(handle)}",
                    place=str(directory),
                    remedy="Wait until it is done, or end it",
                )
            os.truncate(handle, 0)
            os.write(handle, _ourselves().encode())
        except OSError as error:
            raise StoreError(
                f"the store cannot be written ({error.strerror or error})",
                place=str(directory),
                remedy="See that you may write there, and that the disk has room",
            ) from error


def is_untouched(directory: Path) -> bool:
    """Tell whether a directory is not there, is empty, or holds what was left when a store was begun and not made."""
    return not directory.is_dir() or not any(directory.iterdir()) or (directory / LOCK_FILE).is_file()


def remove_left_over(directory: Path) -> None:
    """Remove the files of a load that was killed before the store took them, as the one who writes there.

    Raises:
        OSError: if one cannot be removed.
    """
    for path in directory.glob(_NOT_TAKEN):
        path.unlink()


def _locked(handle: int) -> bool:
    """Lock a file, and tell whether that went well; RocksDB has a lock of its own where there is no such thing."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _ourselves() -> str:
    import platform  # who only reads needs none

    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    what = " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]])
    return f"process {os.getpid()} on {platform.node()} since {now} ({what})\n"


def _told(handle: int) -> str:
    text = os.read(handle, _MOST).decode(errors="replace")
    return " ".join(text.split()) or "it has not yet said who it is"
