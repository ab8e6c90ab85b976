"""Words in the cells of a table that name roles only because the other words beside them settle which."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from raci_graph.parse.letters_in_brackets import brackets_in
from raci_graph.parse.marks import LONGEST_CELL, PIECE, is_blank
from raci_graph.parse.markup import without_markup
from raci_graph.parse.words import may_be_role, resolve_headers, roles_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST_WORDS = 12
_SEVERAL = 2
_RARE = 10
"""A word of a cell is rare if another one stands there more than this many times as often."""


def words_in(texts: Sequence[str], letters: Mapping[str, str]) -> dict[str, str]:
    """Return the words in the cells of a table that name roles by what the other words beside them settle.

    Where rare ones leave it open, the others settle it. With them comes the entry ``IN_BRACKETS`` where it holds.

    Args:
        texts: the texts of the cells.
        letters: the name of the role that each letter means.

    >>> words_in(["Owns", "Owns/Execute", "N/A", "Helps", "Execute"], {})
    {'Owns': 'Accountable'}
    """
    return {**_words_in(tuple(Counter(texts).items())), **brackets_in(texts, letters)}


@lru_cache(maxsize=256)
def _words_in(texts: tuple[tuple[str, int], ...]) -> Mapping[str, str]:
    """Return the words in texts, each with how often it stands there; the cells of a table are asked for repeatedly."""
    spelled: dict[str, str] = {}
    times: Counter[str] = Counter()
    for text, many in texts:
        for word in _pieces(text) if 1 < len(text) <= LONGEST_CELL and may_be_role(text) else ():
            if roles_named(word):
                spelled.setdefault(word.casefold(), word)
                times[word.casefold()] += many
    words = [spelled[form] for form, _ in times.most_common(_MOST_WORDS)]
    open_words = [word for word in words if len(roles_named(word)) >= _SEVERAL]
    if not open_words:
        return {}
    often = [word for word in words if times[word.casefold()] * _RARE >= max(times.values())]
    found: dict[str, str] = {}
    for among in (often, words):
        resolved = resolve_headers(among, cells=True)
        found |= {among[at]: role for at, role in resolved.items() if among[at] in open_words}
    return found


@lru_cache(maxsize=1 << 12)
def _pieces(text: str) -> tuple[str, ...]:
    """Return the parts of a text between signs that may be words for roles, none for a blank one."""
    if is_blank(text):
        return ()
    words = (match[0].strip() for match in PIECE.finditer(without_markup(text)))
    return tuple(word for word in words if len(word) > 1)
