"""A template as an XLSX workbook: the table with lists to choose from, and the legend on a sheet of its own."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from raci_graph.template.csv_text import FORMULA

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from raci_graph.template.plan import Plan

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FILL = "#DDE6F0"
_ACTIVITY_WIDTH = 44
_MEANING_WIDTH = 70
_PARTY_WIDTHS = (12, 30)
_HEADER_ROW = 1
_SPARE_ROWS = 200
"""How many rows below the last one have the list of letters, for activities that are added."""


def bytes_of(plan: Plan) -> bytes:
    """Return the workbook. Every name in it is a text, whatever it begins with, and no formula or link."""
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        book.set_properties({"title": plan.title})
        formats = _Formats(book)
        _matrix(book.add_worksheet(plan.roles.name), plan, formats)
        _legend(book.add_worksheet("Legend"), plan, formats)
    return stream.getvalue()


class _Formats:
    """The looks of cells; a name that begins like a formula is marked as a text, so that editing keeps it one."""

    def __init__(self, book: Workbook) -> None:
        looks: dict[str, dict[str, Any]] = {
            "title": {"bold": True, "font_size": 14},
            "header": {"bold": True, "bg_color": _FILL, "bottom": 1, "text_wrap": True, "valign": "vcenter"},
            "section": {"bold": True, "bg_color": "#F2F2F2"},
            "text": {"text_wrap": True, "valign": "top"},
            "letters": {"align": "center", "valign": "top"},
        }
        self._plain: dict[str, Format] = {look: book.add_format(values) for look, values in looks.items()}
        self._quoted: dict[str, Format] = {
            look: book.add_format({**values, "quote_prefix": True}) for look, values in looks.items()
        }

    def put(self, sheet: Worksheet, row: int, column: int, text: str, look: str) -> None:
        """Write a text into a cell; an empty one gives the cell its look alone."""
        chosen = (self._quoted if text.startswith(FORMULA) else self._plain)[look]
        if text:
            sheet.write_string(row, column, text, chosen)
        else:
            sheet.write_blank(row, column, None, chosen)


def _matrix(sheet: Worksheet, plan: Plan, formats: _Formats) -> None:
    sheet.set_column(0, 0, _ACTIVITY_WIDTH)
    narrowest, widest = _PARTY_WIDTHS
    for column, party in enumerate(plan.parties, 1):
        sheet.set_column(column, column, max(narrowest, min(len(party) + 2, widest)))
    formats.put(sheet, 0, 0, plan.title, "title")
    for column, header in enumerate([plan.corner, *plan.parties]):
        formats.put(sheet, _HEADER_ROW, column, header, "header")
    sheet.freeze_panes(_HEADER_ROW + 1, 1)
    row = _HEADER_ROW
    for section, rows in plan.sections.items():
        if section is not None:
            row += 1
            for column, text in enumerate([section, *("" for _ in plan.parties)]):
                formats.put(sheet, row, column, text, "section")
        for each in rows:
            row += 1
            formats.put(sheet, row, 0, each.activity, "text")
            for column, text in enumerate(each.cells, 1):
                formats.put(sheet, row, column, text, "letters")
    sheet.data_validation(_HEADER_ROW + 1, 1, row + _SPARE_ROWS, len(plan.parties), _choice(plan))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, _HEADER_ROW)


def _choice(plan: Plan) -> dict[str, Any]:
    """Return the list that a cell offers; what is not in it, such as other letters together, is asked about."""
    roles = plan.roles
    return {
        "validate": "list",
        "source": [*roles.roles, roles.both],
        "error_type": "warning",
        "error_title": "Not in the list",
        "error_message": f"Write letters of the legend, with a slash between two: {roles.both}",
    }


def _legend(sheet: Worksheet, plan: Plan, formats: _Formats) -> None:
    sheet.set_column(1, 1, _MEANING_WIDTH)
    for row, entry in enumerate([("Letter", "Meaning"), *plan.roles.legend.items()]):
        for column, text in enumerate(entry):
            formats.put(sheet, row, column, text, "text" if row else "header")
    sheet.freeze_panes(1, 0)
