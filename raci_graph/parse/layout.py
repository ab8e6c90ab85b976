"""Finds how a table is laid out: which columns hold activities, parties or roles, and what only looks like it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from raci_graph.model import Layout
from raci_graph.parse.activity_columns import activity_before_letters, activity_beside_names
from raci_graph.parse.cell_counts import kind_of
from raci_graph.parse.direction import direction_of, heads_parties
from raci_graph.parse.list_parts import explains
from raci_graph.parse.marks import is_blank, read_raw
from raci_graph.parse.names import says_nobody
from raci_graph.parse.no_matrix import doubtful_roles, no_matrix
from raci_graph.parse.qualified_letters import qualified_letters
from raci_graph.parse.role_columns import WORK, role_columns, role_headers
from raci_graph.parse.words import (
    activity_header_language,
    doubtful_headers,
    heads_groups,
    is_attribute_header,
    is_name_header,
    is_post,
    speaks_of_activities,
)
from raci_graph.row_ids import ID_HEADER
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.parse.cell_counts import Counts
    from raci_graph.parse.frame import Frame


_NOT_ANNOUNCED = "there is no legend of roles, and nothing says that this is a responsibility matrix"
_NO_WORK = "no cell that can be read says who does the work or answers for it"
_MOSTLY = 0.9
_MANY_NAMES = 0.7
_HALF = 0.5
_FEW = 4
"""In how many cells of letters one may hold letters that nobody explains, below a word for activities."""

_SEVERAL = 8
"""How many cells tell by themselves that a table is a matrix."""


@dataclass(slots=True, unsafe_hash=True)
class Ground:
    """On what ground a table may be taken for a matrix, besides what stands in it.

    ``legend`` tells whether the document explains its letters, ``announced`` whether a heading, a title or the name
    of the file says that here is a responsibility matrix, ``chosen`` whether a person says so of the table.
    """

    legend: Final[bool]
    announced: Final[bool]
    chosen: Final[bool] = False


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


def find_layout(
    frame: Frame, legend: Mapping[str, str], counts: Counts, ground: Ground, wanted: Layout | None = None
) -> Found | str | None:
    """Return how a table is laid out; for one that is no matrix None, or why its letters do not make it one.

    Columns whose headers name roles, two at least, and whose cells hold names make roles as columns. Columns of
    letters make parties as columns, or the transposed form where the first column is headed by a word for parties.
    Letters alone make no matrix: there must be a legend, a heading that announces one, a word for activities above
    them, or cells that have both R and A.

    Args:
        frame: the table.
        legend: the name of the role that each letter or word means.
        counts: what the columns of the tables of its document hold.
        ground: on what ground the table may be taken for a matrix.
        wanted: the layout that a person chose.
    """
    if wanted is Layout.ROLES_AS_COLUMNS:
        chosen: dict[int, tuple[str, ...]] = {at: (role,) for at, role in role_headers(frame, legend).items()}
        return _roles_as_columns(frame, chosen, legend) if chosen else "none of its headers names a role"
    roles = role_columns(frame, legend, counts, sure=ground.legend or ground.announced) if wanted is None else {}
    if roles:
        blank = not ground.chosen and all(says_nobody(cell.text) for at in roles for cell in frame.column(at))
        return "all cells under its roles are blank" if blank else _roles_as_columns(frame, roles, legend)
    kinds = {
        at: "other" if name == ID_HEADER else kind_of(counts[frame.key, at]) for at, name in enumerate(frame.names)
    }
    kinds = _without_texts(frame, kinds, counts)
    lettered = [at for at, kind in kinds.items() if kind == "party"]
    if not lettered:
        return doubtful_roles(frame, legend, announced=ground.announced or ground.legend)
    activity, unsure = activity_before_letters(frame, lettered)
    marks = tuple(
        at
        for at, kind in kinds.items()
        if at != activity
        and frame.names[at]
        and _is_party(frame.names[at], kind, counts[frame.key, at], among=at > min(lettered), last=at > max(lettered))
    )
    if not any(kinds[at] == "party" for at in marks):
        return "its letters stand under no name"
    problem = no_matrix(frame, activity, marks, legend, counts) if wanted is None and not ground.chosen else None
    if problem is None and not _is_matrix(frame, activity, marks, counts, ground):
        problem = _NOT_ANNOUNCED if not (ground.legend or ground.announced) else _NO_WORK
    if problem:
        return problem
    layout, doubt = (wanted, None) if wanted else direction_of(frame, activity, marks, legend)
    return Found(
        layout,
        activity,
        marks,
        (None,) * len(marks),
        tuple(at for at in kinds if at not in {activity, *marks}),
        doubt or unsure or (None if wanted else _other_names(frame, activity, marks, legend)),
    )


def _other_names(frame: Frame, activity: int, marks: Sequence[int], legend: Mapping[str, str]) -> str | None:
    """Return the doubt about the parties where another row beside the header has a name for each column, too."""
    rows = [row for row in (*frame.rows_above[-1:], *frame.rows[:1]) if activity < len(row.cells)]
    for row in rows:
        names = [row.cells[at] for at in marks if at < len(row.cells)]
        texts = [cell.plain for cell in names]
        loose = len(names) == len(marks) > 1 and not any(cell.span for cell in names)
        heads = [frame.names[at] for at in marks]
        others = loose and len(set(texts)) == len(texts) and all(texts) and texts != heads
        if others and is_blank(row.cells[activity].text) and not any(read_raw(cell, legend).marks for cell in names):
            return f"its parties may be called '{', '.join(heads)}' or '{', '.join(texts)}'"
    return None


def lettered_columns(frame: Frame, legend: Mapping[str, str]) -> list[int]:
    """Return the columns most of whose filled cells hold letters or words of roles."""
    columns = [frame.column(at) for at in range(len(frame.headers))]
    read = [sum(bool(read_raw(cell, legend).marks) for cell in cells) for cells in columns]
    return [at for at, cells in enumerate(columns) if read[at] * 2 > len(cells)]


def _without_texts(frame: Frame, kinds: Mapping[int, str], counts: Counts) -> dict[int, str]:
    """Return the kinds of columns, where one that is headed as no party's and holds words is none beside others.

    "Execute" may be the name of an activity or of a phase, where other columns hold letters; so it is before them in
    a column without a header.
    """
    columns = [at for at, kind in kinds.items() if kind == "party"]
    spelled = {at for at in columns if counts[frame.key, at]["letters"] == counts[frame.key, at]["spelled"]}
    texts = {at for at in spelled if activity_header_language(frame.names[at]) or is_attribute_header(frame.names[at])}
    texts |= {at for at in spelled if not frame.names[at] and at < min(set(columns) - spelled, default=0)}
    beside = len(columns) > len(spelled)
    return {at: "other" if beside and at in texts else kind for at, kind in kinds.items()}


def _is_party(name: str, kind: str, counter: Counter[str], *, among: bool, last: bool) -> bool:
    """Tell whether a column is a party's: of letters, or of signs near to letters, or of letters unknown.

    One with the header of an attribute is none if it holds other things too, unless it stands among those of parties
    and holds hardly anything else. Letters that no legend has make one of a party between others, and behind them where
    a variant of RACI has them.
    """
    filled = counter["letters"] + counter["signs"] + counter["words"]
    near = counter["letters"] + counter["twice"] + counter["near"]
    if is_attribute_header(name):
        return kind == "party" and (counter["letters"] == filled or (among and near >= _MOSTLY * filled))
    near += counter["more"] + (0 if last else counter["alone"]) if among else 0
    return kind in {"party", "empty"} or (counter["words"] == 0 and near * 2 >= filled)


def _is_matrix(frame: Frame, activity: int, marks: Sequence[int], counts: Counts, ground: Ground) -> bool:
    total: Counter[str] = Counter()
    for at in marks:
        total.update(counts[frame.key, at])
    read = total["letters"] / (total["letters"] + total["signs"] + total["words"])
    work = [role for role in WORK if total[f"role {role}"]]
    if ground.chosen:
        return True
    if ground.legend or ground.announced:
        return bool(work) or read >= _MOSTLY
    headed = speaks_of_activities(frame.names[activity]) or any(map(activity_header_language, frame.names))
    if len(marks) > 1 and _tells_by_its_cells(frame, marks, total):
        return True
    others = total["near"] + total["more"] + total["alone"]
    others = others if others >= _FEW else 0
    foreign = total["foreign"] * (_FEW if headed else total["letters"])
    if max(foreign, others * _FEW) >= max(total["letters"], 1):
        return False
    if headed:
        both = total["role Responsible"] and total["role Accountable"]
        named = [role for role in (*WORK, *USUAL_LETTERS.values()) if total[f"role {role}"]]
        lone = len(marks) > 1 and len(set(named)) == 1 and total["letters"] > 2 * len(frame.rows)
        return read >= _HALF and not lone and bool(both or (work and len(marks) > 1))
    return read >= _MOSTLY and total["both"] > 0


def _tells_by_its_cells(frame: Frame, marks: Sequence[int], total: Counter[str]) -> bool:
    """Tell whether cells are those of a matrix wherever it stands: all four letters and nothing else, or the words.

    Grades and classes leave out letters between, have others, or do not give R and A to each row or to each column;
    "Accountable" beside "Consulted" is said of no others.
    """
    roles = [role for role in USUAL_LETTERS.values() if total[f"role {role}"]]
    if total["signs"] + total["words"] == 0 and len(roles) == len(USUAL_LETTERS):
        columns = [{char for cell in frame.column(at) for char in cell.plain} for at in marks]
        rows = [
            {char for at in marks for char in row.cells[at].plain} for row in frame.rows if len(row.cells) > marks[-1]
        ]
        both = any(all({"R", "A"} <= letters for letters in each if letters) for each in (rows, columns))
        return total["letters"] >= _SEVERAL and both
    spelled = [role for role in roles if role != "Responsible"] if total["spelled"] == total["letters"] else []
    return len(spelled) > 1 and total["letters"] >= max(_SEVERAL, total["signs"] + total["words"])


def _roles_as_columns(
    frame: Frame, roles: Mapping[int, tuple[str, ...]], legend: Mapping[str, str]
) -> Found | str | None:
    others = [at for at in range(len(frame.headers)) if at not in roles]
    qualified = qualified_letters(frame.names, legend)
    if not others and qualified:
        return "each of its headers begins with the letter of a role, so none heads activities"
    if not others:
        return None if _explains_roles(frame, roles) else "each of its headers names a role, so none heads activities"
    may_be_roles = {*doubtful_headers(list(frame.names)), *qualified}
    plain = [at for at in others if at not in may_be_roles and _has_texts(frame, at)] or others
    activity, doubt = activity_beside_names(frame, plain, min(roles))
    name = frame.names[activity]
    if activity in qualified:
        return f"its column '{name}' may name who is {qualified[activity]}, and no other one holds activities"
    headed = any(activity_header_language(frame.names[at]) for at in others)
    if not headed and heads_parties(name) and not is_name_header(name):
        if not _repeats_names(frame, tuple(roles)):
            return f"its rows are headed '{name}', so they are parties, and its cells name none"
        doubt = f"its rows are headed '{name}', but its cells name the parties"
    if problem := _heads_no_activities(name, behind=activity > max(roles), doubtful=doubt is not None):
        return problem
    beside = tuple(at for at in others if at != activity)
    pairs = [(at, role) for at, named in roles.items() for role in named]
    marks, each = tuple(at for at, _ in pairs), tuple(role for _, role in pairs)
    return Found(Layout.ROLES_AS_COLUMNS, activity, marks, each, beside, doubt)


def _heads_no_activities(name: str, *, behind: bool, doubtful: bool) -> str | None:
    """Return why a column beside those of roles holds no activities by its header, or None."""
    if doubtful and is_post(name):
        return f"its column '{name}' is called as a party, and no column is headed as one of activities"
    if behind and is_attribute_header(name) and not heads_groups(name):
        return f"beside its roles it has only '{name}', and no column of activities"
    return None


def _explains_roles(frame: Frame, roles: Mapping[int, tuple[str, ...]]) -> bool:
    """Tell whether the rows of a table of roles say what these are, and not who has them."""
    rows = [row.cells for row in frame.rows if len(row.cells) == len(frame.headers)]
    named = {role: at for at, each in roles.items() for role in each}
    told = ({role: (frame.headers[at], cells[at]) for role, at in named.items()} for cells in rows)
    return bool(rows) and all(explains(each, []) for each in told)


def _has_texts(frame: Frame, at: int) -> bool:
    return any(not is_blank(cell.text) for cell in frame.column(at))


def _repeats_names(frame: Frame, columns: Sequence[int]) -> bool:
    """Tell whether the cells of columns hold few texts again and again, as names do and duties do not."""
    texts = [cell.plain.casefold() for at in columns for cell in frame.column(at) if not is_blank(cell.text)]
    return len(texts) > _FEW and len(set(texts)) < _MANY_NAMES * len(texts)
