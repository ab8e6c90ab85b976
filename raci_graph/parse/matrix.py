"""Makes a matrix of the rows that belong together: each cell is read, and what is doubtful in it is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.blocks import WrappedCell
from raci_graph.findings import Finding, Severity
from raci_graph.model import About, Activity, Basis, Cell, Column, LegendEntry, Matrix, UnplacedMark
from raci_graph.parse.marks import CellReading, as_shown, is_blank, read_raw
from raci_graph.parse.meanings import legend_as_meant
from raci_graph.parse.names import (
    has_open_place,
    means_everyone,
    names_alone,
    names_whole,
    read_names,
    surnames_first,
    without_note,
)
from raci_graph.parse.words import group_of, roles_named
from raci_graph.parse.wrapped_names import joined_lines, names_on_a_line
from raci_graph.progress import tracked
from raci_graph.settings import is_language_tag
from raci_graph.vocab import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.blocks import RawCell
    from raci_graph.parse.groups import Group
    from raci_graph.parse.legend import Legend
    from raci_graph.parse.rows import Row
    from raci_graph.parse.sections import Outline
    from raci_graph.readers.base import Document

_NO_LANGUAGE = "und"


def matrix_of(  # noqa: PLR0913 - what one matrix is made of
    document: Document, about: About, group: Group, outline: Outline, number: int, findings: list[Finding]
) -> Matrix:
    """Return the matrix of a group of rows, and add what is doubtful in its cells to ``findings``.

    Args:
        document: the document that the rows stand in.
        about: what is known of the matrix beside its table.
        group: the rows.
        outline: the headings of the document.
        number: the number of the matrix in its document.
        findings: what was found so far.
    """
    legend = legend_as_meant(group.legend or group.usual, group.meant)
    if group.legend is None and not group.layout.names_parties_in_cells:
        every = {**legend.roles, **{word: role for word, role in group.roles.items() if len(word) == 1}}
        known = {letter: role for letter, role in every.items() if letter not in group.meant}
        letters = ", ".join(f"{letter} {role}" for letter, role in known.items())
        scheme = "DACI" if "Driver" in known.values() else "RACI"
        message = f"the document has no legend; its letters are read with {scheme}'s usual meaning ({letters})"
        findings.append(Finding("P08", Severity.INFO, message, group.place, "read with the usual meaning"))
    headings = [heading for heading, _ in group.rows]
    sections, keys = outline.sections(headings)
    columns = tuple(
        Column(
            at, header.printed_column, header.cell.text, without_note(header.cell.plain), header.cell.place, header.role
        )
        for at, header in enumerate(group.headers, 1)
    )
    reader = _Cells(group, columns, legend, findings)
    rows = tracked(group.rows, "reading marks", len(group.rows))
    activities = tuple(
        reader.activity(at, keys.get(-1 if heading is None else heading), row)
        for at, (heading, row) in enumerate(rows, 1)
    )
    languages = (about.language, document.page.language, group.language, legend.language)
    return Matrix(
        source=document.file,
        sha256=document.sha256,
        table=number,
        place=group.place,
        title=about.title or document.page.title or outline.title() or outline.heading_of(headings) or document.file,
        language=next((tag for tag in languages if tag and is_language_tag(tag)), _NO_LANGUAGE).lower(),
        layout=group.layout,
        scheme=_scheme(legend, columns),
        legend=_with_used(legend.entries if group.legend else _headers(columns) or legend.entries, activities, columns),
        columns=columns,
        sections=sections,
        activities=activities,
        about=replace(about, id=f"{about.id}-{number}") if about.id and number > 1 else about,
    )


class _Cells:
    """Reads the cells of one matrix."""

    def __init__(self, group: Group, columns: Sequence[Column], legend: Legend, findings: list[Finding]) -> None:
        self._columns = columns
        self._legend = {**group.roles, **legend.roles, **group.meant}
        self._findings = findings
        filled = [cell for _, row in group.rows for cell in row.cells if cell] if group.headers[0].role else []
        wrapped = [name for cell in filled if isinstance(cell, WrappedCell) for name in names_on_a_line(cell.text)]
        texts = [cell.text for cell in filled if not isinstance(cell, WrappedCell)]
        self._names = names_alone([*texts, *wrapped]) | group.parties
        self._whole = names_whole(texts) | group.parties
        self._surnames_first = surnames_first([cell.text for cell in filled])
        self._signs = sorted(group.signs)

    def activity(self, number: int, section: str | None, row: Row) -> Activity:
        unplaced = [UnplacedMark(mark.text, mark.place) for mark in row.unplaced]
        cells = []
        for column, raw, printed in zip(self._columns, row.cells, row.printed, strict=True):
            cell = self._cell(column, raw, row, printed)
            if raw is not None and cell.basis is Basis.UNSETTLED:
                unplaced.append(UnplacedMark(raw.text, raw.place))
            cells.append(cell)
        text = row.activity
        if text.plain.count("(") > text.plain.count(")"):
            message = f"'{text.plain}' ends within brackets, so its text may go on elsewhere"
            self._findings.append(Finding("P09", Severity.WARNING, message, row.place, "read as it stands"))
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

    def _cell(self, column: Column, raw: RawCell | None, row: Row, printed: int) -> Cell:
        party = "" if column.role else column.label
        if raw is None:
            return Cell(column.number, printed, party, None, (), Basis.UNSETTLED, row.place)
        reading = self._read(column, raw)
        if reading.problem:
            message = f"the cell '{raw.text}' of {column.label} cannot be read: {reading.problem}"
            done = "the cell is left unsettled"
            names = Finding("P18", Severity.VIOLATION, message, raw.place, done)
            words = (raw.plain,) if _is_word_in_doubt(raw.plain) else ()
            letters = Finding("P03", Severity.VIOLATION, message, raw.place, done, words=words)
            self._findings.append(names if column.role else letters)
            return Cell(
                column.number, printed, party, raw.text, (), Basis.UNSETTLED, raw.place, comment=reading.comment
            )
        if reading.look_alike:
            self._findings.append(Finding("P14", Severity.WARNING, reading.look_alike, raw.place, "read as those"))
        named = [mark.party for mark in reading.marks if mark.party] if column.role else []
        if everyone := next((party for party in named if means_everyone(party)), None):
            whom = "every party" if group_of(everyone) == "everyone" else "several parties"
            message = f"'{everyone}' in the cell of {column.label} means {whom}, and is no name of one"
            self._findings.append(Finding("P18", Severity.WARNING, message, raw.place, "read as the name of a party"))
        return Cell(
            column.number, printed, party, raw.text, reading.marks, Basis.EXPLICIT, raw.place, comment=reading.comment
        )

    def _read(self, column: Column, raw: RawCell) -> CellReading:
        role = column.role
        if role and self._surnames_first and not is_blank(raw.text):
            return CellReading(problem=f"'{raw.plain}' may be one name with its surname first")
        if role and isinstance(raw, WrappedCell):
            joined = joined_lines(raw.text, self._names)
            if joined is None:
                return CellReading(problem=f"'{raw.plain}' may be one name or several")
            raw = replace(raw, text=joined)
        if role:
            as_it_is = raw.plain.split() == raw.text.split() or has_open_place(raw.text)
            raw = replace(raw, plain=raw.text) if as_it_is else raw
            return as_shown(raw, lambda text: read_names(text, role, self._names, self._whole))
        reading = read_raw(raw, self._legend)
        noted = reading.marks and reading.comment and not reading.comment.isascii()
        sign = next((sign for sign in self._signs if noted and sign in raw.plain), None)
        if sign:
            return CellReading(problem=f"'{sign}' may be a note or the role that the document explains it as")
        return reading


def _is_word_in_doubt(text: str) -> bool:
    """Tell whether a person can say what a whole cell means: a letter, signs, or a word for several roles."""
    return len(text) == 1 or not any(map(str.isalnum, text)) or len(roles_named(text)) > 1


def _headers(columns: Sequence[Column]) -> tuple[LegendEntry, ...]:
    """Return a letter for each role that headers name, where there is no legend: its initial, if each has its own."""
    named = {column.role: column for column in columns if column.role}
    initials = {role[0] for role in named}
    return tuple(
        LegendEntry(role[0] if len(initials) == len(named) else column.label, role, place=column.place)
        for role, column in named.items()
    )


def _with_used(
    entries: Sequence[LegendEntry], activities: Sequence[Activity], columns: Sequence[Column]
) -> tuple[LegendEntry, ...]:
    """Return a legend with what the marks themselves say: words, and letters of the shape of others."""
    if any(column.role for column in columns):
        return tuple(entries)
    known = {entry.letter for entry in entries}
    used = {mark.text: mark.role for activity in activities for cell in activity.cells for mark in cell.marks}
    return (*entries, *(LegendEntry(text, role) for text, role in used.items() if text not in known))


def _scheme(legend: Legend, columns: Sequence[Column]) -> str | None:
    """Return the scheme whose roles a legend's roles are, or those of the columns, or None."""
    roles = {column.role for column in columns if column.role} or set(legend.roles.values())
    return next((name for name, members in SCHEMES.items() if roles and roles <= members), None)
