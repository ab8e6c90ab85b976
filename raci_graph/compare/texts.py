"""How alike two texts of activities are, and whether what differs between them is telling."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATIONS = frozenset(
    (  # words of the languages that are checked well
        *("not", "no", "non", "never", "without", "except", "excluding", "outside"),
        *("pas", "sans", "jamais", "hors", "nicht", "kein", "keine", "ohne", "außer"),
        *("sin", "nunca", "excepto", "salvo", "não", "sem", "senza", "niet", "geen", "zonder", "не", "без", "кроме"),
    )
)
_OPPOSITES = tuple(
    frozenset(pair.split())
    for pair in (
        "add delete",
        "add remove",
        "allow deny",
        "before after",
        "create delete",
        "create destroy",
        "enable disable",
        "export import",
        "grant revoke",
        "import export",
        "inbound outbound",
        "increase decrease",
        "install uninstall",
        "internal external",
        "logical physical",
        "open close",
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
    from rapidfuzz import fuzz

    first, second = sorted((plain(one), plain(other)))
    return max(fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second))


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
    words, others = set(first.split()), set(second.split())
    left, right = words - others, others - words
    if (left & _NEGATIONS) != (right & _NEGATIONS):
        return "only one of them says no"
    if any(left & pair and right & pair for pair in _OPPOSITES):
        return "they say the opposite"
    named = [{plain(party) for party in parties if _names(text, plain(party))} for text in (first, second)]
    if named[0] - named[1] and named[1] - named[0]:
        return "they name other parties"
    return None


def _names(text: str, party: str) -> bool:
    return bool(party) and f" {party} " in f" {text} "
