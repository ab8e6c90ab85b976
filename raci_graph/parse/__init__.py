"""A document's blocks into matrices: which tables are matrices, under which legend, in which sections."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from raci_graph.findings import Finding, Severity
from raci_graph.model import (
    About,
    Activity,
    Basis,
    Cell,
    Column,
    Heading,
    Layout,
    LostTable,
    Matrix,
    Place,
    RawTable,
    TextLines,
    UnplacedMark,
)
from raci_graph.parse.legend import USUAL, Legend, find_legends, is_legend_table, legends_for
from raci_graph.parse.lines import split_lines
from raci_graph.parse.marks import read_cell
from raci_graph.parse.rows import count_cells, table_rows
from raci_graph.parse.sections import Outline
from raci_graph.parse.text_rows import stray_rows, text_rows
from raci_graph.settings import is_language_tag
from raci_graph.vocab import SCHEMES, USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.model import Block, RawCell
    from raci_graph.parse.rows import Header, Row, Rows
    from raci_graph.readers.base import Document

_NO_LANGUAGE = "und"


@dataclass(frozen=True, slots=True)
class Reading:
    """The matrices of a document in its order, and what is doubtful or worth saying about them."""

    matrices: tuple[Matrix, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Group:
    """Printed tables that together are one matrix: the same parties under the same legend."""

    legend: Legend | None
    headers: tuple[Header, ...]
    place: Place
    language: str | None
    rows: list[tuple[int | None, Row]] = field(default_factory=list)

    @property
    def parties(self) -> tuple[str, ...]:
        """What identifies the columns: their names, without case."""
        return tuple(header.cell.plain.casefold() for header in self.headers)


def parse(document: Document, about: About | None = None) -> Reading:
    """Read the matrices of a document.

    Tables with the same parties under the same legend are one matrix, in the order of the document.

    Args:
        document: what a reader gave.
        about: what is known of the matrix beside its table; its title and language win over the document's. The
            second matrix of a document has its id with "-2", and so on.

    Returns:
        The matrices, and findings of the family P. A document without a matrix has no matrices and a finding P01.
    """
    blocks = split_lines(document.page.blocks)
    legends, findings = find_legends(blocks)
    findings += document.page.findings
    outline = Outline()
    under = list(zip(blocks, legends_for(legends, blocks), strict=True))
    tables = _Tables(under, findings)
    for block, legend in under:
        if isinstance(block, Heading):
            outline.add(block)
        elif isinstance(block, LostTable):
            message = f"these lines look like a table, but {block.reason}, so Markdown shows none"
            findings.append(Finding("P07", Severity.VIOLATION, message, block.place, "left out"))
        else:
            tables.take(block, legend, outline.here())
    tables.say_what_is_stray()
    matrices = [
        _matrix(document, about or About(), group, outline, number, findings)
        for number, group in enumerate(tables.groups, 1)
    ]
    if not matrices:
        message = "there is no responsibility matrix in this document"
        findings.append(Finding("P01", Severity.VIOLATION, message, Place(document.file), "nothing was read"))
    return Reading(tuple(matrices), tuple(sorted(findings, key=Finding.sort_key)))


class _Tables:
    """Gathers the tables of a document into the matrices that they are parts of."""

    def __init__(self, blocks: Sequence[tuple[Block, Legend | None]], findings: list[Finding]) -> None:
        tables = [(each, legend) for each, legend in blocks if isinstance(each, RawTable)]
        self.groups: list[_Group] = []
        self._findings = findings
        self._counts = {
            key: count_cells((each, (legend or USUAL).roles) for each, legend in tables if id(legend) == key)
            for key in {id(legend) for _, legend in tables}
        }
        self._said: set[str] = set()
        self._heads: set[str] = set()
        self._stray: list[tuple[TextLines, Legend | None, bool]] = []

    def take(self, block: Block, legend: Legend | None, heading: int | None) -> None:
        """Add a block to the matrix that it is a part of, if it is a table of one."""
        rows: Rows | None = None
        if isinstance(block, RawTable) and not is_legend_table(block):
            rows = self._rows_of_table(block, legend)
        elif isinstance(block, TextLines):
            rows = self._rows_of_text(block, legend)
        if rows is None:
            return
        group = next((each for each in self.groups if each.legend is legend and each.parties == rows.parties), None)
        if group is None:
            group = _Group(legend, rows.headers, rows.headers[0].cell.place, rows.language)
            self._say_who_differs(group)
            self.groups.append(group)
        group.rows += [(heading, row) for row in rows.rows]

    def say_what_is_stray(self) -> None:
        """Report the lines of a plain text with a matrix that may be rows and were not read."""
        begun = False
        for block, legend, after_table in self._stray if self._heads else ():
            begun = begun or after_table
            self._findings += stray_rows(block, self._heads, (legend or USUAL).roles, begun=begun)
            begun = begun or any(line.plain in self._heads for line in block.lines)

    def _say_who_differs(self, group: _Group) -> None:
        """Report a table that begins a matrix of its own, although it names some parties of an earlier one."""
        for other in self.groups:
            if other.legend is group.legend and set(other.parties) & set(group.parties):
                names = ", ".join(header.cell.plain for header in other.headers)
                message = f"the columns of this table are not those of the table in line {other.place.line} ({names})"
                place = group.place
                self._findings.append(Finding("P12", Severity.INFO, message, place, "read as a matrix of its own"))
                return

    def _rows_of_table(self, block: RawTable, legend: Legend | None) -> Rows | None:
        rows, said = table_rows(block, (legend or USUAL).roles, self._counts[id(legend)])
        self._findings += [finding for finding in said if finding.code != "P12" or finding.message not in self._said]
        self._said.update(finding.message for finding in said)
        if rows is None and legend is not None and table_rows(block, USUAL.roles)[0] is not None:
            message = "the letters of this table are not those of the legend that holds for it"
            place = block.header.place
            self._findings.append(Finding("P03", Severity.VIOLATION, message, place, "the table is left out"))
        return rows

    def _rows_of_text(self, block: TextLines, legend: Legend | None) -> Rows | None:
        rows, said = text_rows(block, self.groups[-1].headers if self.groups else None, (legend or USUAL).roles)
        self._findings += said
        if rows is None:
            self._stray.append((block, legend, bool(self._heads)))
        else:
            self._heads.add(block.lines[0].plain)
        return rows


def _matrix(  # noqa: PLR0913 - what one matrix is made of
    document: Document, about: About, group: _Group, outline: Outline, number: int, findings: list[Finding]
) -> Matrix:
    legend = group.legend or USUAL
    if group.legend is None:
        letters = ", ".join(f"{letter} {role}" for letter, role in USUAL_LETTERS.items())
        message = f"the document has no legend; its letters are read with RACI's usual meaning ({letters})"
        findings.append(Finding("P08", Severity.INFO, message, group.place, "read with the usual meaning"))
    sections, keys = outline.sections([heading for heading, _ in group.rows])
    columns = tuple(
        Column(at, header.printed_column, header.cell.text, header.cell.plain, header.cell.place)
        for at, header in enumerate(group.headers, 1)
    )
    activities = tuple(
        _activity(at, keys.get(-1 if heading is None else heading), row, columns, legend, findings)
        for at, (heading, row) in enumerate(group.rows, 1)
    )
    languages = (about.language, document.page.language, group.language, legend.language)
    return Matrix(
        source=document.file,
        sha256=document.sha256,
        table=number,
        place=group.place,
        title=about.title or document.page.title or outline.title() or document.file,
        language=next((tag for tag in languages if tag and is_language_tag(tag)), _NO_LANGUAGE).lower(),
        layout=Layout.PARTIES_AS_COLUMNS,
        scheme=_scheme(legend),
        legend=legend.entries,
        columns=columns,
        sections=sections,
        activities=activities,
        about=replace(about, id=f"{about.id}-{number}") if about.id and number > 1 else about,
    )


def _activity(  # noqa: PLR0913 - what one row is made of
    number: int, section: str | None, row: Row, columns: Sequence[Column], legend: Legend, findings: list[Finding]
) -> Activity:
    unplaced = [UnplacedMark(mark.text, mark.place) for mark in row.unplaced]
    cells = []
    for column, raw, printed in zip(columns, row.cells, row.printed, strict=True):
        cell = replace(_cell(column, raw, row, legend, findings), printed_column=printed)
        if raw is not None and cell.basis is Basis.UNSETTLED:
            unplaced.append(UnplacedMark(raw.text, raw.place))
        cells.append(cell)
    text = row.activity
    return Activity(
        row=number,
        section=section,
        text=text.plain,
        label=text.plain,
        source_text=text.text,
        cells=tuple(cells),
        place=row.place,
        unplaced=tuple(unplaced),
        attributes=dict(row.attributes),
    )


def _cell(column: Column, raw: RawCell | None, row: Row, legend: Legend, findings: list[Finding]) -> Cell:
    blank = Cell(column.number, column.printed_column, column.label, None, (), Basis.UNSETTLED, row.place)
    if raw is None:
        return blank
    reading = read_cell(raw.text, legend.roles)
    if reading.problem:
        message = f"the cell '{raw.text}' of {column.label} cannot be read: {reading.problem}"
        findings.append(Finding("P03", Severity.VIOLATION, message, raw.place, "the cell is left unsettled"))
        return replace(blank, printed=raw.text, comment=reading.comment, place=raw.place)
    return replace(
        blank,
        printed=raw.text,
        marks=reading.marks,
        comment=reading.comment,
        basis=Basis.EXPLICIT,
        place=raw.place,
    )


def _scheme(legend: Legend) -> str | None:
    """Return the scheme whose roles a legend's roles are, or None."""
    roles = set(legend.roles.values())
    return next((name for name, members in SCHEMES.items() if roles and roles <= members), None)
