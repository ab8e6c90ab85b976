"""Finds how a table is laid out: which columns hold activities, parties or roles, and what only looks like it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from raci_graph.model import Layout, Place, RawCell
from raci_graph.parse.marks import is_blank, is_letters, read_raw
from raci_graph.parse.words import (
    activity_column,
    activity_header_language,
    announces_matrix,
    doubtful_headers,
    is_attribute_header,
    is_name_header,
    is_party_header,
    numbers_activities,
    resolve_headers,
)
from raci_graph.vocab import SCHEMES, USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raci_graph.parse.frame import Frame

    Counts = Mapping[tuple[str, int], Counter[str]]

_SIGNS = 6
"""How many characters a cell may have that holds signs, such as a letter with a footnote, and not words."""
_LETTERS = 2
"""How many characters a letter of a legend has at most; a longer mark is a word."""
_MOSTLY = 0.9
_MANY_NAMES = 0.7
_HALF = 0.5
_FEW = 4
"""In how many cells of letters one may hold letters that nobody explains, below a word for activities."""
_LETTER_WITH_WORD = re.compile("([^\\W\\d_])\\s*[(:\u2013\u2014\uff08\uff1a-]")
"""A header such as "R (the doer)", whose word need not be known."""
_CODE = re.compile(r"[\w.]*\d[\w.-]*|[\W_]*")
_UNSPACED = "\u2e80"
"""Where in Unicode the scripts of East Asia begin, which write words without blanks between them."""
_MORE = "SVQ"
"""The letters that variants of RACI add to it: support, verifier, signatory, quality."""
WORK = frozenset({"Responsible", "Accountable", "Driver", "Approver", "Perform", "Decide"})
"""The roles of which a matrix names one."""


@dataclass(frozen=True, slots=True)
class Ground:
    """On what ground a table may be taken for a matrix, besides what stands in it.

    ``legend`` tells whether the document explains its letters, ``announced`` whether a heading, a title or the name
    of the file says that here is a responsibility matrix, ``chosen`` whether a person says so of the table.
    """

    legend: bool
    announced: bool
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """How a table is laid out.

    ``activity`` is the column of the activities (of the parties where the table is transposed), ``marks`` the columns
    that hold letters or names, once for each role that they stand for, ``roles`` that role of each, None for a
    party's, ``beside`` the others.
    """

    layout: Layout
    activity: int
    marks: tuple[int, ...]
    roles: tuple[str | None, ...]
    beside: tuple[int, ...]
    doubt: str | None = None


def count_cells(frames: Sequence[tuple[Frame, Mapping[str, str]]]) -> Counts:
    """Return how many cells hold letters, other signs, and words, in each column of like tables.

    Args:
        frames: the tables of a document, each with the roles of the letters of its legend.
    """
    counts: dict[tuple[str, int], Counter[str]] = {}
    for frame, legend in frames:
        entries = tuple(legend.items())
        for at in range(len(frame.headers)):
            counter = counts.setdefault((frame.key, at), Counter())
            times = Counter((cell.text, cell.plain) for cell in frame.column(at))
            for (text, plain), count in times.items():
                for kind in _kinds_of(text, plain, entries):
                    counter[kind] += count
    return counts


@lru_cache(maxsize=1 << 14)
def _kinds_of(text: str, plain: str, entries: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Return as what a cell is counted; the same few texts fill most cells of all tables."""
    return tuple(_kinds(RawCell(text, plain, Place()), dict(entries)))


def _kinds(cell: RawCell, legend: Mapping[str, str]) -> Iterator[str]:
    reading = read_raw(cell, legend)
    if reading.marks:
        yield "letters"
    if reading.marks and all(len(mark.text) > _LETTERS for mark in reading.marks):
        yield "spelled"
    for mark in reading.marks:
        yield f"role {mark.role}"
    if reading.problem is None:
        return
    yield "signs" if len(cell.text) <= _SIGNS else "words"
    if is_letters(cell.plain, legend):
        yield "twice"
    if _is_foreign(cell.plain, legend):
        yield "foreign"
    if _is_number(cell):
        yield "numbers"


