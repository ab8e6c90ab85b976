"""Finds how a table is laid out: which columns hold activities, parties or roles, and what only looks like it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.model import Layout
from raci_graph.parse.marks import is_blank, is_letters, read_cell
from raci_graph.parse.words import (
    activity_column,
    activity_header_language,
    announces_matrix,
    doubtful_headers,
    is_attribute_header,
    is_party_header,
    resolve_headers,
)
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.model import RawCell
    from raci_graph.parse.frame import Frame

    Counts = Mapping[tuple[str, int], Counter[str]]

_SIGNS = 6
"""How many characters a cell may have that holds signs, such as a letter with a footnote, and not words."""
_MOSTLY = 0.9
_HALF = 0.5
_FEW = 4
"""In how many cells of letters one may hold letters that nobody explains, below a word for activities."""
_UNSPACED = "\u2e80"
"""Where in Unicode the scripts of East Asia begin, which write words without blanks between them."""
_MORE = "SVQ"
"""The letters that variants of RACI add to it: support, verifier, signatory, quality."""
_WORK = frozenset({"Responsible", "Accountable", "Driver", "Approver", "Perform", "Decide"})
"""The roles of which a matrix names one."""


@dataclass(frozen=True, slots=True)
class Ground:
    """On what ground a table may be taken for a matrix, besides what stands in it.

    ``legend`` tells whether the document explains its letters, ``announced`` whether a heading, a title or the name
    of the file says that here is a responsibility matrix.
    """

    legend: bool
    announced: bool


@dataclass(frozen=True, slots=True)
class Found:
    """How a table is laid out.

    ``activity`` is the column of the activities (of the parties where the table is transposed), ``marks`` the columns
    that hold letters or names, ``roles`` the role of each of them that stands for one, ``beside`` the others.
    """

    layout: Layout
    activity: int
    marks: tuple[int, ...]
    roles: Mapping[int, str]
    beside: tuple[int, ...]
    doubt: str | None = None


def header_key(frame: Frame) -> str:
    """Return what tables have in common whose columns are the same."""
    return "|".join(name.casefold() for name in frame.names)


def count_cells(frames: Sequence[tuple[Frame, Mapping[str, str]]]) -> Counts:
    """Return how many cells hold letters, other signs, and words, in each column of like tables.

    Args:
        frames: the tables of a document, each with the roles of the letters of its legend.
    """
    counts: dict[tuple[str, int], Counter[str]] = {}
    for frame, legend in frames:
        for at in range(len(frame.headers)):
            counter = counts.setdefault((header_key(frame), at), Counter())
            for cell in frame.column(at):
                reading = read_cell(cell.text, legend)
                counter["letters"] += bool(reading.marks)
                counter.update(f"role {mark.role}" for mark in reading.marks)
                if reading.problem is not None:
                    counter["signs" if len(cell.text) <= _SIGNS else "words"] += 1
                    counter["twice"] += is_letters(cell.plain, legend)
                    counter["foreign"] += _is_foreign(cell.plain, legend)
                    counter["numbers"] += _is_number(cell)
    return counts


def find_layout(frame: Frame, legend: Mapping[str, str], counts: Counts, ground: Ground) -> Found | str | None:
    """Return how a table is laid out; for one that is no matrix None, or why its letters do not make it one.

    Columns whose headers name roles, two at least, and whose cells hold names make roles as columns. Columns of
    letters make parties as columns, or the transposed form where the first column is headed by a word for parties.
    Letters alone make no matrix: there must be a legend, a heading that announces one, or R and A over several
    columns of nothing but letters.
    """
    roles = _role_columns(frame, legend, counts, ground)
    if roles:
        return _roles_as_columns(frame, roles)
    kinds = {at: _kind(counts[header_key(frame), at]) for at in range(len(frame.headers))}
    lettered = [at for at, kind in kinds.items() if kind == "party"]
    if not lettered:
        return _doubtful_roles(frame)
    activity = _activity_column(frame, lettered)
    marks = tuple(
        at
        for at, kind in kinds.items()
        if at != activity and frame.names[at] and _is_party(frame.names[at], kind, counts[header_key(frame), at])
    )
    if not any(kinds[at] == "party" for at in marks):
        return "its letters stand under no name"
    problem = _no_matrix(frame, activity, marks, legend, counts)
    if problem is None and not _is_matrix(frame, marks, counts, ground):
        problem = "there is no legend, and nothing says that this is a responsibility matrix"
    if problem:
        return problem
    layout, doubt = _direction(frame, activity, marks, legend)
    return Found(layout, activity, marks, {}, tuple(at for at in kinds if at not in {activity, *marks}), doubt)


def _no_matrix(
    frame: Frame, activity: int, marks: Sequence[int], legend: Mapping[str, str], counts: Counts
) -> str | None:
    """Return what shows that columns of letters assign nothing: their rows are roles, or their header names nobody."""
    counter = counts[header_key(frame), activity]
    filled = counter["letters"] + counter["signs"] + counter["words"]
    if counter["letters"] * 2 > filled and not activity_header_language(frame.names[activity]):
        return "its rows are roles, and no activities"
    if _heads_are_roles([frame.names[at] for at in marks], legend):
        return "its headers name roles, so the letters below them may be roles or names"
    if len(marks) == 1 and _names_nobody(frame.names[marks[0]], legend):
        return f"its one column of letters is headed '{frame.names[marks[0]]}', which names no party"
    return None


def _heads_are_roles(heads: Sequence[str], legend: Mapping[str, str]) -> bool:
    """Tell whether several headers name roles, or all of them are letters of roles."""
    named = set(resolve_headers(heads).values())
    letters = {legend[name] for name in heads} if all(name in legend for name in heads) else set()
    return any(len(roles) > 1 and bool(roles & _WORK) for roles in (named, letters))


def _is_foreign(text: str, legend: Mapping[str, str]) -> bool:
    """Tell whether a text is made of capital letters and signs, some of them in no legend and no variant of RACI."""
    letters = [char for char in text if char not in f" /,;&+X{_MORE}"]
    if not letters:
        return False
    apart = len(letters) == 1 or any(char in text for char in " /,;&+")
    return apart and all(char.isalpha() and char.isupper() for char in letters) and not is_letters(text, legend)


def _kind(counter: Counter[str]) -> str:
    if counter["letters"] + counter["twice"] and counter["letters"] + counter["signs"] >= counter["words"]:
        return "party"
    return "other" if counter["letters"] + counter["signs"] + counter["words"] else "empty"


def _doubtful_roles(frame: Frame) -> str | None:
    """Return what keeps a table without letters from being one of roles as columns: headers of several meanings."""
    doubtful = [frame.names[at] for at in doubtful_headers(list(frame.names))]
    named = [frame.names[at] for at in resolve_headers(list(frame.names))]
    if len(doubtful) + len(named) > 1 and doubtful:
        return f"its headers may mean several roles ({', '.join(doubtful)})"
    return None


def _is_party(name: str, kind: str, counter: Counter[str]) -> bool:
    """Tell whether a column is a party's. One with the header of an attribute is none if it holds other signs too."""
    if is_attribute_header(name):
        return kind == "party" and not counter["signs"] + counter["words"]
    return kind in {"party", "empty"}


