"""Rows of a table under named columns, before letters and names are given a meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from raci_graph.blocks import Span
from raci_graph.findings import Finding, Severity
from raci_graph.model import Layout
from raci_graph.parse.marks import is_blank, read_raw
from raci_graph.parse.names import is_slot
from raci_graph.parse.other_rows import OtherRows
from raci_graph.parse.qualified_letters import qualified_letters
from raci_graph.parse.row_headings import OpenHeadings, RowHeadings
from raci_graph.parse.words import activity_header_language, is_attribute_header, roles_named
from raci_graph.row_ids import ID_HEADER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.blocks import RawCell, RawRow
    from raci_graph.model import Place
    from raci_graph.parse.cell_counts import Counts
    from raci_graph.parse.frame import Frame
    from raci_graph.parse.layout import Found


@dataclass(slots=True, unsafe_hash=True)
class Header:
    """The head of a column of marks: its place among the printed columns, its cell, and the role it stands for."""

    printed_column: Final[int]
    cell: Final[RawCell]
    role: Final[str | None] = None


@dataclass(slots=True, unsafe_hash=True)
class Row:
    """A row: its activity, a cell a column (None: not shown by the source), and marks without a column.

    ``printed`` has the place of each cell among the printed columns of its own table; ``headings`` are the rows of the
    table that head this one and others, the outermost first. It is kept from being changed as a ``RawCell`` is.
    """

    activity: Final[RawCell]
    cells: Final[tuple[RawCell | None, ...]]
    place: Final[Place]
    printed: Final[tuple[int, ...]]
    unplaced: Final[tuple[RawCell, ...]] = ()
    attributes: Final[tuple[tuple[str, str], ...]] = ()
    headings: Final[tuple[RawCell, ...]] = ()

    @property
    def texts(self) -> tuple[str | None, ...]:
        """The activity and what stands in each cell, without markup."""
        return (self.activity.plain, *(cell.plain if cell else None for cell in self.cells))


@dataclass(slots=True, unsafe_hash=True)
class Rows:
    """The rows of one printed table, its columns, and the language of the word that heads its activities."""

    headers: Final[tuple[Header, ...]]
    rows: Final[tuple[Row, ...]]
    language: Final[str | None]
    layout: Final[Layout] = Layout.PARTIES_AS_COLUMNS

    @property
    def columns(self) -> tuple[Layout | str, ...]:
        """What identifies the columns: how they are laid out, and their names without case."""
        return (self.layout, *(header.cell.plain.casefold() for header in self.headers))


def rows_of(frame: Frame, found: Found, legend: Mapping[str, str], counts: Counts, findings: list[Finding]) -> Rows:
    """Return the rows of a table whose layout was found, and add what is doubtful in them to ``findings``."""
    language = activity_header_language(frame.names[found.activity])
    findings += _beside(frame, found, legend, counts)
    findings += _doubtful_parties(frame, found)
    if found.doubt:
        findings.append(Finding("P17", Severity.WARNING, found.doubt, frame.row.place, f"read as {found.layout}"))
    if found.layout is Layout.TRANSPOSED:
        return _transposed(frame, found, language, findings)
    findings += _merged(frame, found)
    reader = _Reader(frame, found, findings, OtherRows(frame, found, legend))
    rows = tuple(row for raw in frame.rows if (row := reader.row(raw)))
    headers = tuple(Header(at + 1, frame.headers[at], role) for at, role in zip(found.marks, found.roles, strict=True))
    return Rows(headers, rows, language, found.layout)


def rows_too_long(frame: Frame, legend: Mapping[str, str]) -> list[Finding]:
    """Return what is to be said of letters beyond the header of a table that is no matrix without them."""
    width = len(frame.headers)
    return [
        _too_long(row, width) for row in frame.rows if any(read_raw(cell, legend).marks for cell in row.cells[width:])
    ]


def has_rows(frame: Frame, found: Found, legend: Mapping[str, str], counts: Counts) -> bool:
    """Tell whether a table whose layout was found has rows with an activity."""
    return bool(rows_of(frame, found, legend, counts, []).rows)


def letters_left_out(frame: Frame, legend: Mapping[str, str]) -> list[Finding]:
    """Return what is to be said of the letters in a table that is not read, at the first of them."""
    cells = [
        cell
        for row in (*frame.rows_above, *frame.rows)
        for cell in row.cells[: len(frame.headers)]
        if read_raw(cell, legend).marks
    ]
    if not cells:
        return []
    many = len(cells) - 1
    others = f", and {many} other{'s' * (many > 1)} with it" if many else ""
    message = f"the cell '{cells[0].text}' stands in a table that is not read{others}"
    return [Finding("P03", Severity.VIOLATION, message, cells[0].place, "it assigns nothing")]


class _Reader:
    """Reads the rows of a table in their order, since some head those that follow."""

    def __init__(self, frame: Frame, found: Found, findings: list[Finding], others: OtherRows) -> None:
        self._frame = frame
        self._found = found
        self._findings = findings
        self._open = OpenHeadings()
        self._headings = RowHeadings(frame, found)
        self._others = others
        self._printed = tuple(index + 1 for index in found.marks)

    def row(self, row: RawRow) -> Row | None:
        cells, width, at = row.cells, len(self._frame.headers), self._found.activity
        if not any(cell.text for cell in cells):
            return None
        section = self._headings.of(row)
        if section is not None:
            if self._headings.is_plain(row):
                self._say_plain(section, row.place)
            self._open.add(section, cells.index(section))
            return None
        printed = self._printed
        if at >= len(cells) or not cells[at].plain or is_blank(cells[at].text):
            self._say("P09", "the row has no activity", row.place, "left out")
            return None
        if reason := self._others.reason(row):
            self._findings.append(Finding("P09", Severity.WARNING, reason, row.place, "left out"))
            return None
        if len(cells) < width:
            message = _too_short(row, width)
            self._say("P04", message, row.place, "its cells are left unsettled")
            unplaced = tuple(cell for index, cell in enumerate(cells) if index != at and cell.text)
            return Row(cells[at], (None,) * len(printed), row.place, printed, unplaced, (), self._open.cells)
        if len(cells) > width and any(cell.text for cell in cells[width:]):
            self._findings.append(_too_long(row, width))
        attributes = tuple(
            (self._frame.names[index], cells[index].plain) for index in self._found.beside if cells[index].plain
        )
        marked = tuple(cells[index] for index in self._found.marks)
        return Row(cells[at], marked, row.place, printed, (), attributes, self._open.cells)

    def _say_plain(self, section: RawCell, place: Place) -> None:
        message = f"the row '{section.plain}' has no marks, as others that each stand above rows with marks"
        done = "read as the heading of the rows below it"
        self._findings.append(Finding("P09", Severity.WARNING, message, place, done))

    def _say(self, code: str, message: str, place: Place, done: str) -> None:
        self._findings.append(Finding(code, Severity.VIOLATION, message, place, done))


def _transposed(frame: Frame, found: Found, language: str | None, findings: list[Finding]) -> Rows:
    """Return the rows of a table whose columns are activities and whose rows are parties."""
    named = [row for row in frame.rows if found.activity < len(row.cells) and row.cells[found.activity].plain]
    width = len(frame.headers)
    for row in named:
        if len(row.cells) < width:
            message = _too_short(row, width)
            findings.append(Finding("P04", Severity.VIOLATION, message, row.place, "its cells are left unsettled"))
    rows = tuple(
        Row(
            activity=frame.headers[at],
            cells=tuple(row.cells[at] if len(row.cells) >= width else None for row in named),
            place=frame.headers[at].place,
            printed=(at + 1,) * len(named),
        )
        for at in found.marks
    )
    headers = tuple(Header(found.activity + 1, row.cells[found.activity]) for row in named)
    return Rows(headers, rows, language, Layout.TRANSPOSED)


def _beside(frame: Frame, found: Found, legend: Mapping[str, str], counts: Counts) -> list[Finding]:
    """Return what is to be said of columns that are not read as a party's or a role's."""
    findings: list[Finding] = []
    qualified = qualified_letters(frame.names, legend) if any(found.roles) else {}
    for at in (at for at in found.beside if frame.names[at] != ID_HEADER):
        counter = counts[frame.key, at]
        if not counter["letters"] + counter["signs"] + counter["words"]:
            continue
        if not counter["letters"] and _heads_others(frame, found, at):
            continue
        header = frame.headers[at]
        name = f"the column '{header.plain}'" if header.plain else "a column without a header"
        known = is_attribute_header(header.plain)
        if known or any(found.roles):
            why = _why_told(frame, found, at, qualified) if not known and any(found.roles) else ""
            lettered = counter["letters"] * 2 > counter["letters"] + counter["signs"] + counter["words"]
            why = why or (", although it holds letters of roles" if lettered else "")
            message = f"{name} is kept as an attribute{why}"
            severity = Severity.WARNING if why else Severity.INFO
            words = (header.plain,) if why and header.plain else ()
            findings.append(Finding("P12", severity, message, header.place, "kept in the parsed form", words=words))
            continue
        things, severity = (
            ("other things than letters", Severity.INFO) if counter["words"] else ("unknown signs", Severity.WARNING)
        )
        if at > found.activity and _has_letters_among_words(frame.column(at), legend):
            severity = Severity.WARNING
        message = f"{name} is not read as a party's, for its cells hold {things}"
        findings.append(Finding("P12", severity, message, header.place, "kept as an attribute in the parsed form"))
        for cell in frame.column(at):
            if read_raw(cell, legend).marks:
                message = f"the cell '{cell.text}' stands in {name}, so it is not known whose it is"
                findings.append(Finding("P03", Severity.VIOLATION, message, cell.place, "it assigns nothing"))
    return findings


def _why_told(frame: Frame, found: Found, at: int, qualified: Mapping[int, str]) -> str:
    """Return why a column beside those of roles may be one of a role too, "" for any other."""
    header = frame.headers[at].plain
    named = (qualified[at],) if at in qualified else _roles_in_parts(header)
    if named:
        return f", for its header may mean {' or '.join(named)}"
    if len(header) == 1 and header.isupper():
        return f", for nothing explains the letter '{header}'"
    return ", although it holds names that stand under its roles" if _holds_same_names(frame, found, at) else ""


def _roles_in_parts(header: str) -> tuple[str, ...]:
    """Return the roles that a header names, or else that of its parts, or of its last word, which names one first."""
    parts = (header, *re.split(r"[/&+,|]", header), header.rpartition(" ")[2])
    return next((roles for part in parts if (roles := roles_named(part.strip()))), ())


def _holds_same_names(frame: Frame, found: Found, at: int) -> bool:
    """Tell whether half of the names in a column, or a quarter of different ones, stand in those of roles; two do."""
    under = {name for each in found.marks for cell in frame.column(each) for name in _names_in(cell)}
    own = [name for cell in frame.column(at) for name in _names_in(cell)]
    same = [name for name in own if name in under]
    return len(same) > 1 and (len(same) * 2 >= len(own) or len(set(same)) * 4 >= len(set(own)) > len(set(same)) > 1)


def _names_in(cell: RawCell) -> list[str]:
    if is_blank(cell.text):
        return []
    return [name.strip().casefold() for name in re.split("[,;/、]", cell.plain) if name.strip()]


def _merged(frame: Frame, found: Found) -> list[Finding]:
    """Return what is to be said of marks and names in cells that are merged over others."""
    spread = [
        row.cells[at]
        for row in frame.rows
        for at in found.marks
        if at < len(row.cells)
        and row.cells[at].span is not None
        and not _is_merged_text(row, found)
        and not is_blank(row.cells[at].text)
    ]
    if not spread:
        return []
    message = f"'{spread[0].plain}' stands in a cell that is merged over others"
    return [Finding("P12", Severity.INFO, message, spread[0].place, "read for each of them, as all such cells")]


def _is_merged_text(row: RawRow, found: Found) -> bool:
    """Tell whether a cell before those of marks is merged over them."""
    first = min(found.marks)
    return first < len(row.cells) and row.cells[first].span is Span.ACROSS


def _has_letters_among_words(cells: Sequence[RawCell], legend: Mapping[str, str]) -> bool:
    """Tell whether half of some cells have a letter of the legend among their words ("Mop R")."""
    tokens = [re.split(r"[\s/]+", cell.plain) for cell in cells if not is_blank(cell.text)]
    return sum(any(token.strip("().,;:") in legend for token in each) for each in tokens) * 2 >= len(tokens) > 0


def _heads_others(frame: Frame, found: Found, at: int) -> bool:
    """Tell whether each text of a column stands alone in its row, before the letters: then it heads the rows below."""
    rows = [row for row in frame.rows if at < len(row.cells) and row.cells[at].text]
    alone = all([cell.text for cell in row.cells if cell.text] == [row.cells[at].text] for row in rows)
    return alone and at < min(found.marks) and all(len(row.cells) >= len(frame.headers) for row in rows)


def _doubtful_parties(frame: Frame, found: Found) -> list[Finding]:
    """Return what is to be said of columns of letters whose header is one of an attribute, or no name yet."""
    own = [at for at, role in zip(found.marks, found.roles, strict=True) if role is None]
    findings = []
    for at in own:
        name, place = frame.names[at], frame.headers[at].place
        if is_attribute_header(name):
            message = f"the column '{name}' has the header of an attribute, and holds letters of roles"
            findings.append(Finding("P12", Severity.WARNING, message, place, "read as a party's"))
        if is_slot(frame.headers[at].text):
            message = f"the header '{name}' is a place to be filled in"
            findings.append(Finding("P17", Severity.WARNING, message, place, "read as a name"))
    return findings


def _too_short(row: RawRow, width: int) -> str:
    return f"the row has {len(row.cells)} cells and its header {width}, so marks may have moved or fallen out"


def _too_long(row: RawRow, width: int) -> Finding:
    message = f"the row has more cells than its header, which has {width}"
    return Finding("P04", Severity.VIOLATION, message, row.place, "the cells beyond the header are left out")
