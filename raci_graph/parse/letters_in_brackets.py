"""Tables whose cells hold words with the letters of their roles in brackets behind them: "Does it (R)"."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from raci_graph.parse.marks import IN_BRACKETS, is_blank, is_letters
from raci_graph.parse.markup import without_markup
from raci_graph.parse.words import fold, roles_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CELL = re.compile(r"(?P<words>[^\W\d_][^()\[\]]{1,60}?)\s*\((?P<letters>[^()\[\]]{1,9})\)\s*")
_FEWEST: Final = 6
"""How many cells of such a table hold words and letters at least."""
_SEVERAL: Final = 2
"""How often words stand in it that tell by coming again, and how many such words there are."""


def brackets_in(texts: Iterable[str], legend: Mapping[str, str]) -> dict[str, str]:
    """Return an entry for a legend by which letters in brackets behind words tell roles, if cells of a table do.

    "Ann (R)" names who is responsible, "Does it (R)" says what is done. Words that come again with the same
    letters, some of them known as those of the roles, are such as the second.

    Args:
        texts: the texts of all cells below the header.
        legend: the name of the role that each letter means.
    """
    return dict(_brackets_in(tuple(text for text in texts if "(" in text), tuple(legend.items())))


@lru_cache(maxsize=256)
def _brackets_in(texts: tuple[str, ...], entries: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    legend = dict(entries)
    found = [match for text in texts if (match := _CELL.fullmatch(without_markup(text).strip()))]
    told = [match for match in found if is_letters(match["letters"], legend) and not is_blank(match["words"])]
    if len(told) < _FEWEST:
        return {}
    times = Counter(fold(match["words"]) for match in told)
    letters: dict[str, set[str]] = {}
    for match in told:
        letters.setdefault(fold(match["words"]), set()).add(match["letters"].strip())
    again = [words for words, many in times.items() if many >= _SEVERAL]
    if len(again) < _SEVERAL or any(len(letters[words]) > 1 for words in again):
        return {}
    known = [(roles_named(words), {legend.get(each) for each in letters[words]}) for words in again]
    agreed = [set(roles) >= means for roles, means in known if roles]
    return {IN_BRACKETS: next(iter(legend.values()))} if agreed and all(agreed) else {}
