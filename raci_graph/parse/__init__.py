"""A document's blocks into matrices: which tables are matrices, under which legend, in which sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, LostTable, Program
from raci_graph.findings import Finding, Severity
from raci_graph.model import About, Choice, Layout, Matrix, Place
from raci_graph.parse.barred_lines import barred_lines
from raci_graph.parse.blank_tables import blank_tables
from raci_graph.parse.continued import put_together
from raci_graph.parse.doubtful_lists import with_doubtful_lists
from raci_graph.parse.left_unread import left_unread
from raci_graph.parse.legend import USUAL, find_legends, legends_for
from raci_graph.parse.lines import split_lines
from raci_graph.parse.lists import find_cards, rows_of_cards
from raci_graph.parse.loose_legends import take_apart
from raci_graph.parse.matrix import matrix_of
from raci_graph.parse.meanings import HAS_IT_READ, meant_labels, with_meant_headers
from raci_graph.parse.open_labels import labels_in_doubt, labels_together, settled_labels
from raci_graph.parse.other_labels import other_labels
from raci_graph.parse.programs import programs_with_roles
from raci_graph.parse.sections import Outline
from raci_graph.parse.spoken_of import owner_headers, spoken_of
from raci_graph.parse.tables import Tables
from raci_graph.parse.text_lists import as_lists
from raci_graph.parse.turned_cards import turned
from raci_graph.parse.unknown_words import unknown_words
from raci_graph.parse.unused_legend import names_as_legend, unused_legend
from raci_graph.parse.words_left_over import words_left_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.blocks import Block
    from raci_graph.parse.legend import Explained
    from raci_graph.readers.base import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """The matrices of a document in its order, and what is doubtful or worth saying about them."""

    matrices: tuple[Matrix, ...]
    findings: tuple[Finding, ...]


def parse(document: Document, about: About | None = None, choice: Choice | None = None) -> Reading:
    """Read the matrices of a document.

    Tables with the same columns under the same legend are one matrix, in the order of the document.

    Args:
        document: what a reader gave.
        about: what is known of the matrix beside its table; its title and language win over the document's. The
            second matrix of a document has its id with "-2", and so on.
        choice: the one table that is read, and how the tables are laid out, where a person chose that.

    Returns:
        The matrices, and findings of the family P. A document without a matrix has no matrices and a finding P01.

    Raises:
        UsageError: if the document has no table of the number that was chosen.
    """
    chosen = choice or Choice()
    findings = list(document.page.findings)
    programs = [block for block in document.page.blocks if isinstance(block, Program)]
    given = barred_lines([block for block in document.page.blocks if not isinstance(block, Program)], findings)
    blocks = as_lists(put_together(take_apart(split_lines(given), findings), findings))
    blocks = with_meant_headers(blocks, chosen.meanings) if chosen.meanings else blocks
    labels = (label for group in labels_together(blocks) for label in group) if chosen.meanings else ()
    settled = {**settled_labels(blocks), **meant_labels(labels, chosen.meanings)}
    usual, doubtful = find_cards(blocks, {**USUAL.roles, **settled})
    explained = find_legends(blocks, {index for card in usual for index in card.blocks})
    held = legends_for(explained.legends, blocks)
    certain = next((legend for legend in explained.legends if legend.language), USUAL)
    cards = usual
    if certain.roles != USUAL.roles:
        cards, doubtful = find_cards(blocks, {**certain.roles, **settled})
    cards = with_doubtful_lists(cards, doubtful, document, chosen, findings) if _reads_lists(chosen) else []
    doubt, are_turned = turned(cards)
    findings += [doubt] if doubt else []
    listed = {index for card in cards for index in card.blocks}
    cards = [] if are_turned else cards
    findings += [*(finding for card in cards for finding in card.said), *other_labels(cards)]
    rows_at = {card.blocks[0]: rows for card, rows in zip(cards, rows_of_cards(cards), strict=True)}
    outline = Outline()
    tables = Tables(document, list(zip(blocks, held, strict=True)), outline, findings, chosen, explained)
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            outline.add(block)
        if at in rows_at:
            tables.take_rows(rows_at[at], held[at], above=isinstance(block, Heading))
        elif isinstance(block, LostTable) and chosen.table is None:
            message = f"these lines look like a table, but {block.reason}, so none is read"
            findings.append(Finding("P07", Severity.VIOLATION, message, block.place, "left out"))
        elif not isinstance(block, Heading):
            tables.take(at)
    tables.leave_single_cards()
    tables.share_parties()
    tables.say_what_is_stray()
    if chosen.leaves_open:
        read = {*listed, *tables.texts}
        places = {row.place for group in tables.groups for _, row in group.rows}
        findings += [] if cards else labels_in_doubt(blocks, settled)
        findings += left_unread(blocks, read, places, explained, certain, findings)
        findings += programs_with_roles(programs, {**USUAL.roles, **certain.roles})
    matrices = [
        matrix_of(document, about or About(), group, outline, number, findings)
        for number, group in enumerate(tables.groups, 1)
    ]
    if not matrices:
        findings += _why_nothing(document, blocks, explained, chosen, findings)
    return Reading(tuple(matrices), tuple(sorted(findings, key=Finding.sort_key)))


def _why_nothing(
    document: Document, blocks: Sequence[Block], explained: Explained, choice: Choice, findings: Sequence[Finding]
) -> list[Finding]:
    """Return the finding P01, behind those on what of a document without a matrix may have been one."""
    found: list[Finding] = []
    if all(finding.code != "P17" for finding in findings):
        found += names_as_legend(blocks) if explained.legends else unused_legend(blocks)
        found += blank_tables(blocks, explained=bool(explained.legends)) or unknown_words(blocks)
    if choice.leaves_open and all(finding.code not in {"P17", "P18"} for finding in (*findings, *found)):
        found += words_left_over([block for at, block in enumerate(blocks) if at not in explained.tables])
    return [*found, _nothing_read(document, [*findings, *found])]


def _nothing_read(document: Document, findings: Sequence[Finding]) -> Finding:
    """Return the finding P01, where a document speaks of a matrix and nothing else is told of it at that place."""
    told = any(finding.code in {"P07", "P17", "P18"} for finding in findings)
    place = None if told else spoken_of(document.page.blocks)
    message = "there is no responsibility matrix in this document"
    if place:
        message = "no responsibility matrix was read in this document, though it speaks of who has which role"
    words = owner_headers(document.page.blocks) if place else ()
    done = f"nothing was read; {HAS_IT_READ}" if words else "nothing was read"
    return Finding("P01", Severity.VIOLATION, message, place or Place(document.file), done, words=words)


def _reads_lists(choice: Choice) -> bool:
    return choice.table is None and choice.layout in {None, Layout.LIST}
