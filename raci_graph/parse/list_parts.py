"""The lines of lists of roles: an activity with the names of each role, and what only explains the roles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, Paragraph, RawCell
from raci_graph.findings import Finding, Severity
from raci_graph.parse.marks import is_blank, is_letters, role_of_label
from raci_graph.parse.markup import without_markup
from raci_graph.parse.words import (
    activity_header_language,
    announces_matrix,
    common_signs,
    fold,
    heads_groups,
    is_attribute_header,
    names_matrix,
    word_lists,
)
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci_graph.blocks import Block

BULLET = r"(?:[-+•]|\*{1,5}|\.{1,5})\s+"
"""What stands before an item; AsciiDoc repeats it for each list that lies around."""
_BOX = r"(?:\[[ xX]\]\s+)?"
"""The box of a task, ticked or not."""
LINE = re.compile(
    rf"\s*(?:{BULLET}|[0-9]{{1,2}}[.)]\s+)?{_BOX}(?P<label>\S[^:=]{{0,40}}?)\s*(?::{{1,4}}|=|\s[–—-]\s)\s*(?P<names>.*?)\s*",
    re.DOTALL,
)
"""A label and the names behind it."""
_SIGNS = "*_`"
_AFTER_LABEL = ":=–—-"
_NEXT = re.compile(r"\s*[|;,·]\s*|\s+/\s+|\s{2,}|\t")
"""What may stand between the entries of a line."""
_LABEL = re.compile(r"[*_`]{0,3}(?P<label>[^\W\d_][^:=|;,·*_`]{0,40}?)[*_`]{0,3}\s*[:=]")
_SAID = re.compile(
    r"(?P<open>[*_`]*)(?P<label>[^\W\d_][^:\uff1a*_`]{0,30}?)"
    r"(?:(?:(?P=open)\s*[:\uff1a]|[:\uff1a](?P=open))\s*(?P<value>\S.*)|\s*[:\uff1a]\s*(?P<inner>\S.*)(?P=open))",
    re.DOTALL,
)
"""A line that is a label and what it says, which may be highlighted alone or together."""
_REMARK = re.compile(r"\([^()]*\)")
_BETWEEN = re.compile(r"[,;/\n]")
_ARRAY = re.compile(r"\[\s*(?P<names>[^\[\]]*?)\s*\]")
"""Names within a pair of brackets, or none."""
_LETTERS = re.compile(r"[^\W\d_](?:\s*[,/&+]\s*[^\W\d_](?!\w))*(?!\w|\s*[=:])")
_QUALIFIED = re.compile(r"([^\W\d_])\s+\w.*")
"""A letter with a word that says of which kind its role is ("R technical")."""
_USUAL = frozenset(USUAL_LETTERS.values())
_KNOWN = frozenset("RACISDPVOQ")
"""The letters that known schemes of roles have."""


@dataclass(frozen=True, slots=True)
class Left:
    """Lines among those of the roles of an activity that give nobody a role.

    Attributes:
        unread: those that name a role with more that is not understood.
        details: what stands below the names of a role.
        others: those whose label is no role's.
    """

    unread: list[RawCell] = field(default_factory=list)
    details: list[RawCell] = field(default_factory=list)
    others: list[RawCell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Card:
    """The lines of one activity: the blocks they are, the activity, and the label and the names of each role.

    ``left`` are those among them that give nobody a role.
    """

    blocks: tuple[int, ...]
    activity: RawCell
    roles: dict[str, tuple[RawCell, RawCell]]
    is_heading: bool
    left: Left = field(default_factory=Left)

    @property
    def said(self) -> list[Finding]:
        """What is to be said of the card: the lines that cannot be read, and the first of those that say more."""
        message = "the line '{}' stands among those that say who has which role, and cannot be read"
        done = "left out"
        found = [
            Finding("P18", Severity.VIOLATION, message.format(each.plain), each.place, done)
            for each in self.left.unread
        ]
        message = "the line '{}' stands below the names of a role, and so is taken for what they do"
        more = self.left.details[:1]
        return found + [Finding("P18", Severity.WARNING, message.format(each.plain), each.place, done) for each in more]


def explains(
    roles: Mapping[str, tuple[RawCell, RawCell]], lines: Sequence[RawCell], *, names_first: bool = False
) -> bool:
    """Tell whether the lines say what the letters mean and not who it is.

    Names in front of letters ("Package owner: I") explain only the role that stands behind them.
    """
    if "Accountable" not in roles and _has_other_letters(lines):
        return True
    usual = set() if names_first else set(USUAL_LETTERS.values())
    told = sum(
        any({role, *usual}.intersection(words.roles_in(names.plain)) for words in word_lists())
        for role, (_, names) in roles.items()
    )
    texts = [names.plain for _, names in roles.values()]
    long = sum(_longest(_REMARK.sub(" ", text)) > 5 for text in texts)  # noqa: PLR2004 - words of a sentence
    asked = sum(fold(text).partition(" ")[0] in _explaining() for text in texts)
    return told * 2 >= len(roles) or max(long, asked) * 2 > len(roles) or all(map(_is_sentence, texts))


def _explaining() -> frozenset[str]:
    """Return the words with which a text begins that explains a role ("Who does it", "Does the work")."""
    return common_signs("who") | common_signs("does") | common_signs("copulas")


def _is_sentence(text: str) -> bool:
    """Tell whether a text is one short sentence, such as "Signs the permit." or "Who signs it?", and no list."""
    return text.endswith((".", "?")) and len(text.split()) > 2 and "," not in text  # noqa: PLR2004 - more than a name


def parts(text: str) -> list[str]:
    """Return the parts of a text between commas, semicolons, slashes and line ends, none of them blank.

    >>> parts("Ann, Bob/Cy;")
    ['Ann', 'Bob', 'Cy']
    """
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def _longest(text: str) -> int:
    """Return how many words the longest part of a text has."""
    return max((len(part.split()) for part in parts(text)), default=0)


def _has_other_letters(lines: Sequence[RawCell]) -> bool:
    """Tell whether a line such as "U = Update" stands among them: then their letters are those of something else."""
    labels = [match["label"] for line in lines if (match := LINE.fullmatch(without_markup(line.text)))]
    letters = {label.strip("-*+• ") for label in labels}
    return any(len(each) == 1 and each.isupper() and each not in _KNOWN for each in letters)


def item_of(line: RawCell) -> RawCell:
    """Return a line without the bullet or the number before it, and without the box of a task behind that."""
    match = re.match(rf"(?:{BULLET}|\d+[.)]\s+){_BOX}", line.text)
    return part_of(line, match.end(), len(line.text)) if match else line


def part_of(line: RawCell, start: int, end: int) -> RawCell:
    """Return a part of a line without blanks around it, with its place."""
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    place = replace(line.place, column=(line.place.column or 1) + start)
    return RawCell(text, " ".join(without_markup(text).split()), place)


def entries_of_line(line: RawCell, legend: Mapping[str, str]) -> list[RawCell]:
    """Return the entries of a line, which may hold those of several roles ("R: Ann; A: Bob", "R: Ann, Cy, A: Bob").

    Args:
        line: the line.
        legend: the name of the role that each letter or label means.
    """
    cuts = [cut for cut in _NEXT.finditer(line.text) if _begins_entry(line.text[cut.end() :], legend)]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(line.text)]
    parts = [part_of(line, start, end) for start, end in zip(starts, ends, strict=True)]
    read = [role_line(part, legend) for part in parts] if cuts else []
    return parts if cuts and all(each and not _tells_roles(each[2].plain) for each in read) else [line]


def _tells_roles(text: str) -> bool:
    """Tell whether a text has a word for R, A, C or I, and so explains a letter; "Support" may be a team."""
    return any(not _USUAL.isdisjoint(words.roles_in(text)) for words in word_lists())


def _begins_entry(text: str, legend: Mapping[str, str]) -> bool:
    match = _LABEL.match(text)
    return match is not None and role_of_label(match["label"], legend) is not None


def letters_of_party(line: RawCell, legend: Mapping[str, str]) -> str | None:
    """Return what stands behind the label of a line: letters with more or without, or a dash; None for another line.

    "Ann: R" and "Ann: A/C as agreed" are such lines, and "Ann: -" is one.
    """
    match = LINE.fullmatch(without_markup(line.text))
    if match is None or len(match["label"]) == 1:
        return None
    names = match["names"]
    if names and (is_blank(names) or is_letters(names, legend)):
        return names
    letters = _LETTERS.match(names)
    told = role_of_label(match["label"], legend) is None and letters and is_letters(letters[0], legend)
    return names if told else None


def roles_behind(line: RawCell, legend: Mapping[str, str]) -> set[str]:
    """Return the roles of the letters right behind the label of a line."""
    letters = _LETTERS.match(letters_of_party(line, legend) or "")
    return {legend[char] for char in letters[0] if char in legend} if letters else set()


def is_qualified(line: RawCell, legend: Mapping[str, str]) -> bool:
    """Tell whether the label of a line is a letter with a word behind it ("R technical: Ann")."""
    match = LINE.fullmatch(without_markup(line.text))
    label = _QUALIFIED.fullmatch(match["label"]) if match else None
    return label is not None and label[1] in legend


def role_line(line: RawCell, legend: Mapping[str, str]) -> tuple[str, RawCell, RawCell] | None:
    """Return the role that a line names first, its label and the names behind it; None for another line."""
    bare = without_markup(line.text)
    match = LINE.fullmatch(bare)
    role = role_of_label(match["label"], legend) if match else None
    if match is None or role is None:
        return None
    names = _with_markup(line.text, bare, *match.span("names"))
    return role, part_of(line, *match.span("label")), part_of(line, *names)


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


def heading_above(blocks: Sequence[Block], start: int) -> RawCell | None:
    """Return the heading above a block that does not announce a matrix, None where there is none.

    What stands beside one that does ("RACI"), and not above it, is about something else.
    """
    lowest: int | None = None
    for at in range(start - 1, -1, -1):
        block = blocks[at]
        if isinstance(block, Heading) and (lowest is None or block.level < lowest):
            if not announces_matrix(block.plain):
                return RawCell(block.text, block.plain, block.place)
            lowest = block.level
    return None


def activity_of(blocks: Sequence[Block], start: int, lines: Sequence[RawCell]) -> RawCell:
    """Return the activity that the first of some lines names: the line, or what stands in it behind a word for one.

    Where it is called as a matrix itself ("RACI"), or says something of what the heading above names ("Status: open"
    above other lines), that heading is the activity.

    Args:
        blocks: the blocks of the document.
        start: the index of the one that has the lines.
        lines: the lines, at least one.
    """
    item = item_of(lines[0])
    said = _SAID.fullmatch(item.text)
    label = said["label"] if said else ""
    if said and activity_header_language(label):
        return part_of(item, *said.span("value" if said["value"] else "inner"))
    is_beside = len(lines) > 1 and is_attribute_header(label) and not heads_groups(label)
    return (heading_above(blocks, start) if is_beside or names_matrix(item.plain) else None) or item


def item_above(blocks: Sequence[Block], start: int) -> RawCell | None:
    """Return the item or the line that an item is nested below, or else the heading above it.

    Items that are called as a matrix themselves ("RACI") are passed over.
    """
    block = blocks[start]
    depth = block.depth if isinstance(block, Paragraph) else 0
    for at in range(start - 1, -1, -1):
        above = blocks[at]
        if not isinstance(above, Paragraph):
            break
        if above.depth < depth and above.lines:
            depth = above.depth
            item = item_of(above.lines[0])
            if not names_matrix(item.plain.strip(" :")):
                return item
    return heading_above(blocks, start)


def without_brackets(cards: Sequence[Card]) -> list[Card]:
    """Return cards without the brackets around the names of a role, where some are around several names or none.

    Those around one name each may be places to be filled in ("[Team lead]"), and stay.
    """
    arrays = (_ARRAY.fullmatch(names.text) for card in cards for _, names in card.roles.values())
    if not any(array and ("," in array["names"] or not array["names"]) for array in arrays):
        return list(cards)
    return [
        replace(card, roles={role: (label, _unbracketed(names)) for role, (label, names) in card.roles.items()})
        for card in cards
    ]


def _unbracketed(names: RawCell) -> RawCell:
    array = _ARRAY.fullmatch(names.text)
    return part_of(names, *array.span("names")) if array else names
