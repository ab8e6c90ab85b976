"""What the elements and attributes of HTML do to a text: which of them divide it, hide it, or mark it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.readers.html_text import (
    BOLD,
    BUTTON,
    FIELD,
    HIDDEN,
    KEPT,
    LIGHT,
    PICTURE,
    RAISED,
    SPOKEN,
    STRUCK,
    UNSEEN,
)

if TYPE_CHECKING:
    from raci_graph.readers.html_tokens import Tag

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = {"ul", "ol", "menu", "dir"}
DEEPER = {*LISTS, "dd"}
"""Elements whose text stands a step deeper."""

GROUPS = {"thead", "tbody", "tfoot"}
CELLS = {"td", "th"}
SCOPES = {*CELLS, "caption", "table"}
"""An end tag inside one of these closes nothing that lies around it."""

PARTS = {*SCOPES, *GROUPS, "tr"}
BLOCKS = {
    *HEADINGS,
    *LISTS,
    *("address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset"),
    *("figcaption", "figure", "footer", "form", "header", "hgroup", "legend", "li", "main", "nav", "p", "pre"),
    *("listing", "search", "section", "summary", "xmp"),
}
"""Elements that stand on lines of their own."""

CLOSED_BY_SAME = {"li": {"li"}, "dd": {"dd", "dt"}, "dt": {"dd", "dt"}}
RAW = {"script", "style", "title", "iframe", "noembed", "noframes"}
"""Elements whose content is no visible text."""

STANDING = {"b": BOLD, "strong": BOLD, "s": STRUCK, "strike": STRUCK}
"""Marks that go on behind the block in which they begin, until their end tag or the end of the cell."""

_UNSHOWN = ("template", "datalist", "desc", "metadata", "defs", "rp")
_NESTED = {"del": STRUCK, "sup": RAISED, "pre": KEPT, "listing": KEPT, "xmp": KEPT, "textarea": KEPT}
_OWN = {
    **dict.fromkeys(_UNSHOWN, HIDDEN),
    **_NESTED,
    "svg": 0,
    "select": FIELD,
    "input": FIELD,
    "option": 0,
    "button": BUTTON,
    "img": PICTURE,
}
_TELLING = re.compile(r"hidden|style|sr-only|screen-?reader|element-invisible", re.IGNORECASE)
_NAMING = re.compile(r"aria-label|title", re.IGNORECASE)
_FOR_SCREEN_READERS = frozenset(
    {
        *("sr-only", "sr-only-focusable", "visually-hidden", "visually-hidden-focusable", "visuallyhidden"),
        *("screen-reader-text", "screen-reader-only", "screenreader-only", "a11y-hidden", "element-invisible"),
    }
)
"""Classes, in small letters, whose text is not seen and that sheets of styles all define alike."""
_STYLES = (
    (re.compile(r"display\s*:\s*none", re.IGNORECASE), HIDDEN),
    (re.compile(r"(?<![\w-])visibility\s*:\s*hidden", re.IGNORECASE), UNSEEN),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE), BOLD),
    (re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE), LIGHT),
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE), STRUCK),
    (re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE), RAISED),
)
_NUMBER = re.compile(r"\s*\+?0*([0-9]{1,5})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_TYPED = {"", "text", "search", "email", "url", "tel", "number", "date"}


def is_kept(name: str) -> bool:
    """Tell whether an element that stands within a line does something to its text by its name."""
    return name in _OWN


def marks_of(tag: Tag) -> int:
    """Return the marks that an element puts on its text by its name, style, class and ``hidden`` attribute."""
    marks = _OWN.get(tag.name, 0)
    if not tag.source or not _TELLING.search(tag.source):
        return marks
    attributes = tag.attributes
    style = attributes.get("style", "")
    for pattern, mark in _STYLES if style else ():
        if pattern.search(style):
            marks |= mark
    if not _FOR_SCREEN_READERS.isdisjoint(attributes.get("class", "").lower().split()):
        marks |= SPOKEN
    return marks | (HIDDEN if "hidden" in attributes else 0)


def span_of(value: str | None) -> int:
    """Return what a ``colspan`` or ``rowspan`` says; 1 where it says no number.

    >>> span_of("2"), span_of(" 03 cells"), span_of("wide"), span_of(None)
    (2, 3, 1, 1)
    """
    match = _NUMBER.match(value) if value else None
    return int(match[1]) if match else 1


def language_of(tag: Tag) -> str | None:
    """Return the tag of a language that an element states."""
    attributes = tag.attributes
    language = (attributes.get("lang") or attributes.get("xml:lang") or "").strip()
    return language if _LANGUAGE.fullmatch(language) else None


def shown_instead(tag: Tag) -> str:
    """Return the text that stands for a picture or a field of a form; "" for any other element."""
    if tag.name == "img":
        return tag.attributes.get("alt", "")
    if tag.name != "input":
        return ""
    attributes = tag.attributes
    kind = attributes.get("type", "").strip().lower()
    if kind in {"checkbox", "radio"}:
        return "\u2611" if "checked" in attributes else "\u2610"
    return attributes.get("value", "") if kind in _TYPED else ""


def icon_name(tag: Tag) -> str:
    """Return the name that an icon without a text has for its reader; "" for any other element."""
    if not tag.source or not _NAMING.search(tag.source):
        return ""
    attributes = tag.attributes
    role = attributes.get("role", "").strip().lower()
    if tag.name not in {"i", "svg", "img"} and role != "img":
        return ""
    if tag.name == "img" and attributes.get("alt", "").strip():
        return ""
    label = attributes.get("aria-label", "").strip()
    return label or attributes.get("title", "").strip()
