"""Lays a matrix out as headings, grids and lists, and says with each cell what is to be read in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from raci_documents.matrices import ROLES
from raci_documents.spelling import ROLE, TASK, WHO, WORDS, header_of, names, spelt

_EXCHANGE = str.maketrans("RA", "AR")
_MAY_BE_NAME = {"joined", "note", "star", "alike", "wide"}
"""In which spellings "RACI" may be the name of the scheme, and so is a doubt."""
GRIDS = ("parties-as-columns", "roles-as-columns", "transposed")
"""The layouts that need nothing but a table."""


@dataclass(frozen=True)
class Head:
    level: int
    text: str


@dataclass(frozen=True)
class Grid:
    """A header and rows of cells, each a tuple of pieces; a row of a single text heads those below it."""

    header: tuple
    rows: tuple


@dataclass(frozen=True)
class Items:
    """Activities, each with lines of a label and the pieces of its names."""

    activities: tuple


@dataclass(frozen=True)
class Mapped:
    """Activities as ``Items`` has them, in the front matter of a page."""

    activities: tuple


@dataclass(frozen=True)
class Legend:
    """Letters with what they mean."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CellToRead:
    """A cell as it is written and what it must state: roles of a party, or parties of a role."""

    head: str
    pieces: tuple
    states: tuple[str, ...]
    told: bool = False
    comment: str | None = None
    doubt: str | None = None


@dataclass(frozen=True)
class RowToRead:
    section: str | None
    activity: str
    cells: tuple[CellToRead, ...]


@dataclass(frozen=True)
class Laid:
    """The blocks of a document, and the matrix that must be read from them."""

    layout: str
    blocks: tuple
    rows: tuple[RowToRead, ...]


@dataclass(frozen=True)
class Ways:
    """What is chosen of the way in which a matrix is written."""

    title: str
    layout: str
    styles: tuple[str, ...]
    blanks: tuple[str, ...]
    corner: bool
    sections_in_rows: bool
    headers: str
    between: str
    blank_roles: bool
    legend: str | None


def laid(meant, ways):
    """Return a matrix in the layout that was chosen."""
    make = {
        "parties-as-columns": _parties_as_columns,
        "roles-as-columns": _roles_as_columns,
        "transposed": _transposed,
        "table-per-activity": _table_per_activity,
        "list": _list,
        "front-matter": _mapped,
    }[ways.layout]
    body, rows = make(meant, ways)
    layout = "list" if ways.layout == "front-matter" else ways.layout
    return Laid(layout, (Head(1, ways.title), *_legend(meant, ways), *body), tuple(rows))


def _legend(meant, ways):
    """Yield the legend, "usual" or "exchanged": then R stands for what A usually does, and A for the other."""
    if ways.legend and ways.layout in GRIDS:
        letters = "ARCI" if ways.legend == "exchanged" else "RACI"
        yield Legend(tuple(sorted(zip(letters, WORDS[meant.language], strict=True))))


def _text(text, style=""):
    return ((text, style),)


def _cells(meant, ways, row, at):
    """Return the cells of a row below parties; styles go round in turn."""
    for index, (party, letters) in enumerate(zip(meant.parties, row.roles, strict=True)):
        turn = at * len(meant.parties) + index
        if not letters:
            yield CellToRead(party, _text(ways.blanks[turn % len(ways.blanks)]), ())
            continue
        style = ways.styles[turn % len(ways.styles)]
        exchanged = ways.legend == "exchanged" and not style.startswith("words")
        printed = letters.translate(_EXCHANGE) if exchanged else letters
        found = spelt(printed, style, meant.language)
        if printed == "RACI" and style in _MAY_BE_NAME:
            yield CellToRead(party, found.pieces, (), comment=found.comment, doubt="P03")
        else:
            states = tuple(ROLES[each] for each in letters)
            yield CellToRead(party, found.pieces, states, found.told, found.comment)


def _corner(meant, ways, words):
    return _text(words[meant.language] if ways.corner else "")


def _in_sections(meant, ways, grid_of, rows_of):
    """Return the blocks of a matrix whose sections are headings, or rows of the one table, and its rows."""
    at = 0
    blocks, rows, lines = [], [], []
    headed = [section for section in meant.sections if section.label]
    for section in meant.sections:
        own = [
            RowToRead(section.label, row.activity, tuple(rows_of(row, at + n))) for n, row in enumerate(section.rows)
        ]
        at += len(own)
        written = [(_text(row.activity), *(cell.pieces for cell in row.cells)) for row in own]
        if ways.sections_in_rows:
            lines += [*([(_text(section.label),)] if section.label else []), *written]
        else:
            blocks += [Head(2, section.label)] if section.label else []
            blocks.append(grid_of(written))
        if len(headed) == 1 == len(meant.sections):
            own = [RowToRead(None, row.activity, row.cells) for row in own]
        rows += own
    return ([grid_of(lines)] if ways.sections_in_rows else blocks), rows


def _parties_as_columns(meant, ways):
    header = (_corner(meant, ways, TASK), *(_text(party) for party in meant.parties))
    return _in_sections(
        meant, ways, lambda rows: Grid(header, tuple(rows)), lambda row, at: _cells(meant, ways, row, at)
    )


def _named(meant, ways, row, *, blank=True):
    """Return a cell for each role that the matrix has at all, with the parties of an activity."""
    stated = {letter for other in meant.rows for roles in other.roles for letter in roles}
    used = [letter for letter in ROLES if letter in stated | {"R", "A"}]
    for letter in used:
        parties = tuple(party for party, roles in zip(meant.parties, row.roles, strict=True) if letter in roles)
        pieces = names(parties, ways.between) if parties else _text(ways.blanks[0] if blank else "")
        doubt = "P18" if any(" and " in party for party in parties) else None
        yield CellToRead(ROLES[letter], pieces, parties, doubt=doubt)