def find_layout(
    frame: Frame, legend: Mapping[str, str], counts: Counts, ground: Ground, wanted: Layout | None = None
) -> Found | str | None:
    """Return how a table is laid out; for one that is no matrix None, or why its letters do not make it one.

    Columns whose headers name roles, two at least, and whose cells hold names make roles as columns. Columns of
    letters make parties as columns, or the transposed form where the first column is headed by a word for parties.
    Letters alone make no matrix: there must be a legend, a heading that announces one, or R and A over several
    columns of nothing but letters.

    Args:
        frame: the table.
        legend: the name of the role that each letter or word means.
        counts: what the columns of the tables of its document hold.
        ground: on what ground the table may be taken for a matrix.
        wanted: the layout that a person chose.
    """
    if wanted is Layout.ROLES_AS_COLUMNS:
        chosen: dict[int, tuple[str, ...]] = {at: (role,) for at, role in role_headers(frame, legend).items()}
        return _roles_as_columns(frame, chosen) if chosen else "none of its headers names a role"
    roles = _role_columns(frame, legend, counts, ground) if wanted is None else {}
    if roles:
        return _roles_as_columns(frame, roles)
    kinds = {at: _kind(counts[frame.key, at]) for at in range(len(frame.headers))}
    kinds = _without_texts(frame, kinds, counts)
    lettered = [at for at, kind in kinds.items() if kind == "party"]
    if not lettered:
        return _doubtful_roles(frame, ground)
    activity = _activity_column(frame, lettered)
    marks = tuple(
        at
        for at, kind in kinds.items()
        if at != activity and frame.names[at] and _is_party(frame.names[at], kind, counts[frame.key, at])
    )
    if not any(kinds[at] == "party" for at in marks):
        return "its letters stand under no name"
    problem = _no_matrix(frame, activity, marks, legend, counts) if wanted is None and not ground.chosen else None
    if problem is None and not _is_matrix(frame, marks, counts, ground):
        problem = "there is no legend of roles, and nothing says that this is a responsibility matrix"
    if problem:
        return problem
    layout, doubt = (wanted, None) if wanted else _direction(frame, activity, marks, legend)
    return Found(
        layout, activity, marks, (None,) * len(marks), tuple(at for at in kinds if at not in {activity, *marks}), doubt
    )


def lettered_columns(frame: Frame, legend: Mapping[str, str]) -> list[int]:
    """Return the columns most of whose filled cells hold letters or words of roles."""
    columns = [frame.column(at) for at in range(len(frame.headers))]
    read = [sum(bool(read_raw(cell, legend).marks) for cell in cells) for cells in columns]
    return [at for at, cells in enumerate(columns) if read[at] * 2 > len(cells)]


def role_headers(frame: Frame, legend: Mapping[str, str]) -> dict[int, str]:
    """Return the role of each column whose header names one by a word or a letter, whatever its cells hold."""
    letters = _letter_headers(frame, legend)
    return dict(sorted({**(letters if len(letters) > 1 else {}), **resolve_headers(list(frame.names))}.items()))


def _without_texts(frame: Frame, kinds: Mapping[int, str], counts: Counts) -> dict[int, str]:
    """Return the kinds of columns, where one that is headed as no party's and holds words is none beside others.

    "Execute" may be the name of an activity or of a phase, where other columns hold letters.
    """
    columns = [at for at, kind in kinds.items() if kind == "party"]
    spelled = {at for at in columns if counts[frame.key, at]["letters"] == counts[frame.key, at]["spelled"]}
    texts = {at for at in spelled if activity_header_language(frame.names[at]) or is_attribute_header(frame.names[at])}
    beside = len(columns) > len(spelled)
    return {at: "other" if beside and at in texts else kind for at, kind in kinds.items()}


def _no_matrix(
    frame: Frame, activity: int, marks: Sequence[int], legend: Mapping[str, str], counts: Counts
) -> str | None:
    """Return what shows that columns of letters assign nothing: their rows are roles, or their header names nobody."""
    counter = counts[frame.key, activity]
    filled = counter["letters"] + counter["signs"] + counter["words"]
    if counter["letters"] * 2 > filled and not activity_header_language(frame.names[activity]):
        return "its rows are roles, and no activities"
    name = frame.names[activity].casefold()
    if activity_header_language(name) and [each.casefold() for each in frame.names].count(name) > 1:
        return f"'{frame.names[activity]}' heads several of its columns, so it may be two tables side by side"
    named = resolve_headers(list(frame.names))
    among = len(set(named.values())) > 1 and bool(set(named) & set(marks))
    if among or _heads_are_roles([frame.names[at] for at in marks], legend):
        return "its headers name roles, so the letters below them may be roles or names"
    if len(marks) == 1:
        name = frame.names[marks[0]]
        if names_nobody(name, legend) or is_attribute_header(name):
            return f"its one column of letters is headed '{name}', which names no party"
        if not activity_header_language(frame.names[activity]):
            return f"its one column of letters, '{name}', stands beside no column that is headed as one of activities"
    scheme = next((frame.names[at] for at in marks if frame.names[at].upper() in SCHEMES), None)
    return f"a column of letters is headed '{scheme}', which names no party" if scheme else None


