"""Finds cells of HTML that look filled although their source has no text: a style of the document adds it."""

from __future__ import annotations

import re
from functools import cached_property

_RULE = re.compile(
    r"\.(?P<name>[A-Za-z_][\w-]{0,80})::?(?:before|after)(?=[^{}<]{0,400}\{[^{}]{0,400}?content\s{0,9}:\s{0,9}[\"'][^\"'\s])"
)
"""A class to whose elements a style adds a text."""
_CLASS = re.compile(r"\bclass\s*=\s*(?:\"([^\"<>]{0,400})\"|'([^'<>]{0,400})'|([^\s\"'<>]{1,400}))", re.IGNORECASE)
_CELL_ENDS = re.compile(r"</t[dhr]\b|<t[dhr]\b|</table\b", re.IGNORECASE)
_LONGEST = 2000
"""How many characters of the source of a cell without text are looked at."""


class Styles:
    """The styles in an HTML source that add texts."""

    def __init__(self, source: str) -> None:
        self._source = source

    @cached_property
    def _classes(self) -> frozenset[str]:
        return frozenset(match["name"] for match in _RULE.finditer(self._source))

    def fill(self, start: int) -> bool:
        """Tell whether a style adds a text to the cell whose content begins there, or to an element in it.

        >>> Styles("<style>.r::before{content:'R'}</style><td class=r></td>").fill(50)
        True
        """
        if not self._classes:
            return False
        begins = self._source.rfind("<", max(start - _LONGEST, 0), start)
        end = _CELL_ENDS.search(self._source, start, start + _LONGEST)
        part = self._source[max(begins, 0) : end.start() if end else start + _LONGEST]
        names = {name for match in _CLASS.finditer(part) for name in (match[1] or match[2] or match[3] or "").split()}
        return not self._classes.isdisjoint(names)
