"""Lists with the same labels again and again, one of them about responsibility, that name the same parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raci_graph.blocks import Paragraph
from raci_graph.findings import Finding, Severity
from raci_graph.parse.list_parts import LINE, parts
from raci_graph.parse.markup import without_markup
from raci_graph.parse.words import is_attribute_header, speaks_of_work

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from raci_graph.blocks import Block, RawCell

_FEWEST, _LABELS = 2, 3
"""How many lists are alike at least, and under how many labels a party stands; how many labels the lists have."""
_MOST_WORDS = 5
"""How many words the name of a party has at most."""
_LONGEST = 200
"""The longest line that is looked at, in characters."""
_SIGNS = " \t-+*•_`"


class _Line(NamedTuple):
    """A line of a list with what stands behind its label."""

    line: RawCell
    names: list[str]


def alike_labels(blocks: Sequence[Block], read: Collection[int]) -> list[Finding]:
    """Return a finding P17 at each of the lists that have the same labels, and were not read as roles.

    One label speaks of who does the work or answers for it ("Main responsibility"), and under two of them, in any of
    the lists, stands the same short text.

    Args:
        blocks: the blocks of the document.
        read: the indexes of those that were read.
    """
    alike: dict[frozenset[str], list[dict[str, _Line]]] = {}
    for group in _groups(blocks, read):
        alike.setdefault(frozenset(group), []).append(group)
    found = []
    for labels, groups in alike.items():
        if len(groups) >= _FEWEST and len(labels) >= _LABELS and any(map(speaks_of_work, labels)) and _again(groups):
            message = "this list may say who has which role, but its labels are not those of known roles"
            places = [next(iter(group.values())).line.place for group in groups]
            found += [Finding("P17", Severity.WARNING, message, place, "left out") for place in places]
    return found


def _groups(blocks: Sequence[Block], read: Collection[int]) -> Iterator[dict[str, _Line]]:
    """Yield the labelled lines that stand together, by their labels; a label that comes again begins the next ones."""
    group: dict[str, _Line] = {}
    for at, block in enumerate(blocks):
        lines = block.lines if isinstance(block, Paragraph) and at not in read else ()
        for line in lines or (None,):
            match = LINE.fullmatch(without_markup(line.text)) if line and len(line.text) <= _LONGEST else None
            label = match["label"].strip(_SIGNS).casefold() if match else ""
            names = [each.casefold() for each in parts(match["names"])] if match else []
            if group and (not label or not names or label in group):
                yield group
                group = {}
            if line and label and names and not is_attribute_header(label):
                group[label] = _Line(line, names)
    if group:
        yield group


def _again(groups: Sequence[dict[str, _Line]]) -> bool:
    """Tell whether a short text stands under several labels."""
    labels: dict[str, set[str]] = {}
    for group in groups:
        for label, line in group.items():
            for name in line.names:
                labels.setdefault(name, set()).add(label)
    return any(len(each) >= _FEWEST and len(name.split()) <= _MOST_WORDS for name, each in labels.items())
