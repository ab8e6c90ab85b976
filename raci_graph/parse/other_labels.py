"""Lines between those of roles in a list whose label names no role that is known, and that name parties even so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.findings import Finding, Severity
from raci_graph.parse.list_parts import LINE, parts
from raci_graph.parse.markup import without_markup
from raci_graph.parse.words import is_attribute_header

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from raci_graph.blocks import RawCell
    from raci_graph.parse.list_parts import Card


def other_labels(cards: Sequence[Card]) -> list[Finding]:
    """Return a finding P18 at the first line of each such label.

    Somebody stands behind it who has a role elsewhere, or it comes again with short texts.

    Args:
        cards: the activities of a list.
    """
    known = {name for card in cards for _, names in card.roles.values() for name in _names(names.plain)}
    lines: dict[str, list[RawCell]] = {}
    for card in cards:
        for line in card.left.others:
            lines.setdefault(_label(line).casefold(), []).append(line)
    message = "the line '{}' stands among those that say who has which role, and its label names no role that is known"
    return [
        Finding("P18", Severity.WARNING, message.format(every[0].plain), every[0].place, "left out")
        for label, every in lines.items()
        if label and not is_attribute_header(label) and (_is_somebody(every, known) or len(every) * 2 > len(cards) > 1)
    ]


def _label(line: RawCell) -> str:
    match = LINE.fullmatch(without_markup(line.text))
    return match["label"].strip("-+*\u2022 ") if match else ""


def _is_somebody(lines: Sequence[RawCell], known: Collection[str]) -> bool:
    matches = (LINE.fullmatch(without_markup(line.text)) for line in lines)
    return any(name in known for match in matches if match for name in _names(match["names"]))


def _names(text: str) -> list[str]:
    return [part.casefold() for part in parts(text)]
