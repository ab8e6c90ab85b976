"""Tables of HTML that other elements make: by their roles for screen readers, or by styles of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.readers.html_tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci_graph.readers.html_tokens import Cut, Text

    Token = Text | Tag | Cut

_PARTS = {
    **dict.fromkeys(("table", "grid", "treegrid"), "table"),
    "rowgroup": "tbody",
    "row": "tr",
    "columnheader": "th",
    **dict.fromkeys(("rowheader", "cell", "gridcell"), "td"),
}
"""The element of a table for each role that one has."""
_DISPLAYED = {
    "table": "table",
    **dict.fromkeys(("table-row-group", "table-header-group", "table-footer-group"), "tbody"),
    "table-row": "tr",
    "table-cell": "td",
    "table-caption": "caption",
}
"""The same for each way in which a style displays one."""
_NEEDED = re.compile(r"role\s*=\s*[\"']?row[\"'\s/>]|display\s*:\s*table-row", re.IGNORECASE)
_DISPLAY = re.compile(r"(?<![\w-])display\s*:\s*([\w-]+)", re.IGNORECASE)
_SPAN = re.compile(r"aria-(?=(?:col|row)span\b)", re.IGNORECASE)
"""What makes an attribute of a table's cell one for screen readers."""
_OWN = frozenset({"table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"})
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
"""Elements without an end tag."""


def with_tables(tokens: Iterable[Token], source: str) -> Iterable[Token]:
    """Return the tokens of an HTML source in which elements that are parts of a table are called as its elements are.

    Such are those with roles as ``role="row"``, and those that a style in their own tag displays as such. The elements
    of tables keep their names.

    Args:
        tokens: tags and texts in their order.
        source: the source.
    """
    return _renamed(tokens) if _NEEDED.search(source) else tokens


def _renamed(tokens: Iterable[Token]) -> Iterator[Token]:
    names: dict[str, list[str]] = {}
    for token in tokens:
        if not isinstance(token, Tag) or token.name in _OWN or token.name in _EMPTY:
            yield token
        elif token.closes:
            opened = names.get(token.name)
            yield token._replace(name=opened.pop() if opened else token.name)
        else:
            part = _part_of(token) or token.name
            names.setdefault(token.name, []).append(part)
            yield token if part == token.name else token._replace(name=part, source=_SPAN.sub("", token.source))


def _part_of(tag: Tag) -> str | None:
    if not tag.source:
        return None
    attributes = tag.attributes
    role = attributes.get("role", "").strip().lower()
    shown = _DISPLAY.search(attributes.get("style", ""))
    return _PARTS.get(role) or (_DISPLAYED.get(shown[1].lower()) if shown else None)
