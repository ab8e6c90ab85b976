"""Lines of a table whose columns plain text has lost, into rows; what is not certain is said and not placed."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from raci_graph.blocks import TextLines
from raci_graph.findings import Finding, Severity
from raci_graph.parse.marks import read_letters
from raci_graph.parse.rows import Header, Row, Rows
from raci_graph.parse.words import activity_header_language

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from raci_graph.blocks import Block, RawCell

_WIDE_GAP = re.compile(r"\t+| {2,}")
_RULE = re.compile(r"[-=_~─━═–—]{3,}(?:\s+[-=_~─━═–—]{3,})*")
_NOTHING = frozenset("-–—")
"""What stands in a cell that is blank."""


def text_rows(
    group: TextLines, headers: Sequence[Header] | None, legend: Mapping[str, str]
) -> tuple[Rows | None, list[Finding]]:
    """Return the rows of a table whose columns plain text has lost, or None where the lines hold no table.

    Args:
        group: lines, the first of which heads the columns ("Activity Customer OVHcloud").
        headers: the columns of the table before, which bind this one when its header has the same words.
        legend: the name of the role that each letter means.

    Returns:
        Rows whose marks are placed where there is one for each column, a dash counting for a blank cell; else, with
        fewer or more, they are unplaced, and the finding P02 says so. Lines of dashes are no rows.
    """
    head, *lines = _unruled(group) or group.lines
    first = head.plain.split(" ", 1)[0]
    language = activity_header_language(first)
    if language is None or not lines:
        return None, []
    columns = _columns(head)
    wide = len(columns) if _has_wide_gaps(head) else 0
    marked = [_parted(line, wide, legend) or _trailing_marks(line, len(columns) + 1, legend) for line in lines]
    most = max(len(marks) for marks in marked)
    known = headers is not None and [each.cell.plain for each in headers] == [each.cell.plain for each in columns]
    if not columns or (not known and all(_is_empty(marks) for marks in marked)):
        return None, []
    findings: list[Finding] = []
    if most < len(columns) and not known and not wide:
        message = (
            f"no row has a mark for each of the {len(columns)} words after '{first}', so they may be fewer columns"
        )
        findings.append(Finding("P12", Severity.WARNING, message, head.place, "read as one column a word"))
    rows = []
    for line, marks in zip(lines, marked, strict=True):
        if _is_empty(marks) and len(marks) != len(columns):
            findings.append(_no_mark(line))
            continue
        torn = wide > 0 and not _all_wide(line, marks)
        placed = len(marks) == len(columns) and not torn
        if not placed:
            findings.append(_no_column([mark for mark in marks if mark.text not in _NOTHING], columns))
        rows.append(_row(line, marks, columns, placed=placed))
    return Rows(tuple(columns), tuple(rows), language), findings


def stray_rows(group: TextLines, heads: Collection[str], legend: Mapping[str, str], *, begun: bool) -> list[Finding]:
    """Return what is to be said of lines that were not read as a table, and may hold rows of one.

    Args:
        group: the lines.
        heads: the header lines of the tables of this document that were read.
        legend: the name of the role that each letter means.
        begun: whether a table stands above. Before it a line may end in all the letters, as a title does ("… RACI").
    """
    findings = []
    headed = False
    for line in _unruled(group):
        marks = _trailing_marks(line, 1, legend)
        if line.plain in heads:
            headed = True
        elif marks and (begun or headed or not set(legend) <= set(marks[0].text)):
            message = (
                f"the line ends in letters and stands under no header, so it may be a row of a table: '{line.plain}'"
            )
            findings.append(Finding("P09", Severity.VIOLATION, message, line.place, "left out"))
        elif headed:
            findings.append(_no_mark(line))
    return findings


def _unruled(group: TextLines) -> list[RawCell]:
    """Return the lines that are no rules of dashes."""
    return [line for line in group.lines if not _RULE.fullmatch(line.text)]


def _is_empty(marks: Sequence[RawCell]) -> bool:
    """Tell whether no mark is among those of a line, but for blank cells."""
    return all(mark.text in _NOTHING for mark in marks)


def _columns(head: RawCell) -> list[Header]:
    texts = _WIDE_GAP.split(head.text) if _has_wide_gaps(head) else head.text.split()
    columns = []
    at = 0
    for number, text in enumerate(texts, 1):
        at = head.text.index(text, at)
        if number > 1:
            columns.append(Header(number, _part(head, at, at + len(text))))
        at += len(text)
    return columns


def _has_wide_gaps(line: RawCell) -> bool:
    return _WIDE_GAP.search(line.text) is not None


def _parted(line: RawCell, count: int, legend: Mapping[str, str]) -> list[RawCell]:
    """Return the marks of a line whose wide gaps part its activity from so many of them, [] for any other line."""
    ends = [gap.span() for gap in _WIDE_GAP.finditer(line.text)]
    if len(ends) != count:
        return []
    cells = [_part(line, start, end) for (_, start), (end, _) in pairwise([*ends, (len(line.text), 0)])]
    return cells if all(cell.text in _NOTHING or read_letters(cell.text, legend).marks for cell in cells) else []


def _trailing_marks(line: RawCell, most: int, legend: Mapping[str, str]) -> list[RawCell]:
    """Return the marks at the end of a line, at most as many as there are columns.

    A dash with a wide gap before it, or between two marks, is a blank cell.
    """
    marks: list[RawCell] = []
    sure = 0
    end = len(line.text)
    while len(marks) < most:
        start = max(line.text.rfind(" ", 0, end), line.text.rfind("\t", 0, end)) + 1
        text = line.text[start:end]
        before = len(line.text[:start].rstrip())
        is_dash = text in _NOTHING
        is_wide = _WIDE_GAP.search(line.text, before, start) is not None
        if start == 0 or (not (marks or is_wide) if is_dash else not read_letters(text, legend).marks):
            break
        marks.insert(0, _part(line, start, end))
        if is_wide or not is_dash:
            sure = len(marks)
        end = before
    return marks[len(marks) - sure :]


def _row(line: RawCell, marks: Sequence[RawCell], columns: Sequence[Header], *, placed: bool) -> Row:
    cut = _offset(line, marks[0])
    activity = _part(line, 0, len(line.text[:cut].rstrip()))
    printed = tuple(header.printed_column for header in columns)
    if placed:
        return Row(activity, tuple(marks), line.place, printed)
    letters = tuple(mark for mark in marks if mark.text not in _NOTHING)
    return Row(activity, (None,) * len(columns), line.place, printed, letters)


def _all_wide(line: RawCell, marks: Sequence[RawCell]) -> bool:
    """Tell whether all gaps before the marks of a line are wide, as they are between the columns of its header."""
    first = len(line.text[: _offset(line, marks[0])].rstrip())
    return len(_WIDE_GAP.findall(line.text[first : _offset(line, marks[-1])])) == len(marks)


def _offset(line: RawCell, part: RawCell) -> int:
    return (part.place.column or 1) - (line.place.column or 1)


def _no_column(marks: Sequence[RawCell], columns: Sequence[Header]) -> Finding:
    names = " or ".join(header.cell.plain for header in columns)
    printed = " ".join(mark.text for mark in marks)
    if len(marks) > len(columns):
        message = f"'{printed}' are more marks than there are columns ({names}), or the first belongs to the activity"
        return Finding("P02", Severity.VIOLATION, message, marks[0].place, "its cells are left unsettled")
    message = f"'{printed}' may stand under {names}: the text does not show which, for it has lost its empty cells"
    return Finding("P02", Severity.VIOLATION, message, marks[0].place, "its cells are left unsettled")


def _no_mark(line: RawCell) -> Finding:
    message = f"the line ends in no mark, so it may be an activity without marks or a part of another: '{line.plain}'"
    return Finding("P09", Severity.VIOLATION, message, line.place, "left out")


def _part(line: RawCell, start: int, end: int) -> RawCell:
    text = line.text[start:end]
    column = (line.place.column or 1) + start
    return replace(line, text=text, plain=" ".join(text.split()), place=replace(line.place, column=column))


def header_above(blocks: Sequence[Block], text: TextLines) -> RawCell | None:
    """Return the line right above the header of a text if it stands above its columns, behind the first word."""
    head = text.lines[0]
    at = next(at for at, each in enumerate(blocks) if each is text)
    above = blocks[at - 1] if at else None
    line = above.lines[-1] if isinstance(above, TextLines) else None
    if line is None or (line.place.line or 0) + 1 != head.place.line:
        return None
    first = (head.place.column or 1) + len(head.text.split(maxsplit=1)[0])
    return line if (line.place.column or 1) > first else None
