"""Which activity types the rows of a matrix may have, by their words: a proposal for a person, who decides."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from raci_graph.activity_types.scheme import ActivityType, activity_types
from raci_graph.activity_types.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from raci_graph.model import Matrix

THRESHOLD = 70
"""The score from which on ``suggest_types`` proposes a type; ``docs/activity-types.md`` says how often it is right."""

MOST = 3
"""How many candidates a row has at most."""

_NEAR = 88  # of 100: from where on two words of another spelling are the same
_PHRASE, _ROW, _SECTION = 60, 30, 10  # what a name, the rest of the row and its section are worth of 100
_ENOUGH = 6.0  # the weight of words from which on a name that is met says something


@dataclass(frozen=True, slots=True)
class Candidate:
    """A type that a row may have.

    Attributes:
        type: the type.
        score: how near it is, from 0 to 100.
        like: its label, its other name or its example that the row is most like.
        words: the words of the row that are words of the type, as the row has them.
    """

    type: ActivityType
    score: int
    like: str
    words: tuple[str, ...]

    @property
    def why(self) -> str:
        """Why it is proposed, in one line."""
        return f"like '{self.like}', by {', '.join(self.words)}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The candidates of a row, the nearest first; ``activity`` is the text of the row."""

    row: int
    activity: str
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate:
        """The nearest candidate."""
        return self.candidates[0]


def suggest_types(matrix: Matrix, at_least: int = THRESHOLD) -> dict[int, Suggestion]:
    """Return what types the rows of a matrix may have, by row, whether a row has a type already or not.

    The text of a row, and that of its section, are compared with the labels, other names and examples of the types.

    Args:
        matrix: as read.
        at_least: the score from which on a row has a suggestion, from 0 to 100.

    Raises:
        InputError: if the installation is incomplete.
    """
    known = _known()
    sections = {section.key: section.label for section in matrix.sections}
    found = {}
    for row in matrix.activities:
        candidates = known.candidates(row.text, sections.get(row.section or "", ""))
        if candidates and candidates[0].score >= at_least:
            found[row.row] = Suggestion(row.row, row.text, candidates[:MOST])
    return found


@dataclass(frozen=True, slots=True)
class _Profile:
    """A type and the words of each of its names, of all of them, and of them and its group."""

    type: ActivityType
    names: tuple[tuple[str, frozenset[str]], ...]
    words: frozenset[str]
    context: frozenset[str]


class _Known:
    """The types and their words, and what each word is worth: the more, the fewer types have it."""

    def __init__(self, types: Mapping[str, ActivityType]) -> None:
        self._profiles = tuple(_profile(each, types[each.broader]) for each in types.values() if each.broader)
        counts = Counter(word for profile in self._profiles for word in profile.words)
        total = len(self._profiles)
        self._weights = {word: math.log(1 + total / count) for word, count in counts.items()}
        self._by_letter: dict[str, list[str]] = {}
        for word in sorted(self._weights):
            self._by_letter.setdefault(word[0], []).append(word)
        self._met: dict[str, str | None] = {}

    def candidates(self, text: str, section: str) -> tuple[Candidate, ...]:
        """Return the types that share a word with the text of a row, the nearest first."""
        row = self._meet(words_of(text))
        around = self._meet(words_of(section))
        found = [each for profile in self._profiles if (each := self._compare(profile, row, around)) is not None]
        return tuple(sorted(found, key=lambda each: (-each.score, each.type.iri)))

    def _compare(self, profile: _Profile, row: Mapping[str, str], around: Mapping[str, str]) -> Candidate | None:
        shared = profile.words & row.keys()
        if not shared:
            return None
        name, share = max(((name, self._share(words, row)) for name, words in profile.names), key=lambda pair: pair[1])
        all_of_row = self._weight(shared) / self._weight(row)
        of_section = self._weight(profile.context & around.keys()) / (self._weight(around) or 1.0)
        score = round(_PHRASE * share + _ROW * all_of_row + _SECTION * of_section)
        return Candidate(profile.type, score, name, tuple(word for stem, word in row.items() if stem in shared))

    def _share(self, words: frozenset[str], row: Mapping[str, str]) -> float:
        """Return how much of a name the row has, less where what it has says little."""
        met = self._weight(words & row.keys())
        return met / self._weight(words) * min(1.0, met / _ENOUGH)

    def _weight(self, words: Iterable[str]) -> float:
        return math.fsum(self._weights[word] for word in words)  # the same in any order

    def _meet(self, words: Mapping[str, str]) -> dict[str, str]:
        """Return the words that types have, by the stem that these have."""
        found: dict[str, str] = {}
        for stem, word in words.items():
            met = self._known_as(stem)
            if met is not None:
                found.setdefault(met, word)
        return found

    def _known_as(self, stem: str) -> str | None:
        """Return the stem of a word of the types that a word is, but for its spelling."""
        if stem in self._weights:
            return stem
        if stem not in self._met:
            from rapidfuzz import fuzz, process

            near = process.extractOne(stem, self._by_letter.get(stem[0], ()), scorer=fuzz.ratio, score_cutoff=_NEAR)
            self._met[stem] = near[0] if near else None
        return self._met[stem]


@cache
def _known() -> _Known:
    return _Known(activity_types())


def _profile(kind: ActivityType, group: ActivityType) -> _Profile:
    texts = (kind.label, *kind.alternatives, *kind.examples)
    names = tuple((text, words) for text in texts if (words := frozenset(words_of(text))))
    own = frozenset(word for _, words in names for word in words)
    return _Profile(kind, names, own, own | (frozenset(words_of(group.label)) & own))
