"""Where a document speaks of a matrix and none was read there: a person who looks for it begins there."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from raci_graph.blocks import Code, Heading, LostTable, RawTable, TextLines
from raci_graph.findings import Finding, Severity
from raci_graph.parse.direction import heads_duties
from raci_graph.parse.role_columns import TOLD, WORK
from raci_graph.parse.words import announces_matrix, roles_named
from raci_graph.vocab import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from raci_graph.blocks import Block
    from raci_graph.model import Place

_WORD = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(r"\W*([^\W\d_][^:\uff1a|]{2,40}?)\W{0,3}[:\uff1a]\W*\w")
"""A label with somebody behind it."""
_WITH_LETTER = re.compile(r"[^\W\d_][^()]{0,40}\((?:R|A)\)")
_NAMED_WITH = re.compile(r"[^\W\d_][^()\n]{0,40}?\((?P<letters>[RACI](?:\s?[/,&+]\s?[RACI])*)\)")
"""A name with the letters of its roles in brackets."""
_DUTIES = re.compile(
    r"responsab|responsib|accountab|\b(?:authority|ownership)\b|zodpovědn|ответственн|відповідальн|felelős|sorumlu|ansvar|vastuu"
    r"|責任|责任|角色|分工|役割|分担|역할|분담",
    re.IGNORECASE,
)
"""What else than words for duties speaks of them in a heading, as words and stems."""
_MOST, _LONGEST = 20_000, 2000
"""How many texts of a document are looked at, and how many characters of each."""
_FEWEST, _SEVERAL = 2, 4
"""How many roles words are for, or how many words are for one role."""


def spoken_of(blocks: Sequence[Block]) -> Place | None:
    """Return where the first text stands that has the name of such a matrix, or None.

    Without such a name it is the first word for who does the work or answers for it, where there are words for two such
    roles, or several for one; or that for whom to consult or to inform, where there are both. Last comes a label of
    such a role or of whom to consult or to inform ("Consulted: Ann"), or a text that names several with their letters
    ("Ann (R), Bob (A)"); a table with a header that may name a role ("Owner", "Tester (R)"); or a heading that speaks
    of duties ("Authority") right above a table, or above one text and a table.

    Args:
        blocks: the blocks of a document without a matrix, of which nothing else was told.
    """
    named: dict[str, list[Place]] = {}
    labels = []
    for text, place in islice(_texts(blocks), _MOST):
        if announces_matrix(text[:_LONGEST]):
            return place
        label = _LABEL.match(text)
        if _names_several(text[:_LONGEST]) or (label and _is_role(label[1].strip())):
            labels.append(place)
        for word in _WORD.findall(text[:_LONGEST]):
            if _is_role(word):
                named.setdefault(roles_named(word)[0], []).append(place)
    work = {role: places for role, places in named.items() if role in WORK}
    enough = len(work) >= _FEWEST or named.keys() >= TOLD or any(len(each) >= _SEVERAL for each in work.values())
    if enough:
        return next(iter(named.values()))[0]
    found = labels or filter(
        None, [*map(_owners, blocks), *(_duties(blocks[at : at + 3]) for at in range(len(blocks)))]
    )
    return next(iter(found), None)


def _is_role(words: str) -> bool:
    """Tell whether words name one role alone, of the four."""
    roles = roles_named(words)
    return len(roles) == 1 and roles[0] in WORK | TOLD


def _names_several(text: str) -> bool:
    """Tell whether a text has names with letters of roles in brackets, of several, one of them for R or A."""
    found = [match["letters"] for match in _NAMED_WITH.finditer(text)]
    return len(set(found)) > 1 and not {"R", "A"}.isdisjoint("".join(found))


def _owners(block: Block) -> Place | None:
    """Return where a header of a table may name who does something or answers for it, by a word or a letter."""
    if not isinstance(block, RawTable) or len(block.header.cells) <= 1:
        return None
    named = (cell for cell in block.header.cells if roles_named(cell.plain) or _WITH_LETTER.fullmatch(cell.plain))
    return next((cell.place for cell in named), None)


def owner_headers(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the headers of tables beside others that may name who does something or answers for it.

    Args:
        blocks: the blocks of a document without a matrix.
    """
    rows = (block.header.cells for block in blocks if isinstance(block, RawTable) and not block.in_code)
    heads = (cell.plain for cells in rows if len(cells) > 1 for cell in cells)
    return tuple(dict.fromkeys(head for head in heads if WORK & set(roles_named(head))))


def _duties(blocks: Sequence[Block]) -> Place | None:
    """Return where the first of some blocks stands, if it is a heading that speaks of duties and another is a table."""
    heading, *below = blocks
    if not isinstance(heading, Heading) or not (heads_duties(heading.plain) or _DUTIES.search(heading.plain)):
        return None
    own = takewhile(lambda block: not isinstance(block, Heading), below)
    return heading.place if any(isinstance(block, RawTable) for block in own) else None


def unread_sections(blocks: Sequence[Block], places: Collection[Place]) -> list[Finding]:
    """Return a finding P17 at each heading with the name of a scheme ("RACI") over tables or code, if none is read.

    What stands below a heading goes on to the next one that is as high.

    Args:
        blocks: the blocks of a document.
        places: where it has rows that were read, entries of legends, and findings.
    """
    known = {place.line for place in places}
    message = "below this heading stand a table or code, but no matrix was read there"
    found = []
    for at, heading in enumerate(blocks):
        if isinstance(heading, Heading) and not SCHEMES.keys().isdisjoint(_WORD.findall(heading.plain)):
            below = _below(heading, blocks, at)
            laid_out = any(isinstance(each, RawTable | Code | TextLines) for each in below)
            own = [heading.place, *(place for _, place in _texts(below)), *_rows(below)]
            if laid_out and known.isdisjoint(place.line for place in own):
                found.append(Finding("P17", Severity.WARNING, message, heading.place, "left out"))
    return found


def _rows(blocks: Sequence[Block]) -> Iterator[Place]:
    return (row.place for block in blocks if isinstance(block, RawTable) for row in (block.header, *block.rows))


def _below(heading: Heading, blocks: Sequence[Block], at: int) -> list[Block]:
    """Return the blocks below a heading, which stands at an index; no others are looked at or copied."""
    behind = (blocks[index] for index in range(at + 1, len(blocks)))
    return list(takewhile(lambda each: not (isinstance(each, Heading) and each.level <= heading.level), behind))


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[str, Place]]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block.plain, block.place
        elif isinstance(block, RawTable):
            yield block.name or "", block.header.place
            for row in (block.header, *block.rows):
                yield from ((cell.plain, cell.place) for cell in row.cells)
        elif not isinstance(block, LostTable):
            yield from ((line.plain, line.place) for line in block.lines)
