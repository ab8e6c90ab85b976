"""The documented word lists by which headers and legends are understood, from ``raci_graph/words/*.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words: headers of the activity column, and phrases by the name of the role they tell."""

    language: str
    activity_headers: frozenset[str]
    roles: dict[str, tuple[str, ...]]

    def roles_in(self, wording: str) -> tuple[str, ...]:
        """Return the names of the roles that a legend's wording speaks of, in the order of the list."""
        folded = wording.casefold()
        return tuple(
            role
            for role, phrases in self.roles.items()
            if any(re.search(rf"(?<!\w){re.escape(phrase)}", folded) for phrase in phrases)
        )


@lru_cache(maxsize=1)
def word_lists() -> tuple[Words, ...]:
    """Return the word lists of the package, by language tag."""
    folder = files("raci_graph").joinpath("words")
    lists = []
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name.endswith(".toml"):
            found = tomllib.loads(entry.read_text("utf-8"))
            roles = {role: tuple(phrases) for role, phrases in found["roles"].items()}
            lists.append(Words(found["language"], frozenset(found["activity-headers"]), roles))
    return tuple(lists)


def activity_header_language(header: str) -> str | None:
    """Return the language in which a text heads the activity column, or None.

    >>> activity_header_language("Activity")
    'en'
    """
    folded = header.casefold().strip()
    return next((words.language for words in word_lists() if folded in words.activity_headers), None)
