"""Files as zip and tar.gz with the same bytes for the same files: names in order, one date, one mode, one owner."""

from __future__ import annotations

import gzip
import hashlib
import io
import stat
import tarfile
import zipfile
from typing import TYPE_CHECKING

from raci_graph.errors import InputError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping

MODE = 0o644
SUMS_FILE = "SHA256SUMS"
_LEVEL = 9
_FIRST_YEAR = 1980


def zip_archive(files: Mapping[str, bytes], when: datetime.datetime) -> bytes:
    """Return a zip of files by name; a date before 1980, which zip cannot state, becomes its first day."""
    date = when.timetuple()[:6] if when.year >= _FIRST_YEAR else (_FIRST_YEAR, 1, 1, 0, 0, 0)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date)
            entry.create_system = 3  # Unix: the mode below counts
            entry.external_attr = (stat.S_IFREG | MODE) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=_LEVEL)
    return target.getvalue()


def tar_gz_archive(files: Mapping[str, bytes], when: datetime.datetime) -> bytes:
    """Return a gzipped tar of files by name."""
    seconds = int(when.timestamp())
    target = io.BytesIO()
    with (
        gzip.GzipFile("", "wb", _LEVEL, target, mtime=seconds) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive,
    ):
        for name in sorted(files):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime, entry.mode = len(files[name]), seconds, MODE
            archive.addfile(entry, io.BytesIO(files[name]))
    return target.getvalue()


def unpacked(name: str, data: bytes) -> dict[str, bytes]:
    """Return the files of an archive by name.

    Raises:
        InputError: if it is damaged, or holds what a release never holds: a link, a folder, a name twice, a name
            that leads out of it.
    """
    read = _zip_entries if name.endswith(".zip") else _tar_entries
    return _read(name, data, read)


def sums_text(archives: Mapping[str, bytes]) -> str:
    """Return the checksums of archives, in the form that ``sha256sum --check`` reads."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(archives.items()))


def _read(name: str, data: bytes, read: Callable[[bytes], list[tuple[str, bytes | None]]]) -> dict[str, bytes]:
    try:
        entries = read(data)
    except (OSError, EOFError, tarfile.TarError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise InputError(f"is damaged: {error}", place=name, remedy="Build it anew") from error
    files: dict[str, bytes] = {}
    for path, content in entries:
        if content is None or path in files or path.startswith("/") or ".." in path.split("/") or "\\" in path:
            raise InputError(f"'{path}' is not a file of a release", place=name, remedy="Build it anew")
        files[path] = content
    return files


def _zip_entries(data: bytes) -> list[tuple[str, bytes | None]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(entry.filename, None if entry.is_dir() else archive.read(entry)) for entry in archive.infolist()]


def _tar_entries(data: bytes) -> list[tuple[str, bytes | None]]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
        return [
            (entry.name, file.read() if entry.isfile() and (file := archive.extractfile(entry)) else None)
            for entry in archive
        ]
