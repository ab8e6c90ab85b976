"""Findings for a person: by file and matrix, each with its row as printed, and how to mend it."""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.explain import hint
from raci_graph.report_formats.inert import one_line
from raci_graph.report_formats.lines import finding_line, row_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.findings import Finding
    from raci_graph.model import Matrix
    from raci_graph.report_formats.checked import Checked

_INDENT = "    "


class Part(StrEnum):
    """What a line of the text is, for colours."""

    HEAD = "head"
    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"
    WAIVED = "waived"
    ROW = "row"
    HINT = "hint"
    BLANK = "blank"


class Line(NamedTuple):
    """A line of the text, and what it is."""

    part: Part
    text: str


def render(checks: Sequence[Checked]) -> str:
    """Return findings as plain text; nothing at all where there are none."""
    return "".join(f"{line.text}\n" for line in lines(checks))


def lines(checks: Sequence[Checked]) -> Iterator[Line]:
    """Yield the lines of the text."""
    is_first = True
    for checked in checks:
        for matrix, group in checked.by_matrix():
            if not is_first:
                yield Line(Part.BLANK, "")
            is_first = False
            yield Line(Part.HEAD, one_line(_head(checked, matrix, group)))
            for code, same in groupby(group, key=lambda each: each.code):
                for finding in same:
                    yield from _lines(checked, finding)
                if mend := hint(code):
                    yield Line(Part.HINT, f"{_INDENT}to mend {code}: {mend}")


def _head(checked: Checked, matrix: Matrix | None, group: Sequence[Finding]) -> str:
    if matrix is None:
        return checked.source.name
    file = next((checked.path(finding.place) for finding in group if finding.place), checked.source.name)
    columns = " | ".join(column.label for column in matrix.columns)
    return f"{file}: {matrix.title} ({columns})"


def _lines(checked: Checked, finding: Finding) -> Iterator[Line]:
    place = ""
    if finding.place:
        file = finding.place.file or ""
        place = f"{checked.path(finding.place)}{str(finding.place).removeprefix(file)}"
    yield Line(Part.WAIVED if finding.waived else Part(finding.severity.value), finding_line(finding, place))
    row = row_line(finding)
    if row is not None:
        yield Line(Part.ROW, f"{_INDENT}{row}")
