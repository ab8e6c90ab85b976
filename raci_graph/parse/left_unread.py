"""What looks like a part of a matrix and was not read: lines, names with letters, words for roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, Paragraph, RawTable, TextLines
from raci_graph.parse.alike_labels import alike_labels
from raci_graph.parse.bracketed_words import words_in_brackets
from raci_graph.parse.legend import USUAL
from raci_graph.parse.lines_of_roles import labels_again, letters_before_duties, line_of_a_matrix, lines_of_roles
from raci_graph.parse.spoken_of import unread_sections
from raci_graph.parse.unread_legends import unread_legends
from raci_graph.parse.unread_lines import unread_lines
from raci_graph.parse.unread_roles import unread_roles

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from raci_graph.blocks import Block
    from raci_graph.findings import Finding
    from raci_graph.model import Place
    from raci_graph.parse.legend import Explained, Legend


def left_unread(  # noqa: PLR0913 - what was read of a document, and what was not
    blocks: Sequence[Block],
    read: Collection[int],
    places: Collection[Place],
    explained: Explained,
    certain: Legend,
    findings: Sequence[Finding],
) -> list[Finding]:
    """Return a finding P17 at each line that may belong to a matrix and was not read, where none says so yet.

    A line that may be a legend and was read as none has a finding P10.

    Args:
        blocks: the blocks of the document.
        read: the indexes of those that were read as lists or as lines.
        places: where the rows of its matrices stand.
        explained: what the document says that letters mean.
        certain: the legend that speaks of roles for certain, or the usual one.
        findings: what was found so far.
    """
    told = {finding.place.line for finding in findings if finding.code in {"P17", "P18"} and finding.place}
    in_code = [block for block in blocks if isinstance(block, RawTable) and block.in_code]
    told |= {row.place.line for table in in_code if table.header.place.line in told for row in table.rows}
    meanings = {entry.place for each in explained.legends if each.language for entry in each.entries if entry.place}
    letters = {**USUAL.roles, **certain.roles}
    unread = [*lines_of_roles(blocks, read, places), *unread_lines(blocks, read, letters)]
    unread += labels_again(blocks, read, letters) if not unread else []
    unread += words_in_brackets(blocks, read) if not unread else []
    unread += line_of_a_matrix(blocks, read) if not (unread or told) else []
    unread += alike_labels(blocks, read) if not unread else []
    unread += letters_before_duties(blocks, places, letters)
    unread += unread_roles(blocks, read, meanings, {**certain.roles, **USUAL.roles})
    if places or read:
        seen = [*places, *meanings, *_places(blocks, read), *_told_at([*findings, *unread])]
        unread += [*unread_sections(blocks, seen), *unread_legends(blocks, [*places, *meanings])]
    first = {finding.place: finding for finding in reversed(unread) if finding.place}
    return [finding for finding in first.values() if finding.place and finding.place.line not in told]


def _told_at(findings: Sequence[Finding]) -> list[Place]:
    return [finding.place for finding in findings if finding.place]


def _places(blocks: Sequence[Block], read: Collection[int]) -> list[Place]:
    """Return where the blocks stand that were read as lists or as lines."""
    listed = [blocks[at] for at in read]
    headings = [block.place for block in listed if isinstance(block, Heading)]
    return headings + [block.lines[0].place for block in listed if isinstance(block, Paragraph | TextLines)]
