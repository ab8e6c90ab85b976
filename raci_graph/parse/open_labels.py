"""What the labels of lists mean that name several roles by themselves: "Responsable" beside "Approbateur"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.blocks import Paragraph
from raci_graph.findings import Finding, Severity
from raci_graph.parse.list_parts import LINE
from raci_graph.parse.markup import without_markup
from raci_graph.parse.meanings import LEFT_OUT
from raci_graph.parse.words import resolve_headers, roles_named

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from raci_graph.blocks import Block, RawCell

_BOTH = {"Responsible", "Accountable"}
_SEVERAL = 2
_FEWEST = 3
"""How many roles the labels of a document name at least, so that they are surely those of one scheme."""
_LONGEST = 2000
"""The longest line that is looked at, in characters."""


def settled_labels(blocks: Sequence[Block]) -> dict[str, str]:
    """Return the labels of lines of roles that only the others beside them settle, each with the name of its role.

    The labels of all groups of lines count together, where two at least name a role. Theirs must be three roles with
    one who does the work and one who answers for it, for "Owner" and "Approver" also stand above documents.

    Args:
        blocks: the blocks of the document.

    >>> from raci_graph.blocks import RawCell
    >>> from raci_graph.model import Place
    >>> texts = ["Responsable: Ana", "Aprueba: Luis", "Consultado: Mar", "Informado: Eva"]
    >>> settled_labels([Paragraph(tuple(RawCell(text, text, Place("a.md", 1)) for text in texts), 0)])
    {'Responsable': 'Responsible', 'Aprueba': 'Accountable'}
    """
    groups = [group for group in labels_together(blocks) if len(group) >= _SEVERAL]
    labels = list(dict.fromkeys(label for group in groups for label in group))
    if not any(len(roles_named(label)) > 1 for label in labels):
        return {}
    roles = resolve_headers(labels)
    if len(set(roles.values())) < _FEWEST or not set(roles.values()) >= _BOTH:
        return {}
    return {labels[at]: role for at, role in roles.items() if len(roles_named(labels[at])) > 1}


def labels_in_doubt(blocks: Sequence[Block], settled: Collection[str]) -> list[Finding]:
    """Return a finding P17 where groups of lines of roles cannot be read, for a label of theirs may mean several.

    Two groups at least have three such labels, and one of them names a role for certain.

    Args:
        blocks: the blocks of the document.
        settled: the labels that are settled.
    """
    doubtful: list[tuple[list[str], RawCell]] = []
    for group in labels_together(blocks):
        unclear = [label for label in group if len(roles_named(label)) > 1 and label not in settled]
        if len(group) >= _FEWEST and unclear and any(len(roles_named(label)) == 1 for label in group):
            doubtful.append((unclear, group[unclear[0]]))
    if len(doubtful) < _SEVERAL:
        return []
    (label, *_), line = doubtful[0]
    words = tuple(dict.fromkeys(label for unclear, _ in doubtful for label in unclear))
    message = f"these lines say who has which role, but '{label}' may mean {' or '.join(roles_named(label))}"
    return [Finding("P17", Severity.WARNING, message, line.place, LEFT_OUT, words=words)]


def labels_together(blocks: Sequence[Block]) -> list[dict[str, RawCell]]:
    """Return the labels that name roles of each group of paragraphs, with the lines that they begin.

    A label that comes again begins the next group.

    Args:
        blocks: the blocks of the document.
    """
    groups: list[dict[str, RawCell]] = [{}]
    for block in blocks:
        if not isinstance(block, Paragraph):
            groups.append({})
            continue
        for line in block.lines:
            match = LINE.fullmatch(without_markup(line.text)) if len(line.text) <= _LONGEST else None
            label = match["label"].strip(" :") if match else ""
            if not (match and match["names"] and roles_named(label)):
                groups += [{}] if groups[-1] else []
            elif label in groups[-1]:
                groups.append({label: line})
            else:
                groups[-1][label] = line
    return [group for group in groups if group]