def _activity_column(frame: Frame, lettered: Sequence[int]) -> int:
    """Return the column that holds the activities: by its header, else the last column of texts before the letters."""
    apart = [at for at in range(len(frame.headers)) if at not in lettered]
    named = activity_column([frame.names[at] for at in apart])
    if named is not None:
        return apart[named]
    party = next((at for at in apart if _heads_parties(frame.names[at])), None)
    if party is not None:
        return party
    before = [at for at in apart if at < min(lettered) and not all(is_blank(cell.text) for cell in frame.column(at))]
    texts = [at for at in before if not is_attribute_header(frame.names[at]) and not _holds_numbers(frame, at)]
    if texts or before:
        return (texts or before)[-1]
    return activity_column(list(frame.names)) or 0


def _holds_numbers(frame: Frame, at: int) -> bool:
    return all(_is_number(cell) for cell in frame.column(at))


def _is_number(cell: RawCell) -> bool:
    return cell.plain.strip(".").replace(".", "").isdecimal()


def _is_matrix(frame: Frame, marks: Sequence[int], counts: Counts, ground: Ground) -> bool:
    total: Counter[str] = Counter()
    for at in marks:
        total += counts[header_key(frame), at]
    read = total["letters"] / (total["letters"] + total["signs"] + total["words"])
    work = [role for role in _WORK if total[f"role {role}"]]
    if ground.legend or ground.announced:
        return bool(work) or read >= _MOSTLY
    headed = any(activity_header_language(name) for name in frame.names)
    if total["foreign"] * (_FEW if headed else total["letters"]) >= max(total["letters"], 1):
        return False
    both = total["role Responsible"] and total["role Accountable"]
    return read >= (_HALF if headed else _MOSTLY) and bool(both or (headed and work and len(marks) > 1))


