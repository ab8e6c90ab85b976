"""Lists that may be no matrix, as lines of roles that are the only ones: told, or read where a person chose lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, RawCell
from raci_graph.findings import Finding, Severity
from raci_graph.model import Layout
from raci_graph.parse.words import announces_matrix, is_attribute_header

if TYPE_CHECKING:
    from raci_graph.model import Choice
    from raci_graph.parse.list_parts import Card
    from raci_graph.readers.base import Document

_DEEPEST = 9
"""More than the level of any heading."""


def with_doubtful_lists(
    cards: list[Card], doubtful: list[Card], document: Document, choice: Choice, findings: list[Finding]
) -> list[Card]:
    """Return the activities of lists, with those in doubt where a person chose lists.

    Args:
        cards: the activities that are read in any case.
        doubtful: those of which it is not sure.
        document: what a reader gave.
        choice: what a person chose; where that is no layout, the first of those in doubt is told in ``findings``.
        findings: what is told.
    """
    if not doubtful:
        return cards
    plain = [card for card in doubtful if card.roles]
    if choice.layout is Layout.LIST:
        message = "the roles that '{}' names cannot be told apart"
        findings += [
            Finding("P18", Severity.VIOLATION, message.format(card.activity.plain), card.activity.place, "left out")
            for card in doubtful
            if not card.roles
        ]
        return sorted([*cards, *(_of_its_section(card, document) for card in plain)], key=lambda card: card.blocks)
    message = "lines that name who has which role stand alone, and no activity is certainly meant"
    done = f"left out; --layout {Layout.LIST} reads them" if plain else "left out"
    findings.append(Finding("P17", Severity.WARNING, message, doubtful[0].activity.place, done))
    return cards


def _of_its_section(card: Card, document: Document) -> Card:
    """Return an activity; one called as a matrix itself ("RACI") is the nearest heading around it that names something.

    Where there is none, it is the title of the document. "Status: draft" says something of what is named above it.
    """
    if not announces_matrix(card.activity.plain):
        return card
    level, place = _DEEPEST, card.activity.place
    around: list[Heading] = []
    above = [block for block in document.page.blocks if isinstance(block, Heading) and _is_above(block, card)]
    for heading in reversed(above):
        if heading.level < level:
            level = heading.level
            around.append(heading)
    found = next((each for each in around if _names_something(each.plain)), None)
    if found:
        return replace(card, activity=RawCell(found.text, found.plain, found.place))
    title = document.page.title
    return replace(card, activity=RawCell(title, title, place)) if title else card


def _names_something(heading: str) -> bool:
    label, sign, _ = heading.partition(":")
    return not announces_matrix(heading) and not (sign and is_attribute_header(label.strip()))


def _is_above(heading: Heading, card: Card) -> bool:
    """Tell whether a heading is the one of some lines or stands above them."""
    at, own = heading.place, card.activity.place
    return (at.line or 0, at.column or 0) <= (own.line or 0, own.column or 0)
