"""Matrices that are written as lists: an activity, and below it a line for each role ("R: Jane, Joe")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from raci_graph.model import Heading, Layout, Paragraph, RawCell
from raci_graph.parse.marks import role_of_label
from raci_graph.parse.markup import without_markup
from raci_graph.parse.role_columns import WORK
from raci_graph.parse.rows import Header, Row, Rows
from raci_graph.parse.words import is_legend_word, names_matrix, roles_named, word_lists
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from raci_graph.model import Block

_BULLET = r"(?:[-+•]|\*{1,5}|\.{1,5})\s+"
"""What stands before an item; AsciiDoc repeats it for each list that lies around."""
_LINE = re.compile(rf"\s*(?:{_BULLET})?(?P<label>\S[^:=]{{0,40}}?)\s*(?::|=|\s[–—-]\s)\s*(?P<names>.*?)\s*", re.DOTALL)
_DASHED = re.compile(r"[^:=]*\s[–—-]\s")
"""A line such as "Execution - Collect", which may be an activity although its first word may tell a role."""
_SIGNS = "*_`"
_AFTER_LABEL = ":=–—-"
_NEXT = re.compile(r"\s*[|;]\s*")
_MANY = 2
_KNOWN = frozenset("RACISDPVOQ")
"""The letters that known schemes of roles have."""


@dataclass(frozen=True, slots=True)
class Card:
    """The lines of one activity: the blocks they are, the activity, and the label and the names of each role."""

    blocks: tuple[int, ...]
    activity: RawCell
    roles: dict[str, tuple[RawCell, RawCell]]
    is_heading: bool


def find_cards(blocks: Sequence[Block], legend: Mapping[str, str]) -> tuple[list[Card], RawCell | None]:
    """Return the activities of a document whose roles stand in lines below them.

    Lines that explain letters are a legend and no card. A single card counts where it stands in a list below its
    activity; under a heading there must be two.

    Args:
        blocks: the blocks of the document.
        legend: the name of the role that each letter means.

    Returns:
        The activities; and the heading of lines that name who has which role where they are the only ones, so that
        they may say who does what in general.
    """
    found = _cards(blocks, legend, frozenset())
    depths = frozenset(
        block.depth for card in found if isinstance(block := blocks[card.blocks[0]], Paragraph) and not card.is_heading
    )
    if depths:
        found = _cards(blocks, legend, depths)
    if len(found) == 1 and found[0].is_heading:
        return [], found[0].activity
    return found, None


def _cards(blocks: Sequence[Block], legend: Mapping[str, str], alike: Collection[int]) -> list[Card]:
    """Return the activities; one role is enough for one as deep in lists as another one that has several."""
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


def _card(blocks: Sequence[Block], start: int, legend: Mapping[str, str], alike: Collection[int]) -> Card | None:
    above = blocks[start]
    if isinstance(above, Heading):
        activity, depth = RawCell(above.text, above.plain, above.place), None
        lines: list[tuple[int, RawCell]] = []
    elif isinstance(above, Paragraph) and above.lines:
        activity, depth = _item(above.lines[0]), above.depth
        if names_matrix(activity.plain):
            activity = _heading_above(blocks, start) or activity
        if _role_line(above.lines[0], legend) and not _DASHED.match(above.lines[0].plain):
            return None
        lines = [(start, line) for line in above.lines[1:]]
    else:
        return None
    at = start + 1
    while at < len(blocks) and isinstance(block := blocks[at], Paragraph) and (depth is None or block.depth > depth):
        lines += [(at, line) for line in block.lines]
        at += 1
    roles: dict[str, tuple[RawCell, RawCell]] = {}
    used: list[int] = []
    for index, part in [(index, part) for index, line in lines for part in _entries(line, legend)]:
        read = _role_line(part, legend)
        if read is None and roles and (used[-1:] == [index] or _may_name_role(part)):
            last, (label, names) = next(reversed(roles.items()))
            both = replace(names, text=f"{names.text}\n{part.text}", plain=f"{names.plain} {part.plain}")
            roles[last] = (label, both)
            continue
        if read is None or read[0] in roles:
            break
        roles[read[0]] = read[1:]
        used.append(index)
    is_like = depth is not None and depth in alike and roles
    enough = len(roles) >= _MANY and WORK & set(roles)
    is_legend = is_legend_word(activity.plain.strip(" :")) or _explains(roles, [line for _, line in lines])
    if not (is_like or enough) or is_legend:
        return None
    return Card(tuple(dict.fromkeys((start, *used))), activity, roles, depth is None)


def _has_other_letters(lines: Sequence[RawCell]) -> bool:
    """Tell whether a line such as "U = Update" stands among them: then their letters are those of something else."""
    labels = [match["label"] for line in lines if (match := _LINE.fullmatch(without_markup(line.text)))]
    letters = {label.strip("-*+• ") for label in labels}
    return any(len(each) == 1 and each.isupper() and each not in _KNOWN for each in letters)


def _may_name_role(line: RawCell) -> bool:
    """Tell whether a line begins with a word of several roles; what stands behind it is then nobody's for certain."""
    match = _LINE.fullmatch(without_markup(line.text))
    return match is not None and len(roles_named(match["label"])) > 1


