"""Which rows are worth comparing: those that share words that few rows have."""

from __future__ import annotations

from collections import defaultdict
from math import log
from typing import TYPE_CHECKING

from raci_graph.compare.texts import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    words = [[_words(each.text) for each in side] for side in (old, new)]
    forth = set(_nearest(words[0], words[1]))
    back = {(i, j) for j, i in _nearest(words[1], words[0])}
    return forth | back


def _nearest(rows: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    holding: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(others):
        for word in words:
            holding[word].append(place)
    for place, words in enumerate(rows):
        shared: dict[int, float] = defaultdict(float)
        for word in _rare(words, holding):
            weight = log(1 + len(others) / len(holding[word]))
            for other in holding[word]:
                shared[other] += weight
        best = sorted(shared, key=lambda other: (-shared[other] / (len(others[other]) + len(words)), other))
        yield from ((place, other) for other in best[:_MOST])


def _rare(words: Iterable[str], holding: dict[str, list[int]]) -> list[str]:
    known = sorted((word for word in words if word in holding), key=lambda word: (len(holding[word]), word))
    return [word for number, word in enumerate(known) if number == 0 or len(holding[word]) <= _COMMON]


def _words(text: str) -> frozenset[str]:
    words = plain(text).split()
    parts = {word[at : at + 3] for word in words if not word.isascii() for at in range(max(1, len(word) - 2))}
    return frozenset(words) | parts