def _role_columns(frame: Frame, legend: Mapping[str, str], counts: Counts, ground: Ground) -> dict[int, str]:
    """Return the role of each column whose header names one, if the cells of two hold names; else none.

    Then the cells of the others hold names too, even such as "A" or "RA".
    """
    found = dict(resolve_headers(list(frame.names)))
    letters = _letter_headers(frame, legend)
    if len(letters) > (1 if ground.legend or ground.announced else 2):
        found = letters | found
    found = {at: role for at, role in found.items() if not _holds_counts(counts[header_key(frame), at])}
    named = {at: role for at, role in found.items() if _holds_names(counts[header_key(frame), at])}
    distinct = set(named.values())
    if len(distinct) < 2 or len(distinct) < len(named) or not distinct & _WORK:  # noqa: PLR2004 - two roles
        return {}
    return {at: role for at, role in sorted(found.items()) if at in named or role not in distinct}


def _holds_names(counter: Counter[str]) -> bool:
    return counter["letters"] * 2 <= counter["letters"] + counter["signs"] + counter["words"]


def _holds_counts(counter: Counter[str]) -> bool:
    filled = counter["letters"] + counter["signs"] + counter["words"]
    return bool(filled) and counter["numbers"] * 2 >= filled


def _letter_headers(frame: Frame, legend: Mapping[str, str]) -> dict[int, str]:
    """Return the role of each column headed by a letter; an S beside R, A, C and I is that of RASCI."""
    names = [name.strip() for name in frame.names]
    known = {**legend, "S": "Support"} if set(USUAL_LETTERS) <= set(names) and "S" not in legend else legend
    return {at: known[name] for at, name in enumerate(names) if name in known}


def _names_nobody(header: str, legend: Mapping[str, str]) -> bool:
    return is_party_header(header) or announces_matrix(header) or is_letters(header, legend)


def _roles_as_columns(frame: Frame, roles: Mapping[int, str]) -> Found | None:
    others = [at for at in range(len(frame.headers)) if at not in roles]
    if not others:
        return None
    named = [at for at in others if activity_header_language(frame.names[at])]
    texts = [at for at in others if frame.column(at) and not is_attribute_header(frame.names[at])]
    activity = next(iter([*named, *[at for at in texts if at < min(roles)], *texts]), others[0])
    beside = tuple(at for at in others if at != activity)
    return Found(Layout.ROLES_AS_COLUMNS, activity, tuple(roles), roles, beside)


def _direction(
    frame: Frame, activity: int, marks: Sequence[int], legend: Mapping[str, str]
) -> tuple[Layout, str | None]:
    """Return whether parties or activities head the columns of letters, and the doubt about it."""
    name = frame.names[activity]
    by_row, by_column = _one_accountable(frame, marks, legend)
    if _heads_parties(name) and not all(announces_matrix(cell.plain) for cell in frame.column(activity)):
        if by_row >= _MOSTLY and by_column < by_row:
            doubt = f"the first column is headed '{name}', but each row has one accountable and hardly a column has"
            return Layout.PARTIES_AS_COLUMNS, doubt
        return Layout.TRANSPOSED, None
    if not activity_header_language(name) and by_column >= _MOSTLY and by_row <= _HALF:
        doubt = "each column has one accountable and hardly a row has, so the columns are taken for activities"
        return Layout.TRANSPOSED, doubt
    return Layout.PARTIES_AS_COLUMNS, None


def _heads_parties(corner: str) -> bool:
    """Tell whether a corner cell says that the rows are parties: "Role", "Governance role", "Role / Phase"."""
    parts = [part.strip() for part in re.split(r"\s*[\\/|]\s*", corner) if part.strip()]
    first = parts[0] if parts else ""
    if activity_header_language(first):
        return False
    last = first.rpartition(" ")[2]
    endings = [first[-size:] for size in (2, 3)] if first and first[-1] >= _UNSPACED else []
    return any(is_party_header(text) for text in (first, last, *endings))


def _one_accountable(frame: Frame, marks: Sequence[int], legend: Mapping[str, str]) -> tuple[float, float]:
    """Return the share of the rows, and of the columns of marks, that have exactly one accountable."""
    grid = [
        [_accounts(row.cells[at], legend) if at < len(row.cells) else False for at in marks]
        for row in frame.rows
        if any(at < len(row.cells) and read_cell(row.cells[at].text, legend).marks for at in marks)
    ]
    rows = [sum(row) == 1 for row in grid]
    columns = [sum(column) == 1 for column in zip(*grid, strict=True)]
    enough = len(rows) > 2 and len(columns) > 2  # noqa: PLR2004 - fewer prove nothing
    return (sum(rows) / len(rows), sum(columns) / len(columns)) if enough else (0.0, 0.0)


def _accounts(cell: RawCell, legend: Mapping[str, str]) -> bool:
    if is_blank(cell.text):
        return False
    return any(mark.role == "Accountable" for mark in read_cell(cell.text, legend).marks)
