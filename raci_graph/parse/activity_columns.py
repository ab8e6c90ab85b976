"""Finds the column that holds the activities of a table, and says where it may be another one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.blocks import Span
from raci_graph.parse.direction import heads_duties, heads_parties
from raci_graph.parse.marks import is_blank
from raci_graph.parse.words import (
    activity_column,
    activity_header_language,
    heads_groups,
    is_attribute_header,
    is_post,
    names_single_activities,
    speaks_of_activities,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.parse.frame import Frame

_SHARE = 0.75
"""How many different texts a column has at most, for each of another one, whose activities they only part."""
_NUMBERED = re.compile(r"([^\W\d_]+)[ .#-]+[0-9]+(?:\.[0-9]+)*[.:)]?")
_CODE = re.compile(r"[\w.]*\d[\w.-]*|[\W_]*")


def activity_before_letters(frame: Frame, lettered: Sequence[int]) -> tuple[int, str | None]:
    """Return the column of the activities of a table with letters, and the doubt about it.

    It is found by its header; else it is the last column of texts before the letters.

    Args:
        frame: the table.
        lettered: its columns of letters.
    """
    columns = [at for at in range(len(frame.headers)) if at not in lettered]
    apart = [at for at in columns if any(not is_blank(cell.text) for cell in frame.column(at))] or columns
    before = [at for at in apart if at < min(lettered) and not all(is_blank(cell.text) for cell in frame.column(at))]
    texts = [at for at in before if not is_attribute_header(frame.names[at]) and not _holds_codes(frame, at)]
    named = activity_column([frame.names[at] for at in apart])
    parties = next((at for at in before if heads_parties(frame.names[at]) and not _holds_codes(frame, at)), None)
    if parties is not None and named is not None and (found := _below_parties(frame, parties, apart[named], lettered)):
        return found
    plain = _without_name(frame, before)
    if plain is not None and (named is None or _is_beside(frame, apart[named], plain)):
        return plain, None
    if named is not None:
        chosen, doubt = _named(frame, apart[named], lettered, before, texts)
        return chosen, doubt or _gaps(frame, chosen, lettered)
    party = next((at for at in apart if heads_parties(frame.names[at])), None)
    if party is not None:
        return party, None
    if texts or before:
        chosen = (texts or before)[-1]
        return chosen, _doubt(frame, chosen, texts)
    return activity_column(list(frame.names)) or 0, None


def _below_parties(frame: Frame, parties: int, named: int, lettered: Sequence[int]) -> tuple[int, str | None] | None:
    """Return the column of parties, if the one that a word for activities heads is none of them, and the doubt.

    It may group what is behind the letters, or say what each of the parties before it does ("Responsibilities"), where
    more of them than of the headers of letters are called as posts are.
    """
    if _only_groups_behind(frame, named, lettered):
        return parties, None
    names, heads = [cell.plain for cell in frame.column(parties)], [frame.names[at] for at in lettered]
    each_once = len(set(names)) == len(names) >= len(frame.column(named))
    people = sum(map(is_post, names)) * len(heads) > sum(map(is_post, heads)) * len(names)
    if named == parties + 1 and heads_duties(frame.names[named]) and each_once and people:
        return parties, f"its activities may be its columns or stand under '{frame.names[named]}'"
    return None


def _only_groups_behind(frame: Frame, named: int, lettered: Sequence[int]) -> bool:
    return named > max(lettered) and heads_groups(frame.names[named])


def _gaps(frame: Frame, chosen: int, lettered: Sequence[int]) -> str | None:
    """Return the doubt about what may be groups of activities behind the letters, and not in each row of these."""
    rows = [row.cells for row in frame.rows if any(at < len(row.cells) and row.cells[at].text for at in lettered)]
    if not _only_groups_behind(frame, chosen, lettered):
        return None
    if all(chosen < len(cells) and cells[chosen].text for cells in rows):
        return None
    return f"its activities stand under '{frame.names[chosen]}' behind its letters, and some rows have none"


def _without_name(frame: Frame, before: Sequence[int]) -> int | None:
    """Return the column without a header right before the letters, if each of its cells is an activity of its own."""
    at = before[-1] if before else 0
    texts = [cell.plain.casefold() for cell in frame.column(at)]
    single = len(set(texts)) == len(texts) > 1 and not _holds_codes(frame, at)
    return at if before and not frame.names[at] and single else None


def _is_beside(frame: Frame, named: int, plain: int) -> bool:
    """Tell whether a column with a word for activities only parts those without a header, or says more of some."""
    fewer = len(frame.column(named)) < len(frame.column(plain)) and _parts(frame, named, plain)
    return named != plain and (fewer or (named < plain and heads_groups(frame.names[named])))


def _named(
    frame: Frame, named: int, lettered: Sequence[int], before: Sequence[int], texts: Sequence[int]
) -> tuple[int, str | None]:
    """Return the column that a word for activities heads: of a merged header the last one, of codes the one beside."""
    chosen = named
    while chosen + 1 < min(lettered) and frame.headers[chosen + 1].span is Span.ACROSS and frame.column(chosen + 1):
        chosen += 1
    if found := _behind_codes(frame, chosen, before):
        return found
    return _settled(frame, chosen, before, texts) if chosen == named else (chosen, _doubt(frame, chosen, texts))


def _behind_codes(frame: Frame, chosen: int, before: Sequence[int]) -> tuple[int, str | None] | None:
    """Return the column of texts behind one of codes ("Task": "4.1"), and the doubt; None if it holds no codes."""
    beside = [at for at in before if at > chosen and not _holds_codes(frame, at)]
    if not beside or not frame.column(chosen) or not _holds_codes(frame, chosen):
        return None
    headed = [at for at in beside if activity_header_language(frame.names[at])]
    return (headed[0], None) if headed else (beside[-1], _either(frame, chosen, beside[-1]))


def _settled(frame: Frame, named: int, before: Sequence[int], texts: Sequence[int]) -> tuple[int, str | None]:
    """Return the column of the activities where one was found by its header, or a finer one beside it, and the doubt.

    Args:
        frame: the table.
        named: the column that was found.
        before: the columns that stand before those of letters or names.
        texts: those that hold texts.
    """
    chosen = _finer(frame, named, before)
    if heads_groups(frame.names[named]) and chosen != named:
        return chosen, _either(frame, chosen, named)
    rivals = [at for at in _rivals(frame, chosen, before) if not _parts(frame, at, chosen)]
    return chosen, _either(frame, chosen, rivals[0]) if rivals else _doubt(frame, chosen, texts)


def _finer(frame: Frame, named: int, before: Sequence[int]) -> int:
    """Return the column whose texts are single activities, where those under a word for them are groups of them."""
    rivals = _rivals(frame, named, before)
    finer = rivals if heads_groups(frame.names[named]) else [at for at in rivals if _parts(frame, named, at)]
    return finer[0] if finer else named


def _parts(frame: Frame, at: int, other: int) -> bool:
    """Tell whether the texts of a column only part those of another one, as they come again or stand for several."""
    return _distinct(frame, at) <= _SHARE * _distinct(frame, other)


def _rivals(frame: Frame, named: int, before: Sequence[int]) -> list[int]:
    """Return the other columns of texts before the letters that may as well hold the activities by their headers.

    Beside a word for groups of activities ("Deliverable") it is one with a word for single ones ("Shop tasks").
    """
    others = [at for at in before if at != named and frame.headers[at].span is None and not _holds_codes(frame, at)]
    if heads_groups(frame.names[named]):
        return [at for at in others if names_single_activities(frame.names[at])]
    return [at for at in others if activity_header_language(frame.names[at]) and not heads_groups(frame.names[at])]


def _distinct(frame: Frame, at: int) -> int:
    """Return how many different texts a column holds."""
    return len({cell.plain.casefold() for cell in frame.column(at)})


def _either(frame: Frame, chosen: int, other: int) -> str:
    """Return the doubt about two columns."""
    here = f"under '{frame.names[chosen]}'" if frame.names[chosen] else "in the column without a header"
    return f"its activities may stand {here} or under '{frame.names[other]}'"


def activity_beside_names(frame: Frame, others: Sequence[int], first: int) -> tuple[int, str | None]:
    """Return the column of the activities of a table whose columns are headed by roles, and the doubt about it.

    It is found by its header; else it is the first column of texts, before the roles if there is one, and of codes only
    where there is no other.

    Args:
        frame: the table.
        others: its columns that are not headed by a role.
        first: its first column that is.
    """
    headed = [at for at in others if activity_header_language(frame.names[at])]
    plain = _without_name(frame, [at for at in others if at < first])
    if plain is not None and headed and all(_is_beside(frame, at, plain) for at in headed):
        return plain, None
    headed.sort(key=lambda at: (_holds_codes(frame, at), heads_groups(frame.names[at])))
    filled = [at for at in others if frame.column(at)]
    worded = [at for at in filled if not _holds_codes(frame, at)]
    called = [at for at in filled if not is_attribute_header(frame.names[at])]
    texts = [at for at in called if at in worded] or [at for at in worded if at < first] or called
    spoken = [at for at in texts if speaks_of_activities(frame.names[at])]
    before = [at for at in texts if at < first]
    chosen = next(iter([*headed, *spoken, *before, *texts]), others[0])
    beside = [at for at in others if at < first and frame.column(at) and not _holds_codes(frame, at)]
    if chosen > first and beside and (chosen not in headed or heads_groups(frame.names[chosen])):
        single = [at for at in beside if at in spoken]
        nearest = next(iter([*single, *(at for at in beside if at in called), *beside]))
        return nearest, None if single else _either(frame, nearest, chosen)
    if found := _behind_codes(frame, chosen, beside):
        return found
    return _settled(frame, chosen, beside, beside)


def _doubt(frame: Frame, chosen: int, texts: Sequence[int]) -> str | None:
    """Return the doubt about a column that no word for activities heads, where others hold texts as well."""
    header = frame.names[chosen]
    if speaks_of_activities(header) and not heads_groups(header):
        return None
    other = next((at for at in texts if at != chosen and not heads_parties(frame.names[at])), None)
    return None if other is None else _either(frame, chosen, other)


def _holds_codes(frame: Frame, at: int) -> bool:
    """Tell whether a column holds numbers and codes such as "WP-1", or one word with numbers ("Step 1")."""
    texts = [cell.plain.strip() for cell in frame.column(at)]
    if not texts or all(map(_CODE.fullmatch, texts)):
        return True
    first = _NUMBERED.fullmatch(texts[0])
    if first is None or len(texts) == 1:
        return False
    numbered = (_NUMBERED.fullmatch(text) for text in texts[1:])
    return all(match is not None and match[1] == first[1] for match in numbered)
