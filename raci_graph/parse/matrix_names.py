"""What announces a matrix: its name in a heading, a title or the name of a file."""

from __future__ import annotations

import re
from functools import lru_cache

from raci_graph.parse.word_lists import (
    bare,
    fold,
    languages_by_word,
    parts_words,
    phrase_pattern,
    spellings,
    word_lists,
)

_WORD_STARTS = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[\u0370-\u1dff\u2e80-\uffff])|(?<=[\u0370-\u1dff\u2e80-\uffff])(?=[A-Za-z])"
)
"""Where a word begins without a blank: in camel case, and where another script begins ("RACI表")."""
_WORD_ENDS = re.compile(r"[\s/&_-]+")
_LONGEST_NAME = 6  # words of the name of a matrix
_LETTER = r"[^\W\d_]"
_LETTERS = re.compile(f"{_LETTER}+")


@lru_cache(maxsize=8192)
def announces_matrix(text: str) -> bool:
    """Tell whether a heading, a title or a file name announces a matrix ("RACI", "Responsibility matrix").

    >>> announces_matrix("docs/AgileRACIMatrix.md"), announces_matrix("RACI表"), announces_matrix("Graciela")
    (True, True, False)
    """
    written = fold(_WORD_STARTS.sub(" ", text))
    if parts_words(written) and _first_words_of_matrices().isdisjoint(_LETTERS.findall(written)):
        return False
    plain = " ".join(re.sub(r"[-_./\\]+", " ", written).split())
    return any(pattern.search(form) for form in (written, plain) for pattern in _matrix_patterns())


def names_matrix(text: str) -> bool:
    """Tell whether a text is nothing but the name of a matrix, or that of parties, and no activity with such a word.

    >>> names_matrix("RACI matrix:"), names_matrix("Participants (RACI)"), names_matrix("RACI upkeep")
    (True, True, False)
    """
    if not announces_matrix(text):
        return False
    words = [word.strip("()") for word in _WORD_ENDS.split(bare(text)) if word]
    return len(words) <= _LONGEST_NAME and _words_of_names().issuperset(words)


@lru_cache(maxsize=1)
def _first_words_of_matrices() -> frozenset[str]:
    return frozenset(words[0] for phrase in languages_by_word("matrix-words") if (words := _LETTERS.findall(phrase)))


@lru_cache(maxsize=1)
def _words_of_names() -> frozenset[str]:
    phrases = (*languages_by_word("matrix-words"), *languages_by_word("party-headers"))
    return frozenset(word for phrase in phrases for word in _WORD_ENDS.split(phrase))


@lru_cache(maxsize=1)
def _matrix_patterns() -> tuple[re.Pattern[str], ...]:
    found = []
    for words in word_lists():
        listed = words.lists["matrix-words"]
        phrases = {spelling for phrase in listed for spelling in spellings(phrase, words)}
        if words.unspaced:
            found.append(phrase_pattern(tuple(phrases), words))
        else:
            parts = "|".join(re.escape(each) for each in sorted(phrases, key=lambda each: (-len(each), each)))
            found.append(re.compile(rf"(?<!{_LETTER})(?:{parts})(?!{_LETTER})"))
    return tuple(found)
