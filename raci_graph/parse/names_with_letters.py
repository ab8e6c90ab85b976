"""Names with the letters of their roles behind them: "Ann (R), Bob (A)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.parse.marks import is_letters
from raci_graph.parse.words import roles_named

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMED = re.compile(r"(?P<name>[^\W\d_][^():;,]{0,40}?)\s*(?:\([^()]{1,40}\)\s*)?[(\[](?P<letters>[^()\[\]]{1,9})[)\]]")
"""A name, perhaps with a remark in brackets of its own, and its letters."""
_SIGNS = " \t*_`\"'"


def letters_behind_names(text: str, legend: Mapping[str, str]) -> list[str]:
    """Return the letters in brackets behind each name of a text, none behind a word for a role: that explains them.

    >>> letters_behind_names("Ann (R), Bob (A/R), Accountable (A)", {"R": "Responsible", "A": "Accountable"})
    ['R', 'A/R']
    """
    if "(" not in text and "[" not in text:
        return []
    named = [match for match in _NAMED.finditer(text) if is_letters(match["letters"], legend)]
    return [match["letters"] for match in named if not roles_named(match["name"].strip(_SIGNS))]