def _entries(line: RawCell, legend: Mapping[str, str]) -> list[RawCell]:
    """Return the entries of a line, which may hold those of several roles between bars or semicolons."""
    cuts = list(_NEXT.finditer(line.text))
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(line.text)]
    parts: list[RawCell] = []
    for start, end in zip(starts, ends, strict=True):
        part = _part(line, start, end)
        if not cuts or _role_line(part, legend) is None:
            return [line]
        parts.append(part)
    return parts


def _role_line(line: RawCell, legend: Mapping[str, str]) -> tuple[str, RawCell, RawCell] | None:
    bare = without_markup(line.text)
    match = _LINE.fullmatch(bare)
    role = role_of_label(match["label"], legend) if match else None
    if match is None or role is None:
        return None
    return role, _part(line, *match.span("label")), _part(line, *_with_markup(line.text, bare, *match.span("names")))


def _with_markup(text: str, bare: str, start: int, end: int) -> tuple[int, int]:
    """Return where the names of a line begin and end with the markup that is theirs alone.

    Emphasis that begins at the label may end behind its colon ("**R:** Ann"); that is no part of the names.
    """
    behind = max(text.rfind(sign, 0, start) for sign in _AFTER_LABEL) + 1
    unsigned = behind + len(text[behind:]) - len(text[behind:].lstrip(_SIGNS))
    for first in (behind, unsigned):
        if without_markup(text[first:]).strip() == bare[start:end]:
            return first, len(text)
    return start, end


def _explains(roles: Mapping[str, tuple[RawCell, RawCell]], lines: Sequence[RawCell]) -> bool:
    """Tell whether the lines say what the letters mean and not who it is."""
    if "Accountable" not in roles and _has_other_letters(lines):
        return True
    usual = set(USUAL_LETTERS.values())
    told = sum(
        any({role, *usual}.intersection(words.roles_in(names.plain)) for words in word_lists())
        for role, (_, names) in roles.items()
    )
    texts = [names.plain for _, names in roles.values()]
    return told * 2 >= len(roles) or all(_longest(text) > 5 for text in texts) or all(map(_is_sentence, texts))  # noqa: PLR2004 - sentences


def _is_sentence(text: str) -> bool:
    """Tell whether a text is one short sentence with its full stop, such as "Signs the permit.", and no list."""
    return text.endswith(".") and len(text.split()) > 2 and "," not in text  # noqa: PLR2004 - more than a name


def _longest(text: str) -> int:
    """Return how many words the longest part of a text between commas and semicolons has."""
    return max(len(part.split()) for part in re.split("[,;]", text))


def _heading_above(blocks: Sequence[Block], start: int) -> RawCell | None:
    for at in range(start - 1, -1, -1):
        block = blocks[at]
        if isinstance(block, Heading):
            return RawCell(block.text, block.plain, block.place)
    return None


def _item(line: RawCell) -> RawCell:
    match = re.match(rf"{_BULLET}|\d+[.)]\s+", line.text)
    return _part(line, match.end(), len(line.text)) if match else line


def _part(line: RawCell, start: int, end: int) -> RawCell:
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    place = replace(line.place, column=(line.place.column or 1) + start)
    return RawCell(text, " ".join(without_markup(text).split()), place)