def _heads_are_roles(heads: Sequence[str], legend: Mapping[str, str]) -> bool:
    """Tell whether several headers name roles, or all of them are letters of roles."""
    named = set(resolve_headers(heads).values())
    letters = {legend[name] for name in heads} if all(name in legend for name in heads) else set()
    return any(len(roles) > 1 and bool(roles & WORK) for roles in (named, letters))


def _is_foreign(text: str, legend: Mapping[str, str]) -> bool:
    """Tell whether a text is made of capital letters and signs, some of them in no legend and no variant of RACI."""
    if not text.isupper():
        return False
    letters = [char for char in text if char not in f" /,;&+X{_MORE}"]
    if not letters:
        return False
    apart = len(letters) == 1 or any(char in text for char in " /,;&+")
    return apart and all(char.isalpha() and char.isupper() for char in letters) and not is_letters(text, legend)


def _kind(counter: Counter[str]) -> str:
    if counter["letters"] + counter["twice"] and counter["letters"] + counter["signs"] >= counter["words"]:
        return "party"
    return "other" if counter["letters"] + counter["signs"] + counter["words"] else "empty"


def _doubtful_roles(frame: Frame, ground: Ground) -> str | None:
    """Return what keeps a table without letters from being one of roles as columns: headers of several meanings."""
    announced = ground.announced or ground.legend
    doubtful = [frame.names[at] for at in doubtful_headers(list(frame.names), announced=announced)]
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
    columns = [at for at in range(len(frame.headers)) if at not in lettered]
    apart = [at for at in columns if any(not is_blank(cell.text) for cell in frame.column(at))] or columns
    named = activity_column([frame.names[at] for at in apart])
    if named is not None:
        return apart[named]
    party = next((at for at in apart if _heads_parties(frame.names[at])), None)
    if party is not None:
        return party
    before = [at for at in apart if at < min(lettered) and not all(is_blank(cell.text) for cell in frame.column(at))]
    texts = [at for at in before if not is_attribute_header(frame.names[at]) and not _holds_codes(frame, at)]
    if texts or before:
        return (texts or before)[-1]
    return activity_column(list(frame.names)) or 0


def _holds_codes(frame: Frame, at: int) -> bool:
    """Tell whether a column holds numbers and codes such as "WP-1"."""
    return all(_CODE.fullmatch(cell.plain.strip()) for cell in frame.column(at))


def _is_number(cell: RawCell) -> bool:
    return cell.plain.strip(".").replace(".", "").isdecimal()


def _is_matrix(frame: Frame, marks: Sequence[int], counts: Counts, ground: Ground) -> bool:
    total: Counter[str] = Counter()
    for at in marks:
        total += counts[frame.key, at]
    read = total["letters"] / (total["letters"] + total["signs"] + total["words"])
    work = [role for role in WORK if total[f"role {role}"]]
    if ground.chosen:
        return True
    if ground.legend or ground.announced:
        return bool(work) or read >= _MOSTLY
    headed = any(activity_header_language(name) for name in frame.names)
    if total["foreign"] * (_FEW if headed else total["letters"]) >= max(total["letters"], 1):
        return False
    both = total["role Responsible"] and total["role Accountable"]
    return read >= (_HALF if headed else _MOSTLY) and bool(both or (headed and work and len(marks) > 1))


def _role_columns(
    frame: Frame, legend: Mapping[str, str], counts: Counts, ground: Ground
) -> dict[int, tuple[str, ...]]:
    """Return the roles of each column whose header names some, if the cells of two hold names; else none.

    Then the cells of the others hold names too, even such as "A" or "AI".
    """
    found: dict[int, tuple[str, ...]] = {at: (role,) for at, role in resolve_headers(list(frame.names)).items()}
    letters = _letter_headers(frame, legend)
    several = _headers_of_several(frame, legend)
    if len(letters) + len(several) > (1 if ground.legend or ground.announced else 2):
        found = {**{at: (role,) for at, role in letters.items()}, **found, **several}
    elif found:
        found |= several
    found = {at: roles for at, roles in sorted(found.items()) if not _holds_counts(counts[frame.key, at])}
    named = {at for at in found if _holds_names(counts[frame.key, at])}
    every = [role for at in named for role in found[at]]
    if len(named) < 2 or len(set(every)) < len(every) or not set(every) & WORK:  # noqa: PLR2004 - two columns
        return {}
    return {at: roles for at, roles in found.items() if at in named or not set(roles) & set(every)}


def _headers_of_several(frame: Frame, legend: Mapping[str, str]) -> dict[int, tuple[str, ...]]:
    """Return the roles of each column whose header names several, with a sign between them ("A / R")."""
    found = {}
    for at, cell in enumerate(frame.headers):
        marks = read_raw(cell, legend).marks
        if len(marks) > 1 and any(sign in cell.plain for sign in "/&+,"):
            found[at] = tuple(mark.role for mark in marks)
    return found


