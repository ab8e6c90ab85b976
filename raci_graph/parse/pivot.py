"""Tables with a row for each party of an activity: a role in a cell of its own, or check marks under roles.

Such rows are put together by their activity, so that each is there once with all its parties.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from raci_graph.blocks import RawCell
from raci_graph.findings import Finding, Severity
from raci_graph.model import Layout
from raci_graph.parse.cards import heading_cell
from raci_graph.parse.layout import lettered_columns
from raci_graph.parse.marks import is_blank, read_raw
from raci_graph.parse.no_matrix import names_nobody
from raci_graph.parse.role_columns import role_headers
from raci_graph.parse.rows import Header, Row, Rows
from raci_graph.parse.words import (
    activity_column,
    activity_header_language,
    announces_matrix,
    heads_units,
    is_attribute_header,
    is_check_mark,
    is_doubtful_mark,
    is_party_header,
    roles_named,
    speaks_of_duties,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci_graph.blocks import Heading, RawRow
    from raci_graph.parse.frame import Frame

_MOSTLY = 0.9
_REMARK = re.compile(r"\([^()]*\)")
_SEVERAL = re.compile(r"[,;/&+\n]|<br|\s(?:and|or|und|et|y|e|en|и)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Form:
    """What the columns of a table hold: the activities (None: the heading does), the parties, and the roles.

    Of several columns of parties the first one is read.
    """

    activity: int | None
    parties: tuple[int, ...]
    roles: Mapping[int, str]
    role: int | None = None

    @property
    def party(self) -> int:
        """The column that is read as that of the parties."""
        return self.parties[0]

    @property
    def columns(self) -> frozenset[int | None]:
        """The columns that hold these."""
        return frozenset({self.party, self.role, self.activity, *self.roles})


@dataclass(slots=True)
class _Entry:
    """An activity: its cell and row, and what each party, or each role, has in it."""

    activity: RawCell
    row: RawRow
    cells: dict[str, list[RawCell]] = field(default_factory=dict)


def pivoted(
    frame: Frame, legend: Mapping[str, str], heading: Heading | None, findings: list[Finding]
) -> Rows | str | None:
    """Return the rows of a table that has a row for each party of an activity.

    Either one column holds the role ("Activity | Person | RACI"), or check marks stand under headers that name roles,
    beside a column of parties. Where no column holds activities, the heading above says which one it is.

    Args:
        frame: the table.
        legend: the name of the role that each letter or word means.
        heading: the heading right above the table.
        findings: where what is to be said is added.

    Returns:
        The rows, each activity once; None for a table of another form; a text that says why one of this form cannot
        be read.
    """
    form = _with_check_marks(frame, legend) or _with_role_column(frame, legend)
    if form is None or isinstance(form, str):
        return form
    if form.activity is None and heading is None:
        return "its check marks are about no activity"
    message = "each row of this table is about one party of an activity"
    findings.append(Finding("P12", Severity.INFO, message, frame.row.place, "its rows are put together by activity"))
    if len(form.parties) > 1:
        message = f"its parties may stand under {_either(frame, form.parties)}"
        done = f"those under '{frame.names[form.party]}' are read"
        findings.append(Finding("P17", Severity.WARNING, message, frame.row.place, done))
    for at in sorted(set(lettered_columns(frame, legend)) - form.columns):
        message = f"the column '{frame.names[at]}' is kept as an attribute, although it holds letters of roles"
        place = frame.headers[at].place
        findings.append(Finding("P12", Severity.WARNING, message, place, "kept in the parsed form"))
    several = any(_SEVERAL.search(cell.text) for cell in frame.column(form.party))
    by_role = form.role is None or form.activity is None or several
    assigned = _Assigned(frame, form, legend, findings, by_role=by_role)
    entries = _entries(frame, form, heading, assigned)
    rows = tuple(_row(frame, form, entry, assigned) for entry in entries)
    language = None if form.activity is None else activity_header_language(frame.names[form.activity])
    layout = Layout.ROLES_AS_COLUMNS if by_role else Layout.PARTIES_AS_COLUMNS
    layout = Layout.TABLE_PER_ACTIVITY if form.activity is None else layout
    return Rows(assigned.headers(frame), rows, language, layout)


def _with_check_marks(frame: Frame, legend: Mapping[str, str]) -> _Form | str | None:
    roles = role_headers(frame, legend)
    if len(set(roles.values())) < 2:  # noqa: PLR2004 - one role has no others beside it
        return None
    cells = [(at, cell) for at in roles for cell in frame.column(at) if not is_blank(cell.text)]
    marks = [cell for at, cell in cells if _is_check(cell, roles[at], legend)]
    if len(marks) < 2 or len(marks) < _MOSTLY * len(cells):  # noqa: PLR2004 - two
        return None
    others = [at for at in range(len(frame.headers)) if at not in roles and frame.column(at)]
    parties = _party_columns(frame, others)
    if not parties:
        return "its check marks stand beside no column of parties"
    texts = [at for at in others if at not in parties and not is_attribute_header(frame.names[at])]
    if not texts and len(parties) > 1:
        return f"its parties may stand under {_either(frame, parties)}"
    named = activity_column([frame.names[at] for at in texts])
    return _Form((texts[named] if named is not None else texts[0]) if texts else None, tuple(parties), roles)


def _with_role_column(frame: Frame, legend: Mapping[str, str]) -> _Form | None:
    headed = [at for at, name in enumerate(frame.names) if _heads_letters(name, legend)]
    lettered = lettered_columns(frame, legend) if headed else []
    if len(lettered) != 1 or lettered[0] not in headed:
        return None
    role = lettered[0]
    if len(set(role_headers(frame, legend)) - {role}) > 1:
        return None
    others = [at for at in range(len(frame.headers)) if at != role and frame.column(at)]
    activity = activity_column([frame.names[at] for at in others])
    parties = _party_columns(frame, others)
    if not parties and is_party_header(frame.names[role]):
        parties = [at for at in others if roles_named(frame.names[at])]
    if not parties or (activity is not None and others[activity] in parties):
        return None
    if activity is None and (len(others) > 1 or not (announces_matrix(frame.names[role]) or _is_duty(frame, role))):
        return None
    return _Form(None if activity is None else others[activity], tuple(parties), {}, role)


def _heads_letters(name: str, legend: Mapping[str, str]) -> bool:
    """Tell whether a text may head the roles of parties: it names nobody, or is the header of an attribute."""
    return names_nobody(name, legend) or is_attribute_header(name) or speaks_of_duties(name)


def _is_duty(frame: Frame, role: int) -> bool:
    return role == len(frame.headers) - 1 and speaks_of_duties(frame.names[role])


def _party_columns(frame: Frame, others: Sequence[int]) -> list[int]:
    """Return the columns that are headed as those of parties; one of teams or departments last."""
    headed = [at for at in others if is_party_header(frame.names[at]) and not activity_header_language(frame.names[at])]
    return sorted(headed, key=lambda at: heads_units(frame.names[at]))


def _either(frame: Frame, columns: Sequence[int]) -> str:
    return " or under ".join(f"'{frame.names[at]}'" for at in columns)


def _is_check(cell: RawCell, role: str, legend: Mapping[str, str]) -> bool:
    text = _REMARK.sub(" ", cell.plain).strip()
    if is_check_mark(text) or is_doubtful_mark(text):
        return True
    return [mark.role for mark in read_raw(cell, legend).marks] == [role]


class _Assigned:
    """What each row gives to whom: cells by the name of their party, or by the role, whichever heads the columns."""

    def __init__(
        self, frame: Frame, form: _Form, legend: Mapping[str, str], findings: list[Finding], *, by_role: bool
    ) -> None:
        self.findings = findings
        self._form = form
        self._legend = legend
        self._by_role = by_role
        self._heads: dict[str, tuple[int, RawCell]] = {}
        if by_role and form.role is not None and form.activity is None:
            head = (form.role, frame.headers[form.role])
            self._heads = dict.fromkeys(dict.fromkeys(legend.values()), head)

    @property
    def names(self) -> list[str]:
        """The names of the columns in their order."""
        return list(self._form.roles.values()) or list(self._heads)

    @property
    def joint(self) -> str:
        """What stands between the texts of several rows in one cell."""
        return "; " if self._by_role else ", "

    def headers(self, frame: Frame) -> tuple[Header, ...]:
        """Return the heads of the columns."""
        if self._form.roles:
            return tuple(Header(at + 1, frame.headers[at], role) for at, role in self._form.roles.items())
        return tuple(Header(at + 1, cell, name if self._by_role else None) for name, (at, cell) in self._heads.items())

    def of_row(self, row: RawRow) -> Iterator[tuple[str, RawCell]]:
        """Yield the cells that a row fills, with the name of their column."""
        party = row.cells[self._form.party]
        given = [self._form.role] if self._form.role is not None else list(self._form.roles)
        filled = [(at, row.cells[at]) for at in given if not is_blank(row.cells[at].text)]
        if not party.plain and filled:
            message = "the row names no party"
            self.findings.append(Finding("P03", Severity.VIOLATION, message, row.place, "its roles are left out"))
            return
        for at, cell in filled:
            if self._form.role is None:
                self._say_remark(cell)
                yield self._form.roles[at], cell if is_doubtful_mark(cell.plain) else replace(party, place=cell.place)
            elif not self._by_role:
                self._heads.setdefault(party.plain, (self._form.party, party))
                yield party.plain, cell
            else:
                yield from self._of_role(cell, party)

    def _say_remark(self, cell: RawCell) -> None:
        if _REMARK.search(cell.plain):
            message = f"what stands beside the check mark, '{cell.plain}', is no part of the matrix"
            self.findings.append(Finding("P12", Severity.INFO, message, cell.place, "the remark is left out"))

    def _of_role(self, cell: RawCell, party: RawCell) -> Iterator[tuple[str, RawCell]]:
        reading = read_raw(cell, self._legend)
        if reading.problem:
            message = f"the cell '{cell.text}' cannot be read: {reading.problem}"
            self.findings.append(Finding("P03", Severity.VIOLATION, message, cell.place, "it assigns nothing"))
        for mark in reading.marks:
            self._heads.setdefault(mark.role, (self._form.role or 0, cell))
            yield mark.role, party


def _entries(frame: Frame, form: _Form, heading: Heading | None, assigned: _Assigned) -> list[_Entry]:
    """Return the activities with the cells of their columns, by the name of the column."""
    found: dict[tuple[str, ...], _Entry] = {}
    entry: _Entry | None = None
    for row in frame.rows:
        if not any(cell.text for cell in row.cells):
            continue
        if len(row.cells) < len(frame.headers):
            message = f"the row has {len(row.cells)} cells and its header {len(frame.headers)}"
            assigned.findings.append(Finding("P04", Severity.VIOLATION, message, row.place, "left out"))
            continue
        activity = row.cells[form.activity] if form.activity is not None else heading and heading_cell(heading)
        if activity and activity.plain:
            beside = [cell.plain for at, cell in enumerate(row.cells) if at not in form.columns and at < form.party]
            entry = found.setdefault((activity.plain, *beside), _Entry(activity, row))
        if entry is None:
            said = Finding("P09", Severity.VIOLATION, "the row has no activity", row.place, "left out")
            assigned.findings.append(said)
            continue
        for name, cell in assigned.of_row(row):
            entry.cells.setdefault(name, []).append(cell)
    return list(found.values())


def _row(frame: Frame, form: _Form, entry: _Entry, assigned: _Assigned) -> Row:
    """Return the row of an activity; where rows of several parties fill a cell, it has their texts in order."""
    blank = RawCell("", "", entry.row.place)
    cells = []
    for name in assigned.names:
        given = entry.cells.get(name, [blank])
        text = assigned.joint.join(cell.text for cell in given)
        cells.append(replace(given[0], text=text, plain=assigned.joint.join(cell.plain for cell in given)))
    attributes = tuple(
        (frame.names[at], cell.plain)
        for at, cell in enumerate(entry.row.cells[: len(frame.headers)])
        if at not in form.columns and cell.plain
    )
    printed = tuple(header.printed_column for header in assigned.headers(frame))
    return Row(entry.activity, tuple(cells), entry.row.place, printed, (), attributes)
