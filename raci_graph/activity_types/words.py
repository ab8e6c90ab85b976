"""Texts as the words by which they are compared."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_STOP = frozenset(
    """
    a an and any are as at be been by each etc for from has have how if in into is it its of on one or other own s so
    such than that the their them then these they this those to up use used via was what when where which who with your
    following according needed need needs related including
    au aux avec ce ces chez d dans de des du en est et l la le les leur leurs lors n ne ou par pas pour qu que qui s sa
    se ses son sur un une vos votre y selon besoin besoins lie lies liees
    """.split()  # noqa: SIM905 - a list would take a line for each word
)
_ENDINGS = (
    "ations",
    "ation",
    "ements",
    "ement",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ees",
    "es",
    "ed",
    "s",
    "e",
    "y",
)
_SHORTEST = 4


def words_of(text: str) -> dict[str, str]:
    """Return the words of a text that say something, in their order: the stem of each, and how it stands there.

    >>> words_of("Managing the backups")
    {'manag': 'Managing', 'backup': 'backups'}
    """
    return {
        _stem(plain): word
        for word in _WORD.findall(text)
        if (plain := _plain(word)) not in _STOP and not plain.isdecimal()
    }


def _plain(word: str) -> str:
    """Return a word in small letters, without accents."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _stem(word: str) -> str:
    """Return a word without its ending: enough to let forms of one word meet, in English and French."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