def _roles_as_columns(meant, ways):
    first = next(iter(meant.rows))
    heads = [next(letter for letter, role in ROLES.items() if role == cell.head) for cell in _named(meant, ways, first)]
    if ways.legend == "exchanged":
        heads = [each.translate(_EXCHANGE) for each in heads]
    header = (_text(TASK[meant.language]), *(_text(header_of(each, meant.language, ways.headers)) for each in heads))
    return _in_sections(meant, ways, lambda rows: Grid(header, tuple(rows)), lambda row, _: _named(meant, ways, row))


def _transposed(meant, ways):
    rows = [RowToRead(None, row.activity, tuple(_cells(meant, ways, row, at))) for at, row in enumerate(meant.rows)]
    header = (_text(ROLE[meant.language]), *(_text(row.activity) for row in rows))
    lines = tuple((_text(party), *(row.cells[at].pieces for row in rows)) for at, party in enumerate(meant.parties))
    return [Grid(header, lines)], rows


def _per_activity(meant, ways, *, blank):
    """Yield each section with its rows and the lines of roles of each row."""
    headed = [section for section in meant.sections if section.label]
    for section in meant.sections:
        rows = [
            RowToRead(
                None if len(headed) == 1 else section.label, row.activity, tuple(_named(meant, ways, row, blank=blank))
            )
            for row in section.rows
        ]
        yield section.label, rows


def _label(cell, meant, ways):
    letter = next(letter for letter, role in ROLES.items() if role == cell.head)
    return _text(header_of(letter, meant.language, ways.headers))


def _table_per_activity(meant, ways):
    blocks, rows = [], []
    header = (_text(ROLE[meant.language]), _text(WHO[meant.language]))
    for label, own in _per_activity(meant, ways, blank=True):
        blocks += [Head(2, label)] if label else []
        for row in own:
            lines = tuple((_label(cell, meant, ways), cell.pieces) for cell in row.cells)
            blocks += [Head(3 if label else 2, row.activity), Grid(header, lines)]
        rows += own
    return blocks, rows


def _used(row, ways):
    """Return the cells of an activity that have a line of their own in a list."""
    used = [cell for cell in row.cells if cell.states or ways.blank_roles]
    if len(used) < 2 or not {ROLES["R"], ROLES["A"]} & {cell.head for cell in used}:
        return row.cells  # a single role makes no list
    return used


def _lines(row, meant, ways):
    return row.activity, tuple((_label(cell, meant, ways), cell.pieces) for cell in _used(row, ways))


def _with_lines(rows, ways):
    """Return rows without the cells of roles that have a line nowhere."""
    heads = {cell.head for row in rows for cell in _used(row, ways)}
    return [
        RowToRead(row.section, row.activity, tuple(cell for cell in row.cells if cell.head in heads)) for row in rows
    ]


def _list(meant, ways):
    blocks, rows = [], []
    for label, own in _per_activity(meant, ways, blank=ways.blank_roles):
        blocks += [Head(2, label)] if label else []
        blocks.append(Items(tuple(_lines(row, meant, ways) for row in own)))
        rows += own
    return blocks, _with_lines(rows, ways)


def _mapped(meant, ways):
    rows = [
        RowToRead(None, row.activity, tuple(_named(meant, ways, row, blank=ways.blank_roles))) for row in meant.rows
    ]
    return [Mapped(tuple(_lines(row, meant, ways) for row in rows))], _with_lines(rows, ways)


def may_be_turned(laid, ways):
    """Tell whether a table looks as if its rows were its columns: by the one accountable that each activity has.

    Then it is told (P17) that its direction is in doubt.
    """
    for _, rows in groupby(laid.rows, key=lambda row: None if ways.sections_in_rows else row.section):
        table = [[cell.states for cell in row.cells] for row in rows]
        if laid.layout == "transposed":
            table = list(zip(*table, strict=True))
        grid = [[ROLES["A"] in states for states in line] for line in table if any(line)]
        if len(grid) < 3 or len(grid[0]) < 3:
            continue
        by_row, by_column = (_share(lines) for lines in (grid, list(zip(*grid, strict=True))))
        if laid.layout == "transposed" and by_row >= 0.9 and by_column < by_row:
            return True
        if laid.layout == "parties-as-columns" and not ways.corner and by_column >= 0.9 and by_row <= 0.5:
            return True
    return False


def _share(lines):
    return sum(sum(line) == 1 for line in lines) / len(lines)


def has_letters_for_names(laid):
    """Tell whether columns of roles, or the first column of a turned table, hold hardly any names but such as "RA".

    Nobody can tell then whether those are names or roles, and the table must be left out.
    """
    if laid.layout == "transposed":
        return sum(_may_be_role(cell.head) for cell in laid.rows[0].cells) * 2 > len(laid.rows[0].cells)
    if laid.layout != "roles-as-columns":
        return False
    columns = {}
    for row in laid.rows:
        for cell in row.cells:
            letters = columns.setdefault(cell.head, [])
            letters += [all(map(_may_be_role, cell.states))] if cell.states else []
    sure = {head for head, letters in columns.items() if sum(letters) * 2 <= len(letters)}
    return len(sure) < 2 or not sure & {ROLES["R"], ROLES["A"]}


def _may_be_role(name):
    return set(name) <= set(ROLES) or name == "Support"
