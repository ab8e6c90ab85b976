"""Fuzzes one reader with what stands behind it: ``python fuzz/fuzz_readers.py FORM [options of libFuzzer] CORPUS``.

FORM is an ending such as "md". For "xlsx" and "ods" the fuzzed bytes are the parts of the workbook ("=== name" above
each), which are packed before they are read: bytes of an archive that are changed at random never get past its check
sums. Needs atheris; the tests use ``check`` without it.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from typing import TYPE_CHECKING

from raci_graph.as_data import parsed_form
from raci_graph.blocks import Heading, LostTable, Paragraph, RawTable, TextLines
from raci_graph.errors import InputError
from raci_graph.graph.write import to_graph
from raci_graph.parse import parse
from raci_graph.readers import read_document, suffixes
from raci_graph.readers.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_graph.blocks import Block
    from raci_graph.model import Matrix, Place
    from raci_graph.readers.base import Page

WORKBOOKS = ("ods", "xls", "xlsm", "xlsx")
PACKED = ("ods", "xlsm", "xlsx")
_UNREAD = ("docProps/", "xl/theme/")
"""Parts of a workbook that are not read."""
_PART = re.compile(rb"^=== ([\w.\[\]/-]+)\n", re.MULTILINE)
_CELL = re.compile(r"[A-Z]{1,7}[0-9]{1,7}")


def check(data: bytes, form: str) -> None:
    """Read a document of a form to its graph and its parsed form.

    Args:
        data: the bytes of the document.
        form: the ending of its format.

    Raises:
        AssertionError: for a place that does not lie in the document, or an error without place or remedy.
        Exception: whatever a reader or what stands behind it raises and should not.
    """
    file = f"a.{form}"
    refused: InputError | None = None
    try:
        document = read_document(data, file)
    except InputError as error:
        refused = error
    if refused is not None:
        assert refused.place, refused
        assert refused.place.startswith(file), refused
        assert refused.remedy, refused
        return
    reading = parse(document)
    assert bool(reading.matrices) != any(finding.code == "P01" for finding in reading.findings), reading.findings
    found = [*_places(document.page), *(finding.place for finding in reading.findings)]
    for matrix in reading.matrices:
        found += _places_of(matrix)
        assert to_graph(matrix).triples
    json.dumps(parsed_form(reading.matrices, reading.findings))
    sizes = None if form in WORKBOOKS else _sizes(data, form)
    for place in dict.fromkeys(found):
        assert place is not None
        assert place.file == file, place
        _check_place(place, sizes)


def _sizes(data: bytes, form: str) -> list[int] | None:
    """Return how many characters each line of a text has; reST counts a tab as the blanks that it stands for."""
    try:
        lines = decode(data, f"a.{form}").lines
    except InputError:  # HTML that states its encoding
        return None
    return [len(line.expandtabs(8) if form in {"rst", "rest"} else line) for line in lines]


def _check_place(place: Place, sizes: list[int] | None) -> None:
    if place.sheet is not None:
        assert place.cell is None or _CELL.fullmatch(place.cell), place
    elif place.line is not None:
        assert place.line >= 1, place
        assert place.column is None or place.column >= 1, place
        if sizes is not None:
            assert place.line <= len(sizes), place
            assert place.column is None or place.column <= sizes[place.line - 1] + 1, place


def _places(page: Page) -> Iterator[Place | None]:
    for block in page.blocks:
        yield from _places_in(block)
    yield from (finding.place for finding in page.findings)


def _places_in(block: Block) -> Iterator[Place]:
    match block:
        case Heading(place=place) | LostTable(place=place):
            yield place
        case Paragraph(lines=lines) | TextLines(lines=lines):
            yield from (line.place for line in lines)
        case RawTable(header=header, rows=rows):
            for row in (header, *rows):
                yield row.place
                yield from (cell.place for cell in row.cells)


def _places_of(matrix: Matrix) -> Iterator[Place | None]:
    yield matrix.place
    yield from (column.place for column in matrix.columns)
    yield from (section.place for section in matrix.sections)
    yield from (entry.place for entry in matrix.legend if entry.place)
    for activity in matrix.activities:
        yield activity.place
        yield from (mark.place for mark in activity.unplaced)
        yield from (cell.place for cell in activity.cells)


def packed(data: bytes) -> bytes:
    """Return the archive of the parts of a workbook, each below a line "=== name"."""
    _, *pieces = _PART.split(data)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in dict(zip(pieces[::2], pieces[1::2], strict=True)).items():
            archive.writestr(name.decode("utf-8", "replace"), part)
    return stream.getvalue()


def unpacked(data: bytes) -> bytes:
    """Return the parts of a workbook that matter, each below a line "=== name"."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if not name.startswith(_UNREAD)]
        return b"".join(b"=== %s\n%s\n" % (name.encode(), archive.read(name)) for name in names)


def main() -> None:
    """Fuzz the reader of the form that the first argument names."""
    import atheris

    form = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if f".{form}" not in suffixes():
        sys.exit(f"usage: fuzz_readers.py {'|'.join(each[1:] for each in suffixes())} [options of libFuzzer] CORPUS")
    check(b"", form)
    atheris.instrument_all()
    atheris.Setup(sys.argv, lambda data: check(packed(data) if form in PACKED else data, form))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
