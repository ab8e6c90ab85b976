"""How alike two texts of activities are, and whether what differs between them is telling."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATIONS = frozenset(
    (  # words of the languages that are checked well
        *("not", "no", "non", "nor", "neither", "never", "cannot", "without", "except", "excluding", "outside"),
        *("pas", "sans", "jamais", "hors", "aucun", "aucune", "nicht", "kein", "keine", "keinen", "keinem", "keiner"),
        *("keines", "nie", "ohne", "außer", "ausser", "sin", "nunca", "excepto", "salvo", "não", "sem", "senza", "mai"),
        *("niet", "geen", "nooit", "zonder", "не", "нет", "без", "кроме"),
    )
)
_NOT_AT_END = ("n't", "n\u2019t")
_ENDING = re.compile(r"(?:ing|ed|es|e|s)$")
"""What forms of one English word end in."""
_UN = ("un", "non", "dis")
_LONG = 4
"""Words with fewer letters seldom tell what the work is."""
_SAME_WORD = 60.0
"""From this likeness on a word is the other one, spelt or bent otherwise."""
_FEW = 4
"""One word in more than so many may be another one."""
_OPPOSITES = tuple(
    frozenset(_ENDING.sub("", word) for word in pair.split())
    for pair in (
        "add delete",
        "add remove",
        "allow deny",
        "attach detach",
        "before after",
        "create delete",
        "create destroy",
        "enable disable",
        "export import",
        "grant revoke",
        "inbound outbound",
        "incoming outgoing",
        "increase decrease",
        "install uninstall",
        "internal external",
        "logical physical",
        "open close",
        "physical virtual",
        "primary secondary",
        "private public",
        "read write",
        "request approve",
        "start end",
        "start stop",
        "upgrade downgrade",
    )
)


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Return the words of a text, small letters, without what stands between them.

    >>> plain("Administrate the infrastructure (Servers, OS)")
    'administrate the infrastructure servers os'
    """
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold())) or text.casefold().strip()


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 100, whatever their order: letters and words in their order, or not.

    >>> likeness("Manage backups", "Manage the backups") > likeness("Manage backups", "Manage accounts")
    True
    """
    return likenesses([one], [other], [(0, 0)])[0, 0]


def likenesses(
    old: Sequence[str], new: Sequence[str], places: Iterable[tuple[int, int]], at_least: float = 0.0
) -> dict[tuple[int, int], float]:
    """Return how alike texts at pairs of places are, by these; those that are less than ``at_least`` are left out."""
    from rapidfuzz.fuzz import ratio

    before, after = ([_orders(text) for text in side] for side in (old, new))
    found = {}
    for i, j in places:
        one, other = before[i], after[j]
        score = max(ratio(one[0], other[0]), ratio(one[1], other[1]))
        if score >= at_least:
            found[i, j] = score
    return found


def _orders(text: str) -> tuple[str, str]:
    """Return the words of a text as they stand, and by their letters."""
    words = plain(text)
    return words, " ".join(sorted(words.split()))


def telling(one: str, other: str, parties: Collection[str] = ()) -> str | None:
    """Return what in the wording of two texts may make them different work, however alike they are.

    Args:
        one: a text.
        other: another text.
        parties: the names of parties; where each text names another party, that is telling.

    >>> telling("Grant access within 2 days", "Grant access within 3 days")
    'the numbers differ'
    """
    first, second = plain(one), plain(other)
    if Counter(_NUMBER.findall(first)) != Counter(_NUMBER.findall(second)):
        return "the numbers differ"
    words, others = first.split(), second.split()
    left, right = set(words) - set(others), set(others) - set(words)
    if any(map(_negates, left)) != any(map(_negates, right)):
        return "only one of them says no"
    if _are_opposite(left, right):
        return "they say the opposite"
    named = [{plain(party) for party in parties if _names(text, plain(party))} for text in (first, second)]
    if named[0] - named[1] and named[1] - named[0]:
        return "they name other parties"
    lost, instead = _unlike(left, right), _unlike(right, left)
    if lost and instead and (len(lost) * _FEW >= len(words) or len(instead) * _FEW >= len(others)):
        return "words that weigh much are others"
    return None


def _negates(word: str) -> bool:
    return word in _NEGATIONS or word.endswith(_NOT_AT_END)


def _are_opposite(left: set[str], right: set[str]) -> bool:
    """Tell whether one of two texts has a word and the other its opposite, in any form of English."""
    one, other = ({_ENDING.sub("", word) for word in words} for words in (left, right))
    if any(len(one & pair) == len(other & pair) == 1 and one & pair != other & pair for pair in _OPPOSITES):
        return True
    negated = [{f"{no}{word}" for word in words if len(word) >= _LONG for no in _UN} for words in (one, other)]
    return bool(negated[0] & other or negated[1] & one)


def _unlike(words: set[str], others: set[str]) -> list[str]:
    """Return the long words that none of the others is like."""
    from rapidfuzz.fuzz import ratio

    return [word for word in words if len(word) >= _LONG and all(ratio(word, each) < _SAME_WORD for each in others)]


def _names(text: str, party: str) -> bool:
    return bool(party) and f" {party} " in f" {text} "
