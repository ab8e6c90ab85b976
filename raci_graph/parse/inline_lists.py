"""Lists with the roles of an activity in its own item: "Draft (R: Ann, A: Bob)", "Print - R: Ann", "Sell: Cy (R)"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.blocks import Paragraph
from raci_graph.parse.list_parts import Card, explains, item_above, item_of, part_of, without_brackets
from raci_graph.parse.marks import is_letters, role_of_label
from raci_graph.parse.names_with_letters import letters_behind_names
from raci_graph.parse.role_columns import WORK
from raci_graph.parse.role_entries import labelled_names
from raci_graph.parse.words import names_matrix, roles_named
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.blocks import Block, RawCell

_SIGN = r"\s*(?::|=|–|—|\s-(?=\s))\s*"
_ENTRY = re.compile(rf"[*_`]*(?P<label>[^\W\d_][^:=–—,;|()*_`]{{0,25}}?)[*_`]*{_SIGN}[*_`]*\s*(?=\S)")
_BRACKETED = re.compile(
    r"(?P<activity>.*\S)\s*(?:\((?P<entries>(?:[^()\[\]]|\[[^()\[\]]*\])+)\)|\[(?P<square>[^()\[\]]+)\])[*_`\s.]*",
    re.DOTALL,
)
_BEHIND = re.compile(r"\s*(?::|\s[–—-]\s|\||→)(?P<closing>[*_`]{1,3}(?=\s))?\s*")
_STOP = re.compile(r"(?<=[)\]])[\s.;]+$")
"""What ends the sentence of an item, behind the letters in brackets of its last name."""
_ENDS = re.compile(r"[\s,;|/·*_`]+$")
_WORDS = re.compile(r"[^\W_]+(?:/[^\W_]+)*")
_USUAL = frozenset(USUAL_LETTERS.values())
_LONGEST = 2000
"""The longest item that may name its roles, in characters."""
_MANY = 2
"""How many roles one of the items has at least."""


def name_parties(cards: Sequence[Card]) -> bool:
    """Tell whether what stands behind the letters of items is surely parties: as names are written, and one again.

    Else the items may be parties, and the activities stand behind the letters ("Kitchen: A - menus; R - orders"). Nor
    is it sure where the roles of an item cannot be told apart.
    """
    if not all(card.roles for card in cards):
        return False
    names = [
        [name.strip() for name in re.split("[,;]", cell.plain)] for card in cards for _, cell in card.roles.values()
    ]
    every = [name for cell in names for name in cell if name]
    return not any(name[0].islower() for name in every) and len(set(every)) < len(every)


def inline_cards(blocks: Sequence[Block], legend: Mapping[str, str]) -> list[Card]:
    """Return the activities of a document whose items name their roles; one alone may be an example.

    One without roles has some that cannot be told apart. One called "RACI" is that of the item which it stands below.

    Args:
        blocks: the blocks of the document.
        legend: the name of the role that each letter means.
    """
    found: list[Card] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.depth and len(block.lines) == 1 and _is_short(block.lines[0]):
            card = _card(at, item_of(block.lines[0]), legend)
            if card:
                found.append(card)
    if not any(len(card.roles) >= _MANY and WORK & set(card.roles) for card in found):
        return []
    _leave_others(found, blocks, legend)
    called = [_called_above(card, blocks) if names_matrix(card.activity.plain) else card for card in found]
    return without_brackets(_without_shared(called))


def _leave_others(cards: Sequence[Card], blocks: Sequence[Block], legend: Mapping[str, str]) -> None:
    """Add the items beside those of cards that may name roles, too, to the lines of these that are not read."""
    by_block = {card.blocks[0]: card for card in cards}
    for at in sorted(by_block):
        depth, card = _depth(blocks[at]), by_block[at]
        for step in (1, -1):
            beside = at + step
            while 0 <= beside < len(blocks) and beside not in by_block and _depth(blocks[beside]) == depth:
                lines = [line for line in _lines(blocks[beside]) if _may_name_roles(line, legend)]
                card.left.unread.extend(line for line in lines if line not in card.left.unread)
                by_block[beside] = card
                beside += step


def _may_name_roles(line: RawCell, legend: Mapping[str, str]) -> bool:
    """Tell whether letters, or a word for a role, stand behind the first sign of an item."""
    sign = _BEHIND.search(line.text) if _is_short(line) else None
    words = _WORDS.findall(line.text[sign.end() :]) if sign else []
    return any(is_letters(word, legend) or set(roles_named(word)) & _USUAL for word in words)


def _depth(block: Block) -> int:
    return block.depth if isinstance(block, Paragraph) else 0


def _lines(block: Block) -> Sequence[RawCell]:
    return block.lines if isinstance(block, Paragraph) else ()


def _called_above(card: Card, blocks: Sequence[Block]) -> Card:
    """Return a card that is called "RACI" with what it stands below as its activity; without roles if there is none."""
    above = item_above(blocks, card.blocks[0])
    return replace(card, activity=above) if above else replace(card, roles={})


def _without_shared(cards: Sequence[Card]) -> list[Card]:
    """Return cards without the roles of those that stand below one and the same line: whose they are is not certain."""
    times = Counter(card.activity.place for card in cards)
    return [card if times[card.activity.place] == 1 else replace(card, roles={}) for card in cards]


def _is_short(line: RawCell) -> bool:
    return len(line.text) <= _LONGEST


def _card(at: int, line: RawCell, legend: Mapping[str, str]) -> Card | None:
    for begin, activity, start, end in _splits(line.text):
        roles = _roles(line, start, end, legend)
        if roles is None:
            part = part_of(line, start, end)
            roles = labelled_names(part, legend) or ({} if letters_behind_names(part.plain, legend) else None)
        if roles is not None and not (roles and explains(roles, [line])):
            name = part_of(line, begin, activity)
            return Card((at,), name, roles, is_heading=False) if any(map(str.isalpha, name.plain)) else None
    return None


def _splits(text: str) -> list[tuple[int, int, int, int]]:
    """Return where the activity of an item may begin and end, and where its roles begin and end.

    The marks that open before an activity and close behind its sign ("**Bake:** Ann (R)") are no part of it.
    """
    bracketed = _BRACKETED.fullmatch(text)
    inside = bracketed.span("square" if bracketed["entries"] is None else "entries") if bracketed else ()
    found = [(0, bracketed.end("activity"), *inside)] if bracketed else []
    stop = _STOP.search(text)
    end = stop.start() if stop else len(text)
    for sign in _BEHIND.finditer(text):
        marks = sign["closing"] or ""
        if not marks:
            found.append((0, sign.start(), sign.end(), end))
        elif text.startswith(marks) and marks not in text[len(marks) : sign.start()]:
            return [(len(marks), sign.start(), sign.end(), end)]
    return found


def _roles(line: RawCell, start: int, end: int, legend: Mapping[str, str]) -> dict[str, tuple[RawCell, RawCell]] | None:
    """Return the label and the names of each role that a part of a line names, if it begins with one; else None.

    None are returned where a role stands there twice, or without a name.
    """
    text = line.text[:end]
    entries = [
        (match, role) for match in _ENTRY.finditer(text, start) if (role := role_of_label(match["label"], legend))
    ]
    if not entries or text[start : entries[0][0].start()].strip(" *_`"):
        return None
    roles: dict[str, tuple[RawCell, RawCell]] = {}
    for number, (match, role) in enumerate(entries):
        stop = entries[number + 1][0].start() if number + 1 < len(entries) else end
        names = _ENDS.sub("", text[match.end() : stop])
        if role in roles or not names:
            return {}
        roles[role] = (part_of(line, *match.span("label")), part_of(line, match.end(), match.end() + len(names)))
    return roles
