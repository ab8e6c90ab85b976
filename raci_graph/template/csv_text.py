"""A template as CSV: the title, the table with its sections as rows that head others, and the legend below it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from raci_graph.template.plan import Plan

FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What begins a cell that a spreadsheet program takes for a formula, in wide form too."""


def text_of(plan: Plan) -> str:
    """Return the records.

    Raises:
        UsageError: for a name that a spreadsheet program would take for a formula: CSV cannot say that it is a text.
    """
    lead, under = (["Section"], [""]) if any(plan.sections) else ([], [])
    table = [[plan.title], [*lead, plan.corner, *plan.parties]]
    for section, rows in plan.sections.items():
        if section is not None:
            table.append([section])
        table += [[*under, row.activity, *row.cells] for row in rows]
    records = [*table, [], ["Letter", "Meaning"], *([*entry] for entry in plan.roles.legend.items())]
    width = max(map(len, records))
    for text in (text for record in records for text in record):
        if text.startswith(FORMULA):
            message = f"in CSV a spreadsheet would take the name '{text}' for a formula"
            raise UsageError(message, remedy=f"Begin it without '{text[0]}', or write another format (--to xlsx)")
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([*record, *[""] * (width - len(record))] for record in records)
    text = written.getvalue()
    return text if text.isascii() else f"\ufeff{text}"
