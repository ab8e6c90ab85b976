"""Reads what was written as ``import`` does: it must give the same matrix, and what differs is said."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from raci_graph.model import About, Basis, Choice
from raci_graph.parse import parse
from raci_graph.readers import read_document
from raci_graph.readers.markdown import plain
from raci_graph.row_ids import ID_HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_graph.model import Activity, Matrix

    Part = tuple[str, tuple[object, ...]]


def first_difference(data: bytes, form: str, matrix: Matrix, file: str | None = None) -> str | None:
    """Return in which part ``import`` would read another matrix than the one that was written, None where in none.

    Args:
        data: the document.
        form: its form, one of ``FORMS``.
        matrix: what it is to show. Where the document shows several, one of them must be it.
        file: its name, which may announce a matrix ("raci.csv").
    """
    reading = parse(read_document(data, file or f"page.{form}", Choice(form)), About())
    if not reading.matrices:
        return "there is no matrix in it"
    found = [_difference(matrix, each) for each in reading.matrices]
    if len(found) > 1 and all(found):
        return f"there are {len(found)} matrices in it"
    return None if None in found else found[0]


def _difference(wanted: Matrix, read: Matrix) -> str | None:
    for (name, one), (other_name, other) in zip_longest(_parts(wanted), _parts(read), fillvalue=("nothing", ())):
        if (name, one) != (other_name, other):
            return name if name == other_name else f"{name}, which would be {other_name}"
    return None


def _parts(matrix: Matrix) -> Iterator[Part]:
    """Yield what makes a matrix, each with words for it."""
    for column in matrix.columns:
        yield f"the column '{column.label}'", (column.role,)
    labels = {section.key: section for section in matrix.sections}
    for section in matrix.sections:
        parent = labels.get(section.parent or "")
        yield f"the section '{section.label}'", (section.number, parent.label if parent else None)
    for activity in matrix.activities:
        section_label = labels[activity.section].label if activity.section in labels else None
        beside = {name: text for name, text in activity.attributes.items() if name != ID_HEADER}
        yield f"the row '{activity.label}'", (section_label, beside)
        yield f"the cells of the row '{activity.label}'", tuple(_cells(activity))
    for entry in sorted(matrix.legend, key=lambda each: each.letter):
        yield f"the letter '{entry.letter}'", (entry.role,)


def _cells(activity: Activity) -> Iterator[object]:
    """Yield what each cell says; of texts what Markdown shows, since some signs cannot stand in it as they are."""
    for cell in activity.cells:
        if cell.basis is Basis.UNSETTLED:
            yield Basis.UNSETTLED
        else:
            stated = frozenset((mark.party, mark.role) for mark in cell.marks)
            yield plain((cell.printed or "").replace("\n", "<br>")), stated
