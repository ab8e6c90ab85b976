"""Texts into the words by which a search finds them; ``static/search.js`` takes what is typed apart in the same way."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 32
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts that part no words by spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


def words_of(text: str) -> list[str]:
    """Return the words of a text without accents, in lower case; none longer than 32 characters.

    >>> words_of("Déployer l’e-mail STRASSE, Straße")
    ['deployer', 'l', 'e', 'mail', 'strasse', 'strasse']
    """
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in apart if not unicodedata.category(sign).startswith("M"))
    return [word[:_LONGEST] for word in _WORD.findall(bare.lower().replace("ß", "ss"))]


def weighted(texts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the words of texts, each once with the largest weight of a text that has it.

    A word of a script without spaces can be found from each of its characters on.
    """
    found: dict[str, int] = {}
    for text, weight in texts:
        for word in words_of(text):
            starts = range(len(word)) if _WITHOUT_SPACES.search(word) else range(1)
            for start in starts:
                found[word[start:]] = max(weight, found.get(word[start:], 0))
    return sorted(found.items())
