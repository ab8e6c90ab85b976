"""Finds the column that holds the activities of a table, and says where it may be another one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.model import Span
from raci_graph.parse.direction import heads_parties
from raci_graph.parse.marks import is_blank
from raci_graph.parse.words import (
    activity_column,
    activity_header_language,
    heads_groups,
    is_attribute_header,
    speaks_of_activities,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.parse.frame import Frame

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
    if named is not None:
        return _named(frame, apart[named], lettered, before, texts)
    party = next((at for at in apart if heads_parties(frame.names[at])), None)
    if party is not None:
        return party, None
    if texts or before:
        chosen = (texts or before)[-1]
        return chosen, _doubt(frame, chosen, texts)
    return activity_column(list(frame.names)) or 0, None


def _named(
    frame: Frame, named: int, lettered: Sequence[int], before: Sequence[int], texts: Sequence[int]
) -> tuple[int, str | None]:
    """Return the column that a word for activities heads: of a merged header the last one, of codes the one beside."""
    chosen = named
    while chosen + 1 < min(lettered) and frame.headers[chosen + 1].span is Span.ACROSS and frame.column(chosen + 1):
        chosen += 1
    beside = [at for at in before if at > chosen and not _holds_codes(frame, at)]
    if frame.column(chosen) and _holds_codes(frame, chosen) and beside:
        nearest = beside[-1]
        return nearest, f"its activities may stand under '{frame.names[chosen]}' or under '{frame.names[nearest]}'"
    return chosen, _doubt(frame, chosen, texts)


def activity_beside_names(frame: Frame, others: Sequence[int], first: int) -> tuple[int, str | None]:
    """Return the column of the activities of a table whose columns are headed by roles, and the doubt about it.

    It is found by its header; else it is the first column of texts.

    Args:
        frame: the table.
        others: its columns that are not headed by a role.
        first: its first column that is.
    """
    headed = [at for at in others if activity_header_language(frame.names[at])]
    texts = [at for at in others if frame.column(at) and not is_attribute_header(frame.names[at])]
    texts = [at for at in texts if not _holds_codes(frame, at)] or texts
    spoken = [at for at in texts if speaks_of_activities(frame.names[at])]
    before = [at for at in texts if at < first]
    chosen = next(iter([*headed, *spoken, *before, *texts]), others[0])
    beside = [at for at in others if at < first and frame.column(at) and not _holds_codes(frame, at)]
    return chosen, _doubt(frame, chosen, beside)


def _doubt(frame: Frame, chosen: int, texts: Sequence[int]) -> str | None:
    """Return the doubt about a column that no word for activities heads, where others hold texts as well."""
    header = frame.names[chosen]
    if speaks_of_activities(header) and not heads_groups(header):
        return None
    other = next((frame.names[at] for at in texts if at != chosen and not heads_parties(frame.names[at])), None)
    here = f"under '{header}'" if header else "in the column without a header"
    return None if other is None else f"its activities may stand {here} or under '{other}'"


def _holds_codes(frame: Frame, at: int) -> bool:
    """Tell whether a column holds numbers and codes such as "WP-1"."""
    return all(_CODE.fullmatch(cell.plain.strip()) for cell in frame.column(at))
