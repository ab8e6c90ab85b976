"""The documented word lists of the package, ``raci_graph/words/*.toml``, and how a text is compared with them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from raci_graph.vocab import ROLES, USUAL_LETTERS

Index = Mapping[str, tuple[str, ...]]

_FOLDER = "words"
_COMMON = "common.toml"
_ENGLISH = "en"
_LISTS = (
    "activity-headers",
    "group-headers",
    "party-headers",
    "attribute-headers",
    "id-words",
    "matrix-words",
    "legend-words",
    "everyone",
    "others",
    "nobody",
    "yes",
    "no",
    "joins",
)
_ORDER = (*USUAL_LETTERS.values(), *sorted(ROLES - set(USUAL_LETTERS.values())))
_AROUND = " *:.;,!?¿¡\"'«»“”„`~†‡§¹²³⁴⁵⁶⁷⁸⁹⁰"
_PAIRS = {"(": ")", "[": "]", "{": "}", "「": "」"}
_INVISIBLE = dict.fromkeys([0xAD, 0xFEFF, *range(0x200B, 0x2010), 0x2060, *range(0xFE00, 0xFE10)])
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIGNS = {**_INVISIBLE, **_FULL_WIDTH, **str.maketrans("\u3000’\u2018\u02bc\u2010\u2011【】、", " '''--[],")}
_OTHER_SCRIPT = re.compile("[\u0530-\u1fff\u2c00-\U0010ffff]")
_UNDECORATED = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "\u0131": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words.

    Attributes:
        language: its tag.
        activity_headers: headers of the column of activities.
        roles: by the name of a role, the phrases by which a legend's wording tells it. A phrase counts as whole
            words, and with ``*`` at its end as the beginning of a word.
        reviewed: whether the list has been checked well.
        unspaced: whether the language puts no blanks between words.
        accents_count: whether a word without its accents is another word.
        lists: the other lists of the file, by name.
        names: by word, the roles that it names as a whole header or cell; several where it is ambiguous.
        weak: those of them that are as often the name of a team, a person or a thing.
    """

    language: str
    activity_headers: frozenset[str]
    roles: dict[str, tuple[str, ...]]
    reviewed: bool = True
    unspaced: bool = False
    accents_count: bool = False
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weak: frozenset[str] = frozenset()

    def roles_in(self, wording: str) -> tuple[str, ...]:
        """Return the names of the roles that a legend's wording speaks of, in the order of the list.

        What is told by a longer phrase is not told again by a shorter one inside it ("ultimately responsible").
        """
        return _roles_in(self.language, fold(wording))


def word_lists() -> tuple[Words, ...]:
    """Return the word lists of the package: English first, then by language tag."""
    return _loaded()[0]


@lru_cache(maxsize=64)
def common_signs(name: str) -> frozenset[str]:
    """Return a list of ``common.toml`` by its name ("check-marks", "doubtful-marks" or "blanks"), folded."""
    return _loaded()[1][name]


@lru_cache(maxsize=1)
def _loaded() -> tuple[tuple[Words, ...], Mapping[str, frozenset[str]]]:
    lists: list[Words] = []
    common: dict[str, frozenset[str]] = {}
    for entry in sorted(files("raci_graph").joinpath(_FOLDER).iterdir(), key=lambda each: each.name):
        if entry.name == _COMMON:
            found = tomllib.loads(entry.read_text("utf-8"))
            common = {name: frozenset(map(fold, signs)) for name, signs in found.items()}
        elif entry.name.endswith(".toml"):
            lists.append(_words(tomllib.loads(entry.read_text("utf-8"))))
    return tuple(sorted(lists, key=lambda each: (each.language != _ENGLISH, each.language))), common


def _words(found: dict[str, Any]) -> Words:
    names: dict[str, tuple[str, ...]] = {}
    for role, words in found["names"].items():
        for word in map(bare, words):
            names[word] = in_order({*names.get(word, ()), role})
    for word, roles in found["ambiguous"].items():
        names[bare(word)] = in_order({*names.get(bare(word), ()), *roles})
    return Words(
        language=found["language"],
        activity_headers=frozenset(map(bare, found["activity-headers"])),
        roles={role: tuple(phrases) for role, phrases in found["roles"].items()},
        reviewed=found["reviewed"],
        unspaced=found.get("unspaced", False),
        accents_count=found.get("accents-count", False),
        lists=MappingProxyType({name: frozenset(map(bare, found[name])) for name in _LISTS}),
        names=MappingProxyType(names),
        weak=frozenset(map(bare, found["weak"]["words"])),
    )


