"""Emoji beside the letters of a cell: notes such as the signs of footnotes, unless the document gives them a role."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from raci_graph.blocks import Code, Heading, Paragraph, RawTable, TextLines
from raci_graph.parse.legend_lines import PICTURES, SHAPES, is_picture
from raci_graph.parse.words import common_signs, resolve_legend, word_lists
from raci_graph.vocab import USUAL_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.blocks import Block
    from raci_graph.model import Place

    Told = tuple[str, str, Place, int]

_NO_NOTES = frozenset("❓❔❎🚫👎")
"""Signs that doubt or deny what they stand beside."""
_MODIFIER = "[\ufe0f\U0001f3fb-\U0001f3ff]"
_CODE = ":[a-z][a-z0-9_+-]{1,30}:"
"""An emoji as it is written for those who show it (":lock:")."""
_MOST_COLONS = 12
"""How many colons a cell with codes has at most."""
_NO_NOTE = re.compile(r"check|cross|question|no_|stop|minus|thumbsdown|x:|ballot")
"""What the codes of those have that doubt, deny or tick what they stand beside."""
_ONE = f"(?:[{PICTURES}]{_MODIFIER}*|{_CODE})"
_SIGN = re.compile(_ONE)
_BESIDE = re.compile(rf"(?:^|(?<=[/,;&+·•|\n]))\s*(?:{_ONE}\s*)+|(?:\s*{_ONE})+\s*(?=$|[/,;&+·•|\n])")
"""Emoji before or behind what stands between two separators, and none amid it ("R 🔁 A")."""
_EXPLAINED = re.compile(rf"(?P<sign>{_ONE})\W{{0,8}}(?:means\s+)?(?P<wording>[^\W\d_].{{2,80}})")
_EXPLAINS = re.compile(rf"(?P<wording>[^\W\d_][^;,.|]{{2,40}}?)\s*[:=→(]\s*(?P<sign>{_ONE})")


def without_notes(text: str) -> tuple[str, list[str]]:
    """Return a text with blanks for the emoji before and behind its letters, and those; as it is if it has no others.

    Shapes, check marks and what may deny a letter are no notes, and then none is.

    >>> without_notes("A 🔒")
    ('A  ', ['🔒'])
    >>> without_notes("A ✅")
    ('A ✅', [])
    """
    colons = text.count(":")
    if (text.isascii() and colons < 2) or colons > _MOST_COLONS:  # noqa: PLR2004 - around a code
        return text, []
    signs = [sign for match in _BESIDE.finditer(text) for sign in _SIGN.findall(match[0])]
    if not signs or any(_is_no_note(sign) for sign in signs):
        return text, []
    rest = _BESIDE.sub(lambda match: " " * len(match[0]), text)
    return (rest, signs) if any(map(str.isalnum, rest)) else (text, [])


def signs_of_roles(blocks: Sequence[Block]) -> frozenset[str]:
    """Return the emoji beside which a line or a cell of a document names a role ("🔒 = Accountable").

    Args:
        blocks: the blocks of the document.
    """
    found = {
        _bare(match["sign"])
        for text in _texts(blocks)
        if not text.isascii()
        for pattern in (_EXPLAINED, _EXPLAINS)
        for match in pattern.finditer(text)
        if any(words.roles_in(match["wording"]) for words in word_lists())
    }
    return frozenset(found)


def with_explained(entries: Sequence[Told]) -> list[Told]:
    """Return the entries of a legend without its emoji, unless these are its letters: several for roles, and no other.

    Args:
        entries: what is explained, each with its letter and its wording first.
    """
    pictures = [(letter, wording) for letter, wording, *_ in entries if is_picture(letter)]
    if not pictures:
        return list(entries)
    roles = set(resolve_legend(pictures).values()) & set(USUAL_LETTERS.values())
    if len(roles) > 1 and not any(letter.isalpha() for letter, *_ in entries):
        return list(entries)
    return [each for each in entries if not is_picture(each[0])]


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the lines of a document, and the cells of its tables with what stands right of them."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block.plain
        elif isinstance(block, Paragraph | TextLines | Code):
            yield from (line.plain for line in block.lines)
        elif isinstance(block, RawTable):
            for row in (block.header, *block.rows):
                for cell, right in pairwise(row.cells):
                    if not cell.plain.isascii() and _SIGN.fullmatch(cell.plain):
                        yield f"{cell.plain} {right.plain}"


def _is_no_note(sign: str) -> bool:
    bare = _bare(sign)
    marks = common_signs("check-marks") | common_signs("doubtful-marks")
    return bare in SHAPES or bare in marks or bare in _NO_NOTES or _NO_NOTE.search(bare) is not None


def _bare(sign: str) -> str:
    return sign.replace("\ufe0f", "")