def _holds_names(counter: Counter[str]) -> bool:
    return counter["letters"] * 2 <= counter["letters"] + counter["signs"] + counter["words"]


def _holds_counts(counter: Counter[str]) -> bool:
    filled = counter["letters"] + counter["signs"] + counter["words"]
    return bool(filled) and counter["numbers"] * 2 >= filled


def _letter_headers(frame: Frame, legend: Mapping[str, str]) -> dict[int, str]:
    """Return the role of each column headed by a letter; an S beside R, A, C and I is that of RASCI."""
    names = [name.strip() for name in frame.names]
    known = {**legend, "S": "Support"} if set(USUAL_LETTERS) <= set(names) and "S" not in legend else legend
    initials = [match[1] if (match := _LETTER_WITH_WORD.match(name)) else name for name in names]
    return {at: known[letter] for at, letter in enumerate(initials) if letter in known}


def names_nobody(header: str, legend: Mapping[str, str]) -> bool:
    """Tell whether the header of a column of letters is no party's: it says what its cells hold."""
    return is_party_header(header) or announces_matrix(header) or is_letters(header, legend)


def _roles_as_columns(frame: Frame, roles: Mapping[int, tuple[str, ...]]) -> Found | str | None:
    others = [at for at in range(len(frame.headers)) if at not in roles]
    if not others:
        return None
    headed = [at for at in others if activity_header_language(frame.names[at])]
    texts = [at for at in others if frame.column(at) and not is_attribute_header(frame.names[at])]
    texts = [at for at in texts if not _holds_codes(frame, at)] or texts
    activity = next(iter([*headed, *[at for at in texts if at < min(roles)], *texts]), others[0])
    name = frame.names[activity]
    doubt = None
    if not headed and _heads_parties(name) and not is_name_header(name):
        if not _repeats_names(frame, tuple(roles)):
            return f"its rows are headed '{name}', so they are parties, and its cells name none"
        doubt = f"its rows are headed '{name}', but its cells name the parties"
    beside = tuple(at for at in others if at != activity)
    pairs = [(at, role) for at, named in roles.items() for role in named]
    marks, each = tuple(at for at, _ in pairs), tuple(role for _, role in pairs)
    return Found(Layout.ROLES_AS_COLUMNS, activity, marks, each, beside, doubt)


def _repeats_names(frame: Frame, columns: Sequence[int]) -> bool:
    """Tell whether the cells of columns hold few texts again and again, as names do and duties do not."""
    texts = [cell.plain.casefold() for at in columns for cell in frame.column(at) if not is_blank(cell.text)]
    return len(texts) > _FEW and len(set(texts)) < _MANY_NAMES * len(texts)


def _direction(
    frame: Frame, activity: int, marks: Sequence[int], legend: Mapping[str, str]
) -> tuple[Layout, str | None]:
    """Return whether parties or activities head the columns of letters, and the doubt about it."""
    name = frame.names[activity]
    by_row, by_column = _one_accountable(frame, marks, legend)
    if any(numbers_activities(header) for at, header in enumerate(frame.names) if at not in marks):
        return Layout.PARTIES_AS_COLUMNS, None
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
    if activity_header_language(first) or is_attribute_header(first):
        return False
    last = first.rpartition(" ")[2]
    endings = [first[-size:] for size in (2, 3)] if first and first[-1] >= _UNSPACED else []
    return any(is_party_header(text) for text in (first, last, *endings))


def _one_accountable(frame: Frame, marks: Sequence[int], legend: Mapping[str, str]) -> tuple[float, float]:
    """Return the share of the rows, and of the columns of marks, that have exactly one accountable."""
    rows_of_marks = [[row.cells[at] if at < len(row.cells) else None for at in marks] for row in frame.rows]
    cells = {(cell.text, cell.plain): cell for row in rows_of_marks for cell in row if cell}
    marked = {key for key, cell in cells.items() if read_raw(cell, legend).marks}
    accounts = {key for key in marked if _accounts(cells[key], legend)}
    keys = [[(cell.text, cell.plain) if cell else None for cell in row] for row in rows_of_marks]
    grid = [[key in accounts for key in row] for row in keys if not marked.isdisjoint(row)]
    rows = [sum(row) == 1 for row in grid]
    columns = [sum(column) == 1 for column in zip(*grid, strict=True)]
    enough = len(rows) > 2 and len(columns) > 2  # noqa: PLR2004 - fewer prove nothing
    return (sum(rows) / len(rows), sum(columns) / len(columns)) if enough else (0.0, 0.0)


def _accounts(cell: RawCell, legend: Mapping[str, str]) -> bool:
    if is_blank(cell.text):
        return False
    return any(mark.role == "Accountable" for mark in read_raw(cell, legend).marks)
