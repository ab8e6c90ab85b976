"""Workbooks (XLSX, XLSM, XLS, ODS) into tables: each sheet in its order, each cell with its name as place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.errors import InputError
from raci_graph.findings import Finding, Severity
from raci_graph.model import Place
from raci_graph.readers import limits
from raci_graph.readers.base import Page
from raci_graph.readers.spreadsheet import ods, xls, xlsx
from raci_graph.readers.spreadsheet.archive import Archive
from raci_graph.readers.spreadsheet.sheet import Budget, column_name, tables
from raci_graph.row_ids import ID_HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_graph.blocks import Block
    from raci_graph.readers.spreadsheet.sheet import Sheet


def page(data: bytes, file: str) -> Page:
    """Return the tables of a workbook, sheet by sheet.

    Each table has the name of its sheet and does not say whether it has a header. A merged cell is repeated where it
    covers others. Numbers and dates are texts, and so are errors and the formulas whose results were not saved. What
    is hidden is read like the rest, and said (P16).

    Args:
        data: the bytes of the workbook; they, and not its name, tell its format.
        file: its name, used in places and messages.

    Raises:
        InputError: for a workbook that is damaged, encrypted or too large, or a file that is no workbook.
    """
    if len(data) > limits.MAX_BYTES:
        raise InputError(
            f"the workbook has {len(data):,} bytes, more than the limit of {limits.MAX_BYTES:,}",
            place=file,
            remedy="Copy the matrix alone into a new workbook",
        )
    budget = Budget(file)
    found: list[Block] = []
    findings: list[Finding] = []
    for sheet in _sheets(data, file):
        findings += _hidden(sheet, file)
        found += tables(sheet, budget)
    return Page(tuple(found), findings=tuple(findings))


def _sheets(data: bytes, file: str) -> Iterator[Sheet]:
    if data.startswith(xls.MAGIC):
        return xls.sheets(data, Budget(file))
    archive = Archive(data, file)
    if ods.CONTENT in archive:
        return ods.sheets(archive, Budget(file))
    part = xlsx.workbook_part(archive)
    if part is None:
        raise archive.broken("it is no spreadsheet")
    if part.endswith(".bin"):
        raise archive.broken("it is in the binary format .xlsb, which is not read")
    return xlsx.sheets(archive, part, Budget(file))


def _hidden(sheet: Sheet, file: str) -> Iterator[Finding]:
    """Yield what is hidden and has text: the sheet, or else rows of it and columns, but that of our own ids."""
    if sheet.hidden:
        yield _said(f"the sheet '{sheet.name}' is hidden", Place(file, sheet=sheet.name))
        return
    rows = sorted(sheet.hidden_rows.intersection(sheet.cells))
    ids = {c for cells in sheet.cells.values() for c, value in cells.items() if value.text == ID_HEADER}
    columns = sorted({c for cells in sheet.cells.values() for c in cells if c in sheet.hidden_columns - ids})
    for what, names in (("row", [str(row) for row in rows]), ("column", [column_name(column) for column in columns])):
        if names:
            which = f"the {what} {names[0]} is" if len(names) == 1 else f"{len(names)} {what}s from {names[0]} on are"
            yield _said(f"{which} hidden in the sheet '{sheet.name}'", Place(file, sheet=sheet.name))


def _said(message: str, place: Place) -> Finding:
    return Finding("P16", Severity.INFO, message, place, done="read like the others")
