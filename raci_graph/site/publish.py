"""A folder that is written beside its place and put there whole, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from raci_graph.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKER = ".raci-graph-site"
"""The file by which a site of ours is known, which may be replaced."""
_SAID = "This folder is written by 'raci-graph site' and replaced as a whole.\n"


class Folder:
    """The folder in the making; paths are from its top, with "/"."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.count = 0
        self.size = 0

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file, and the folders that it needs.

        Raises:
            OutputError: if there is one of that name already; two IRIs would have one page.
        """
        data = content.encode() if isinstance(content, str) else content
        place = self.top / path
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with place.open("xb") as stream:
                stream.write(data)
        except FileExistsError as error:
            remedy = "Give the matrices names that differ in more than capital letters"
            raise OutputError("two pages have one address", place=path, remedy=remedy) from error
        self.count += 1
        self.size += len(data)


@contextmanager
def published(place: Path) -> Iterator[Folder]:
    """Give a folder to write into, which takes its place when all is written.

    Raises:
        UsageError: if the place is a file, or a folder that holds something else than a site of ours.
        OutputError: if something cannot be written; then what was in the place is still there.
    """
    _refuse_other(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
        try:
            made = work / "site"
            made.mkdir()
            folder = Folder(made)
            folder.write(MARKER, _SAID)
            yield folder
            _put(made, place, work / "before")
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        reason = f"cannot be written: {error.strerror or error}"
        raise OutputError(reason, place=str(place), remedy="Check the folder and its permissions") from error


def _put(made: Path, place: Path, before: Path) -> None:
    """Put a folder into its place; what was there is put back if that fails."""
    if place.exists():
        place.replace(before)
    try:
        made.replace(place)
    except OSError:
        if before.exists():
            before.replace(place)
        raise


def _refuse_other(place: Path) -> None:
    if not place.exists() and not place.is_symlink():
        return
    remedy = "Name a new folder, an empty one, or one that 'raci-graph site' wrote"
    if not place.is_dir() or place.is_symlink():
        raise UsageError("is no folder that could be replaced", place=str(place), remedy=remedy)
    if any(place.iterdir()) and not (place / MARKER).is_file():
        raise UsageError("the folder holds something that is no site of ours", place=str(place), remedy=remedy)
