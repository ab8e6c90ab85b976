"""The parts of a workbook that is packed as a ZIP archive: what is hostile is refused before it is unpacked."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

from raci_graph.errors import InputError
from raci_graph.progress import tracked
from raci_graph.readers import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_CHUNK = 64 * 1024
_CELL = 100
"""How many bytes a cell takes, about; for the progress of reading."""
_ENCRYPTED = 0x1
_MOST_NAMES = 10_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


class Handler(Protocol):
    """What takes the elements of an XML part as they come; names and attributes are local ones, without prefix."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the begin of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take a piece of text."""


class Archive:
    """A ZIP archive that has passed the caps; its parts are found whatever the case of their names."""

    def __init__(self, data: bytes, file: str) -> None:
        """Open an archive.

        Args:
            data: its bytes.
            file: its name, for messages.

        Raises:
            InputError: for what is no archive, or is encrypted, or would unpack to more than the limits.
        """
        self.file = file
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise self.broken("it cannot be unpacked") from error
        infos = self._zip.infolist()
        self._check(infos)
        self._parts = {_key(info.filename): info for info in infos}
        if len(self._parts) < len(infos):
            raise self.broken("it has two parts of the same name")

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part, none if there is no such part.

        Raises:
            InputError: for a part that cannot be unpacked.
        """
        info = self._parts.get(_key(name))
        if info is None:
            return
        try:
            with self._zip.open(info) as stream:
                chunks = iter(lambda: stream.read(_CHUNK), b"")
                yield from tracked(chunks, "unpacking cells", info.file_size // _CELL, _CHUNK // _CELL)
        except _BROKEN as error:
            raise self.broken(f"its part '{name}' cannot be unpacked") from error

    def parse(self, name: str, handler: Handler) -> None:
        """Hand the elements of an XML part to a handler, nothing if there is no such part.

        Raises:
            InputError: for a part that is not well-formed or in an unknown encoding, or that declares a document type.
        """
        parser = _parser(handler, self._document_type(name))
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk, False)  # noqa: FBT003 - expat takes it by place only
            if name in self:
                parser.Parse(b"", True)  # noqa: FBT003 - the same
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise self.broken(f"its part '{name}' is not well-formed: {error}") from error

    def broken(self, reason: str) -> InputError:
        """Return the error for a workbook that cannot be read."""
        return InputError(
            f"the workbook cannot be read: {reason}",
            place=self.file,
            remedy="Open it in a spreadsheet program and save it again as .xlsx",
        )

    def check_sheets(self, count: int) -> None:
        """Refuse a workbook of so many sheets, if that is more than it may have.

        Raises:
            InputError: for more than ``MAX_PARTS``.
        """
        if count > limits.MAX_PARTS:
            raise self._too_large(f"more than {limits.MAX_PARTS:,} sheets")

    def _document_type(self, name: str) -> Callable[..., None]:
        def refuse(*_: object) -> None:
            raise self.broken(f"its part '{name}' declares a document type, which no spreadsheet program writes")

        return refuse

    def _check(self, infos: list[zipfile.ZipInfo]) -> None:
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise protected(self.file)
        if len(infos) > limits.MAX_PARTS:
            raise self._too_large(f"{len(infos):,} parts, more than the limit of {limits.MAX_PARTS:,}")
        total = sum(info.file_size for info in infos)
        if total > limits.MAX_UNZIPPED:
            raise self._too_large(f"{total:,} bytes unpacked, more than the limit of {limits.MAX_UNZIPPED:,}")
        for info in infos:
            if info.file_size > max(limits.MIN_RATIO_SIZE, info.compress_size * limits.MAX_RATIO):
                raise self._too_large(f"a part packed more than {limits.MAX_RATIO} times, '{info.filename}'")

    def _too_large(self, what: str) -> InputError:
        return InputError(
            f"the workbook has {what}", place=self.file, remedy="Copy the matrix alone into a new workbook"
        )


def protected(file: str) -> InputError:
    """Return the error for a workbook that a password protects."""
    return InputError("the workbook is encrypted", place=file, remedy="Save a copy without a password")


def _key(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/").lstrip("/")).lower()


class _LocalNames(dict[str, str]):
    """The names of elements and attributes without their namespace, each worked out once."""

    def __missing__(self, name: str) -> str:
        if len(self) >= _MOST_NAMES:
            raise expat.ExpatError("too many different names")
        self[name] = found = name.rpartition(" ")[2]
        return found


def _parser(handler: Handler, document_type: Callable[..., None]) -> expat.XMLParserType:
    names = _LocalNames()
    take_start, take_end = handler.start, handler.end
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.MAX_XML_NESTING:
            raise expat.ExpatError("it nests too deeply")
        take_start(names[name], {names[key]: value for key, value in attributes.items()} if attributes else attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        take_end(names[name])

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = document_type
    return parser
