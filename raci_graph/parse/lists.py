"""Matrices that are written as lists: an activity, and below it a line for each role ("R: Jane, Joe")."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import dropwhile
from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, Paragraph, RawCell
from raci_graph.model import Layout
from raci_graph.parse.inline_lists import inline_cards, name_parties
from raci_graph.parse.legend_lines import line_entries
from raci_graph.parse.list_parts import (
    BULLET,
    LINE,
    Card,
    Left,
    activity_of,
    entries_of_line,
    explains,
    is_qualified,
    item_of,
    letters_of_party,
    role_line,
    roles_behind,
    without_brackets,
)
from raci_graph.parse.marks import is_blank
from raci_graph.parse.markup import without_markup
from raci_graph.parse.role_columns import WORK
from raci_graph.parse.role_entries import labelled_names
from raci_graph.parse.role_labels import headings_as_labels, may_be_name, with_item
from raci_graph.parse.rows import Header, Row, Rows
from raci_graph.parse.words import is_legend_word, roles_named
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from raci_graph.blocks import Block

_DASHED = re.compile(r"[^:=]*\s[–—-]\s")
"""A line such as "Execution - Collect", which may be an activity although its first word may tell a role."""
_ITEM = re.compile(rf"\s*(?:{BULLET}|[0-9]+[.)]\s)")
_MANY = 2


def find_cards(blocks: Sequence[Block], legend: Mapping[str, str]) -> tuple[list[Card], list[Card]]:
    """Return the activities of a document whose roles stand in lines below them, or in the same line.

    Lines that explain letters are a legend and no card. A single card counts where it stands in a list below its
    activity; under a heading there must be two.

    Args:
        blocks: the blocks of the document.
        legend: the name of the role that each letter means.

    Returns:
        The activities; and those in doubt, where there are no others: of lines that name who has which role and are the
        only ones, so that they may say who does what in general, or of items that may mean something else.
    """
    blocks = headings_as_labels(blocks, legend)
    inline = inline_cards(blocks, legend)
    surely = inline if len(inline) >= _MANY and name_parties(inline) else []
    taken = {at for card in surely for at in card.blocks}
    found = [card for card in _below(blocks, legend) if taken.isdisjoint(card.blocks)]
    if len(found) == 1 and (found[0].is_heading or _is_below_text(found[0], blocks)):
        return surely, found
    cards = sorted([*surely, *found], key=lambda card: card.blocks)
    return cards, [] if cards else inline


def _below(blocks: Sequence[Block], legend: Mapping[str, str]) -> list[Card]:
    """Return the activities whose roles stand in lines below them."""
    found = _cards(blocks, legend, frozenset())
    depths: set[int | None] = {
        block.depth for card in found if isinstance(block := blocks[card.blocks[0]], Paragraph) and not card.is_heading
    }
    depths |= {None} if sum(card.is_heading for card in found) >= _MANY else set()
    return without_brackets(_cards(blocks, legend, depths) if depths else found)


def _is_below_text(card: Card, blocks: Sequence[Block]) -> bool:
    """Tell whether the roles of a card are items of a list below a line in none, which is less of an activity.

    The roles of a map in front matter are no items.
    """
    first, *rest = (blocks[at] for at in card.blocks)
    below = [block.lines[0].text for block in rest if isinstance(block, Paragraph) and block.lines]
    return isinstance(first, Paragraph) and first.depth == 0 and any(map(_ITEM.match, below))


def _cards(blocks: Sequence[Block], legend: Mapping[str, str], alike: Collection[int | None]) -> list[Card]:
    """Return the activities; one role is enough for one as deep in lists as another one that has several.

    Under a heading (depth None) it is enough where names stand before the letters there, as under other headings.
    """
    found: list[Card] = []
    at = 0
    while at < len(blocks):
        card = _card(blocks, at, legend, alike)
        if card is None:
            at += 1
        else:
            found.append(card)
            at = card.blocks[-1] + 1
    return found


def rows_of_cards(cards: Sequence[Card]) -> list[Rows]:
    """Return the rows of each card, all with the same columns: the roles in the order in which they come up."""
    labels: dict[str, RawCell] = {}
    for card in cards:
        for role, (label, _) in card.roles.items():
            labels.setdefault(role, label)
    headers = tuple(Header(at, label, role) for at, (role, label) in enumerate(labels.items(), 1))
    found = []
    for card in cards:
        blank = RawCell("", "", card.activity.place)
        cells = tuple(card.roles[role][1] if role in card.roles else blank for role in labels)
        row = Row(card.activity, cells, card.activity.place, tuple(range(1, len(labels) + 1)))
        found.append(Rows(headers, (row,), None, Layout.LIST))
    return found


def _card(blocks: Sequence[Block], start: int, legend: Mapping[str, str], alike: Collection[int | None]) -> Card | None:
    above = blocks[start]
    if isinstance(above, Heading):
        activity, depth = RawCell(above.text, above.plain, above.place), None
        own, is_party = None, False
        lines: list[tuple[int, RawCell]] = []
    elif isinstance(above, Paragraph) and above.lines:
        activity, depth = activity_of(blocks, start, above.lines), above.depth
        own = role_line(above.lines[0], {**USUAL_LETTERS, **legend})
        if own and not _DASHED.match(above.lines[0].plain):
            return None
        is_party = bool(labelled_names(activity, legend))
        lines = [(start, line) for line in above.lines[1:]]
    else:
        return None
    at = start + 1
    while at < len(blocks) and isinstance(block := blocks[at], Paragraph) and (depth is None or block.depth > depth):
        lines += [(at, line) for line in block.lines]
        at += 1
    parts = [(index, part) for index, line in lines for part in entries_of_line(line, legend)]
    if depth is not None:  # an item may say something else first, such as when it is due
        parts = list(dropwhile(lambda each: role_line(each[1], legend) is None and _says_more(each[1]), parts))
    depths = [block.depth if isinstance(block := blocks[index], Paragraph) else 0 for index, _ in parts]
    left = Left()
    roles, used = _roles_of(parts, depths, legend, left)
    names_first = not roles
    if names_first:
        left = Left()
        roles, used = _names_first(parts, legend, left.unread)
    named = set(roles).union(*(roles_behind(line, legend) for line in left.unread))
    is_like = depth in alike and named and (depth is not None or (names_first and WORK & named))
    enough = len(named) >= _MANY and WORK & named
    if not roles or not (is_like or enough) or (own and own[0] not in roles) or (is_party and names_first):
        return None
    if is_legend_word(activity.plain.strip(" :")) or explains(
        roles, [line for _, line in lines], names_first=names_first
    ):
        return None
    return Card(tuple(dict.fromkeys((start, *used))), activity, roles, depth is None, left)


def _roles_of(
    parts: Sequence[tuple[int, RawCell]],
    depths: Sequence[int],
    legend: Mapping[str, str],
    left: Left,
) -> tuple[dict[str, tuple[RawCell, RawCell]], list[int]]:
    """Return the label and the names of each role in lines up to another line, and the blocks that these stand in.

    Below a label with nothing behind it, deeper items are its names. Below one with names they are details. These go to
    what is left, as do lines whose letter has a word behind it ("R technical: Ann") and those with other labels.
    """
    roles: dict[str, tuple[RawCell, RawCell]] = {}
    used: list[int] = []
    label_depth, is_open = max(depths, default=0), False
    for (index, part), depth in zip(parts, depths, strict=True):
        read = role_line(part, legend)
        if read is None and roles and depth > label_depth:
            last, (label, names) = next(reversed(roles.items()))
            if is_open and not may_be_name(part):
                return {}, []
            roles[last] = (label, with_item(names, part) if is_open else names)
            left.details.extend([] if is_open else [part])
            used.append(index)
            continue
        if read is None and roles and _is_labelled(part):
            (left.unread if is_qualified(part, legend) else left.others).append(part)
            continue
        if read is None and roles and (used[-1:] == [index] or _may_name_role(part)):
            last, (label, names) = next(reversed(roles.items()))
            both = replace(names, text=f"{names.text}\n{part.text}", plain=f"{names.plain} {part.plain}")
            roles[last] = (label, both)
            continue
        if read is None or read[0] in roles:
            break
        if depth > label_depth and (left.details or is_open):
            return {}, []
        roles[read[0]] = read[1:]
        label_depth, is_open = depth, not read[2].text
        used.append(index)
    return roles, used


def _names_first(
    parts: Sequence[tuple[int, RawCell]], legend: Mapping[str, str], unread: list[RawCell]
) -> tuple[dict[str, tuple[RawCell, RawCell]], list[int]]:
    """Return the same of lines that each end with the letters of a party: "Ann - R", "Bob (A)".

    None are returned where a line right below is of another form: it may name somebody, too. Lines with more behind the
    letters ("Ann: A/C as agreed") are added to ``unread``; those of a party without one ("Ann: -") are passed over.
    """
    roles: dict[str, tuple[RawCell, RawCell]] = {}
    used: list[int] = []
    for index, part in parts:
        named = labelled_names(item_of(part), legend)
        if not named and index in used:
            return {}, []
        behind = None if named else letters_of_party(part, legend)
        last = part.plain.rpartition(" ")[2].strip("().")
        ends_with_role = not named and bool(roles) and bool(roles_named(last)) and not line_entries(part)
        if not named and behind is None and roles and not ends_with_role and _is_labelled(part):
            if not _says_more(part):  # it may be the next activity
                return {}, []
            continue
        if not named and behind is None and not ends_with_role:
            break
        if not named:
            unread += [] if behind is not None and is_blank(behind) else [part]
            used.append(index)
            continue
        for role, (label, names) in named.items():
            before = roles[role][1] if role in roles else None
            text, plain = (
                (names.text, names.plain)
                if before is None
                else (
                    f"{before.text}\n{names.text}",
                    f"{before.plain}\n{names.plain}",
                )
            )
            roles[role] = (label, replace(before or names, text=text, plain=plain))
        used.append(index)
    return roles, used


def _is_labelled(line: RawCell) -> bool:
    """Tell whether a line states something else of an activity ("Due: May"), as may stand above its roles.

    A line with a code for a label ("H: hold point") is one of a list of codes, and one with a dash may be a name with
    a remark.
    """
    match = LINE.fullmatch(without_markup(line.text))
    if match is None or match["label"].strip().isupper() or _may_name_role(line):
        return False
    return not {":", "="}.isdisjoint(match.string[match.end("label") : match.start("names")])


def _says_more(line: RawCell) -> bool:
    """Tell whether a line states something else of an activity, with what it is behind its label."""
    match = LINE.fullmatch(without_markup(line.text))
    return match is not None and bool(match["names"]) and _is_labelled(line)


def _may_name_role(line: RawCell) -> bool:
    """Tell whether a line begins with a word of several roles; what stands behind it is then nobody's for certain."""
    match = LINE.fullmatch(without_markup(line.text))
    return match is not None and len(roles_named(match["label"])) > 1
