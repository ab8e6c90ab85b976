"""A quick look at a text: whether it may name a role at all. Most texts do not, and need no closer look."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from raci_graph.parse.word_lists import fold, languages_by_word, parts_words, roles_by_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_WORD = re.compile(r"[^\W_]+")
_NO_SIGNS = {code: chr(code) if chr(code).isalnum() else " " for code in range(128)}
"""The letters and digits of ASCII as they are, and a blank for each sign; what is missing costs an exception each."""


@lru_cache(maxsize=16384)
def may_name_role(text: str) -> bool:
    """Tell whether a text has all words of the name of a role, in any order; one that has not names no role.

    >>> may_name_role("The one Accountable"), may_name_role("Deliver the goods")
    (True, False)
    """
    if "@" in text or not parts_words(text):
        return True
    words = text.lower().translate(_NO_SIGNS).split() if text.isascii() else _WORD.findall(fold(text))
    names = _words_of_names()
    if names.keys().isdisjoint(words):
        return False
    said = frozenset(words)
    return any(name <= said for first in names.keys() & said for name in names[first])


@lru_cache(maxsize=16384)
def may_be_role(text: str) -> bool:
    """Tell whether a whole text may be the name of a role; one that is not names none.

    >>> may_be_role("Accountable"), may_be_role("Responsible or accountable"), may_be_role("The one Accountable")
    (True, True, False)
    """
    if not may_name_role(text):
        return False
    if "\n" in text or "@" in text or not text.isascii():
        return True
    return not _parts_of_names().isdisjoint(_parts(fold(text)))


def _parts(form: str) -> list[str]:
    """Return what stands between the signs, the single letters and the words such as "and" of a text."""
    return _between().split(form)


@lru_cache(maxsize=1)
def _between() -> re.Pattern[str]:
    words = "|".join(sorted(word for word in languages_by_word("joins") if word.isascii() and word.isalpha()))
    return re.compile(rf"\s*(?:[^a-z0-9\s]+|\b(?:[a-z]|{words})\b)\s*")


@lru_cache(maxsize=1)
def _parts_of_names() -> frozenset[str]:
    """Return a part of each name of a role, without which a text has not the name."""
    return frozenset(next(part for part in (*_parts(name), name) if part) for name in roles_by_name())


@lru_cache(maxsize=1)
def _words_of_names() -> Mapping[str, Collection[frozenset[str]]]:
    """Return the words of each name of a role by the first of them."""
    found: dict[str, set[frozenset[str]]] = {}
    for name in roles_by_name():
        words = _WORD.findall(name)
        if words:
            found.setdefault(words[0], set()).add(frozenset(words))
    return found
