"""Which rows are worth comparing: those that share words that few rows have."""

from __future__ import annotations

from collections import defaultdict
from math import log
from typing import TYPE_CHECKING

from raci_graph.compare.texts import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from raci_graph.model import Activity

_ALL_BELOW = 20_000
"""Below so many pairs all are compared."""
_MOST = 25
"""Of more, each row is compared with so many."""
_COMMON = 400
"""A word in more rows than this tells nothing, where rarer ones are to be had."""


def candidate_pairs(old: Sequence[Activity], new: Sequence[Activity]) -> set[tuple[int, int]]:
    """Return the pairs of rows that may be alike, as places in ``old`` and ``new``.

    Few rows give all pairs. Of many, each row of either side gives those of the other side with which it shares the
    rarest words, or parts of words where a language does not part them.
    """
    if len(old) * len(new) <= _ALL_BELOW:
        return {(i, j) for i in range(len(old)) for j in range(len(new))}
    to_new, to_old = nearest([each.text for each in new]), nearest([each.text for each in old])
    forth = {(i, j) for i, each in enumerate(old) for j in to_new(each.text)}
    back = {(i, j) for j, each in enumerate(new) for i in to_old(each.text)}
    return forth | back


def nearest(texts: Sequence[str]) -> Callable[[str], list[int]]:
    """Return what gives, for a text, the places of those of ``texts`` that share its rarest words, the best first."""
    others = [_words(text) for text in texts]
    holding: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(others):
        for word in words:
            holding[word].append(place)

    def find(text: str) -> list[int]:
        words = _words(text)
        shared: dict[int, float] = defaultdict(float)
        for word in _rare(words, holding):
            weight = log(1 + len(others) / len(holding[word]))
            for other in holding[word]:
                shared[other] += weight
        best = sorted(shared, key=lambda other: (-shared[other] / (len(others[other]) + len(words)), other))
        return best[:_MOST]

    return find


def _rare(words: Iterable[str], holding: dict[str, list[int]]) -> list[str]:
    known = sorted((word for word in words if word in holding), key=lambda word: (len(holding[word]), word))
    return [word for number, word in enumerate(known) if number == 0 or len(holding[word]) <= _COMMON]


def _words(text: str) -> frozenset[str]:
    words = plain(text).split()
    parts = {word[at : at + 3] for word in words if not word.isascii() for at in range(max(1, len(word) - 2))}
    return frozenset(words) | parts