@lru_cache(maxsize=64)
def languages_by_word(name: str) -> Index:
    """Return, by each word of the lists with this name, and by each way to write it, the languages that have it.

    Args:
        name: a list of the files, such as "party-headers", or "names" or "weak".
    """
    found: dict[str, tuple[str, ...]] = {}
    for words in word_lists():
        entries = {**words.lists, "names": frozenset(words.names), "weak": words.weak}[name]
        for spelling in {spelling for word in entries for spelling in spellings(word, words)}:
            found[spelling] = (*found.get(spelling, ()), words.language)
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def roles_by_name() -> Index:
    """Return the roles that each word names, in any language; several where it is ambiguous in one or among them."""
    found: dict[str, tuple[str, ...]] = {}
    for words in word_lists():
        for word, roles in words.names.items():
            for spelling in spellings(word, words):
                found[spelling] = in_order({*found.get(spelling, ()), *roles})
    return MappingProxyType(found)


def in_order(roles: set[str]) -> tuple[str, ...]:
    """Return roles in a fixed order: those of RACI as their letters stand there, then the others by name."""
    return tuple(role for role in _ORDER if role in roles)


def fold(text: str) -> str:
    """Return a text for comparison: NFC without case, blanks folded, signs of full width and typographic ones plain.

    >>> fold("  Réalisé\\u00a0par ")
    'réalisé par'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_SIGNS).casefold())
    return " ".join(folded.replace("i\u0307", "i").replace("\u0451", "\u0435").split())


def parts_words(text: str) -> bool:
    """Tell whether a text is of scripts that surely part words by blanks or signs: Latin, Greek and Cyrillic ones."""
    return text.isascii() or not _OTHER_SCRIPT.search(text)


def bare(text: str) -> str:
    """Return a text folded and without the signs around it: a colon, a star, quotes, brackets around the whole.

    >>> bare("**Who is responsible?**")
    'who is responsible'
    """
    folded = fold(text)
    within = folded.strip(_AROUND)
    while len(within) > 1 and _PAIRS.get(within[0]) == within[-1] and not set(within[1:-1]) & set("()[]{}「」"):
        within = within[1:-1].strip(_AROUND)
    return within or folded


def spellings(word: str, words: Words) -> set[str]:
    """Return the ways in which a word of a list is written: as it stands, without accents, with ae for ä."""
    found = {word}
    if not words.accents_count:
        found.add(_without_accents(word))
    if words.language == "de":
        found.add(word.translate(_UMLAUTS))
    return found


def _without_accents(word: str) -> str:
    kept: list[str] = []
    for sign in unicodedata.normalize("NFD", word):
        if not (unicodedata.combining(sign) and kept and kept[-1].isascii()):
            kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_UNDECORATED)


@lru_cache(maxsize=8192)
def _roles_in(language: str, text: str) -> tuple[str, ...]:
    if not _any_role(language).search(text):
        return ()
    spans = {role: [found.span() for found in pattern.finditer(text)] for role, pattern in _patterns(language).items()}
    every = [span for found in spans.values() for span in found]
    return tuple(role for role, found in spans.items() if any(not _inside(span, every) for span in found))


@lru_cache(maxsize=64)
def _patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    words = next(each for each in word_lists() if each.language == language)
    return {role: phrase_pattern(phrases, words) for role, phrases in words.roles.items()}


@lru_cache(maxsize=64)
def _any_role(language: str) -> re.Pattern[str]:
    """Return what finds a phrase of any role: most texts have none in most languages."""
    words = next(each for each in word_lists() if each.language == language)
    return phrase_pattern(tuple(phrase for phrases in words.roles.values() for phrase in phrases), words)


def phrase_pattern(phrases: tuple[str, ...], words: Words) -> re.Pattern[str]:
    """Return what finds any of some phrases of a language in a folded text, the longest first."""
    spelled = {spelling for phrase in phrases for spelling in spellings(fold(phrase), words)}
    start, end = ("", "") if words.unspaced else (r"(?<!\w)", r"(?!\w)")
    parts = [
        re.escape(each[:-1]) + r"\w*" if each.endswith("*") else re.escape(each) + end
        for each in sorted(spelled, key=lambda each: (-len(each), each))
    ]
    return re.compile(f"{start}(?:{'|'.join(parts)})")


def _inside(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end and end - start > span[1] - span[0] for start, end in others)
