"""CSV and TSV into tables: values between commas, semicolons, tabs or bars, each with its place.

The cells are those that ``csv`` reads; it does not say where they begin, so they are split here.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.blocks import Block, LostTable, RawCell, RawRow, RawTable
from raci_graph.errors import InputError
from raci_graph.model import Place
from raci_graph.progress import tracked
from raci_graph.readers import limits
from raci_graph.readers.bands import joined
from raci_graph.readers.base import Page
from raci_graph.readers.text import decode, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CANDIDATES = (",", ";", "\t", "|")
_SAMPLE = 1000
_SAID = re.compile(r"sep=(?P<delimiter>[^\n\"])[,;]*", re.IGNORECASE)
_SHORT = 8
_UNCLOSED = "a quotation mark that begins a cell is never closed"
_LATE = "a quotation mark is closed only in a later line, and in the middle of a cell"


class _Cell(NamedTuple):
    """A cell as written: its text without quotation marks, where that begins, and why it is lost, if it is."""

    text: str
    line: int
    column: int
    lost: str | None = None


def page(data: bytes, file: str, encoding: str | None = None) -> Page:
    """Return the tables of a CSV or TSV document.

    The delimiter is the one that a first line ``sep=;`` names, else the one that splits most records alike, and of such
    the one that gives most columns. Blank records, and columns that are blank at the edges, are left out; where blank
    records stand between what are tables each by itself (two rows and two columns at least), each is one.

    Args:
        data: the bytes of the document.
        file: its name, used in places and messages; the ending ``.tsv`` asks for tabs first.
        encoding: the name of its encoding, where that is known.

    Returns:
        The tables, none of which says whether it has a header, and the records whose quotation marks fail.

    Raises:
        InputError: as ``decode`` raises it, or for more cells than the limit.
    """
    decoded = decode(data, file, encoding)
    text = "\n".join(decoded.lines)
    said = _SAID.fullmatch(decoded.lines[0])
    start = (len(decoded.lines[0]) + 1) if said else 0
    delimiter = said["delimiter"] if said else _delimiter(text, tabs=file.lower().endswith(".tsv"))
    lost: list[Block] = []
    records = tracked(_records(text, delimiter, start), "reading records", len(decoded.lines))
    bands = list(_bands(records, file, lost))
    tables = [_table([row for band in group for row in band]) for group in joined(bands, _is_table)]
    return Page((*tables, *lost), findings=decoded.findings)


def _delimiter(text: str, *, tabs: bool) -> str:
    """Return the delimiter that splits most records alike; of such, that of most columns, fewest blanks behind it."""
    best, best_score = ",", (0.0, 0, 0)
    for candidate in _CANDIDATES:
        score = _score(text, candidate)
        if tabs and candidate == "\t" and score[1]:
            return candidate
        if score > best_score:
            best, best_score = candidate, score
    return best


def _score(text: str, delimiter: str) -> tuple[float, int, int]:
    if delimiter not in text:
        return 0.0, 0, 0
    sample = [
        record
        for record in islice(_records(text, delimiter), _SAMPLE)
        if any(cell.text and not cell.text.isspace() for cell in record)
    ]
    widths = Counter(len(record) for record in sample if len(record) > 1)
    if not widths:
        return 0.0, 0, 0
    width, count = max(widths.items(), key=lambda each: (each[1], each[0]))
    loose = sum(cell.text.startswith(" ") for record in sample for cell in record[1:])
    return count / len(sample), width, -loose


def _records(text: str, delimiter: str, start: int = 0) -> Iterator[list[_Cell]]:
    """Yield the cells of each record, from the start of a line on."""
    cell = _pattern(re.escape(delimiter))
    line = text.count("\n", 0, start) + 1
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text.find('"', start, end) < 0:
            yield _plain_record(text[start:end], delimiter, line)
            line += 1
        else:
            record, end, line = _quoted_record(text, cell, start, line)
            yield record
        start = end + 1


def _pattern(delimiter: str) -> re.Pattern[str]:
    """Return what matches a cell: one in quotation marks, one that only begins with one, or one without."""
    blank, other = rf"[^\S\n{delimiter}]*+", rf"[^\n{delimiter}]*+"
    quoted = rf"(?P<lead>{blank})\"(?P<quoted>(?:[^\"]++|\"\")*+)\"{blank}(?=[\n{delimiter}]|\Z)"
    opened = rf"\"(?P<open>(?:[^\"]++|\"\")*+)(?P<close>\"?)(?P<rest>{other})"
    return re.compile(rf"{quoted}|{opened}|(?P<bare>{other})")


def _plain_record(text: str, delimiter: str, line: int) -> list[_Cell]:
    record = []
    column = 1
    for part in text.split(delimiter):
        record.append(_Cell(part, line, column))
        column += len(part) + 1
    return record


def _quoted_record(text: str, cell: re.Pattern[str], start: int, line: int) -> tuple[list[_Cell], int, int]:
    """Return the cells of a record that begins there, where it ends, and the number of the line below it."""
    record: list[_Cell] = []
    line_start = start
    while match := cell.match(text, start):
        record.append(_cell_of(match, line, start - line_start))
        breaks = match[0].count("\n")
        if breaks:
            line += breaks
            line_start = text.rfind("\n", start, match.end()) + 1
        start = match.end()
        if start >= len(text) or text[start] == "\n":
            break
        start += 1
    return record, start, line + 1


def _cell_of(match: re.Match[str], line: int, offset: int) -> _Cell:
    if match["quoted"] is not None:
        return _Cell(match["quoted"].replace('""', '"'), line, offset + len(match["lead"]) + 2)
    if match["bare"] is not None:
        return _Cell(match["bare"], line, offset + 1)
    text = match["open"].replace('""', '"') + match["rest"]
    lost = None if match["close"] else _UNCLOSED
    if match["close"] and "\n" in match["open"]:
        lost = _LATE
    return _Cell(text, line, offset + 2, lost)


def _bands(records: Iterable[list[_Cell]], file: str, lost: list[Block]) -> Iterator[list[RawRow]]:
    """Yield the rows between blank records; a record whose quotation marks fail goes to ``lost``."""
    band: list[RawRow] = []
    short: dict[str, str] = {}
    count = 0
    for record in records:
        count += len(record)
        if count > limits.MAX_CELLS:
            raise InputError(
                f"the document has more than {limits.MAX_CELLS:,} cells",
                place=f"{file}:{record[0].line}",
                remedy="Keep the matrix alone in a document of its own",
            )
        reason = next((cell.lost for cell in record if cell.lost), None)
        row = _row(record, file, short)
        if reason:
            lost.append(LostTable(reason, row.place))
        elif any(cell.plain for cell in row.cells):
            band.append(row)
        elif band:
            yield band
            band = []
    if band:
        yield band


def _row(record: Sequence[_Cell], file: str, short: dict[str, str]) -> RawRow:
    """Return a record as a row; ``short`` keeps the short texts, since letters come again and again."""
    cells = []
    for cell in record:
        text = cell.text.strip()
        shift = 0
        if text and len(text) < len(cell.text):
            shift = len(cell.text) - len(cell.text.lstrip(" \t"))
        plain = fold(text)
        if plain == text:
            plain = text = short.setdefault(text, text) if len(text) < _SHORT else text
        cells.append(RawCell(text, plain, Place(file, cell.line, cell.column + shift)))
    return RawRow(tuple(cells), Place(file, record[0].line, 1))


def _filled(rows: Sequence[RawRow]) -> set[int]:
    """Return the columns in which a row has text."""
    return {column for row in rows for column, cell in enumerate(row.cells) if cell.plain}


def _is_table(rows: Sequence[RawRow]) -> bool:
    return len(rows) > 1 and len(_filled(rows)) > 1


def _table(rows: list[RawRow]) -> RawTable:
    """Return rows as a table without the columns at its edges that are blank; a short row stays short."""
    filled = _filled(rows)
    first, last = min(filled), max(filled)
    if first > 0 or any(len(row.cells) > last + 1 for row in rows):
        rows = [RawRow(row.cells[first : last + 1], row.place) for row in rows]
    return RawTable(rows[0], tuple(rows[1:]), headed=False)
