"""Which rows are worth comparing: those that share words that few rows have, or stand at the same place."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from raci_graph.compare.texts import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ALL_BELOW = 20_000
"""Below so many pairs all are compared."""
_MOST = 10
"""Of more, each row is compared with so many, beside those at its place."""
_TELLING = 6
"""So many of its words, or pairs of words, are looked up for each row: those that the fewest rows have."""
_COMMON = 25
"""What stands in more rows than this tells nothing, where something rarer is to be had."""

Pair = tuple[int, int]


def candidate_pairs(old: Sequence[str], new: Sequence[str]) -> set[Pair]:
    """Return the pairs of texts that may be alike, as places in ``old`` and ``new``.

    Few texts give all pairs. Of many, each text of either side gives those of the other side with which it shares the
    rarest words and pairs of neighbouring words, or parts of words where a language does not part them; where many
    share even the rarest, those that stand nearest.

    >>> sorted(candidate_pairs(["a"], ["b", "c"]))
    [(0, 0), (0, 1)]
    """
    if len(old) * len(new) <= _ALL_BELOW:
        return {(i, j) for i in range(len(old)) for j in range(len(new))}
    to_new, to_old = nearest(new), nearest(old)
    forth = {(i, j) for i, text in enumerate(old) for j in to_new(text, i)}
    back = {(i, j) for j, text in enumerate(new) for i in to_old(text, j)}
    return forth | back


def nearest(texts: Sequence[str]) -> Callable[[str, int], list[int]]:
    """Return what finds the texts that share the most telling words with another one.

    What is returned takes a text and the place at which it stands itself, and gives the places of those of ``texts``
    that share its rarest words, the best first; of those that are as good, the one that stands nearer.
    """
    others = list(map(_marks, texts))
    holding: dict[str, list[int]] = defaultdict(list)
    for place, marks in enumerate(others):
        for mark in marks:
            holding[mark].append(place)

    def find(text: str, place: int) -> list[int]:
        shared: dict[int, float] = defaultdict(float)
        for mark in _rarest(_marks(text), holding):
            found = holding[mark]
            weight = log(1 + len(others) / len(found))
            for other in _around(found, place):
                shared[other] += weight
        return sorted(shared, key=lambda other: (-shared[other], abs(place - other), other))[:_MOST]

    return find


def _around(places: Sequence[int], place: int) -> Sequence[int]:
    """Return the places that are nearest to one, of many those on either side of it."""
    if len(places) <= 2 * _COMMON:
        return places
    at = bisect_left(places, place)
    return places[max(0, at - _COMMON) : at + _COMMON]


def _rarest(marks: frozenset[str], holding: dict[str, list[int]]) -> list[str]:
    known = sorted((len(holding[mark]), mark) for mark in marks if mark in holding)
    return [mark for number, (count, mark) in enumerate(known[:_TELLING]) if number == 0 or count <= _COMMON]


def _marks(text: str) -> frozenset[str]:
    words = plain(text).split()
    parts = [word[at : at + 3] for word in words if not word.isascii() for at in range(max(1, len(word) - 2))]
    return frozenset([*words, *parts, *map(" ".join, pairwise(words))])
