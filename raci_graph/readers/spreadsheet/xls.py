"""XLS: the sheets of a workbook in the format that was the usual one before 2007."""

from __future__ import annotations

import io
import struct
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

from raci_graph.errors import InputError
from raci_graph.readers import limits
from raci_graph.readers.spreadsheet.archive import protected
from raci_graph.readers.spreadsheet.numbers import Dates, number_text
from raci_graph.readers.spreadsheet.sheet import Merge, Sheet
from raci_graph.readers.spreadsheet.struck import Run, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlrd.book import Book
    from xlrd.formatting import Font
    from xlrd.sheet import Cell

    from raci_graph.readers.spreadsheet.sheet import Budget

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_WORK_SHEET = 0
_BOLD = 700


def sheets(data: bytes, budget: Budget) -> Iterator[Sheet]:
    """Yield the work sheets of a workbook in their order.

    Args:
        data: the bytes of the workbook.
        budget: what it may take.

    Raises:
        InputError: for a workbook that is damaged or encrypted, or more cells than the limit.
    """
    if _ENCRYPTED_PACKAGE in data:
        raise protected(budget.file)
    if len(data) > limits.MAX_OLD_WORKBOOK:
        raise InputError(
            f"the workbook has {len(data):,} bytes, more than the limit of {limits.MAX_OLD_WORKBOOK:,} for .xls",
            place=budget.file,
            remedy="Save it again as .xlsx",
        )
    with _damage_said(budget.file):
        book = _book(data)
        _check_sheets(book, budget.file)
        found = [_sheet(book, number, budget) for number in range(book.nsheets)]
    yield from found


@contextmanager
def _damage_said(file: str) -> Iterator[None]:
    """Turn what the library raises for a damaged workbook into an ``InputError``."""
    from xlrd.biffh import XLRDError
    from xlrd.compdoc import CompDocError
    from xlrd.formula import FormulaError

    damage = (
        struct.error,
        AssertionError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    )
    try:
        yield
    except (XLRDError, CompDocError, FormulaError, *damage) as error:
        if "ncrypted" in str(error):
            raise protected(file) from error
        raise _broken("it is no workbook, or damaged", file) from error


def _book(data: bytes) -> Book:
    import xlrd

    return xlrd.open_workbook(
        file_contents=data,
        logfile=io.StringIO(),
        formatting_info=True,
        ragged_rows=True,
        on_demand=True,
        ignore_workbook_corruption=False,
    )


def _check_sheets(book: Book, file: str) -> None:
    """Refuse a workbook of which one part stands for several sheets, before each of them is read."""
    starts = [start for start in getattr(book, "_sh_abs_posn", ()) if start > 0]
    if len(set(starts)) < len(starts):
        raise _broken("several of its sheets are the same part", file)


def _broken(reason: str, file: str) -> InputError:
    return InputError(
        f"the workbook cannot be read: {reason}",
        place=file,
        remedy="Open it in a spreadsheet program and save it again as .xlsx",
    )


def _sheet(book: Book, number: int, budget: Budget) -> Sheet:
    """Return a sheet; what the library keeps of it is let go, so that one sheet at a time takes room."""
    raw = book.sheet_by_index(number)
    book.unload_sheet(number)
    sheet = Sheet(raw.name, hidden=raw.visibility != 0)
    for row in range(raw.nrows):
        for column, cell in enumerate(raw.row(row)):
            text = _text(book, cell)
            if text:
                budget.take(sheet.name, 1)
                font = _font(book, cell)
                runs = raw.rich_text_runlist_map.get((row, column), ())
                marked = _marked(book, text, font, runs) if runs or (font and font.struck_out) else ""
                sheet.put(row + 1, column + 1, text, strong=bool(font and font.weight >= _BOLD), marked=marked)
    sheet.merges += [Merge(top + 1, left + 1, bottom, right) for top, bottom, left, right in raw.merged_cells]
    sheet.hidden_rows.update(row + 1 for row, info in raw.rowinfo_map.items() if info.hidden)
    sheet.hidden_columns.update(column + 1 for column, info in raw.colinfo_map.items() if info.hidden)
    return sheet


def _text(book: Book, cell: Cell) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(int(cell.value), "#ERROR!"))
    if cell.ctype in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        number = repr(cell.value)
        if cell.ctype == xlrd.XL_CELL_DATE and cell.xf_index is not None:
            number_format = book.format_map[book.xf_list[cell.xf_index].format_key]
            dates = Dates(from_1904=book.datemode == 1)
            return dates.text(number, number_format.format_key, number_format.format_str) or number_text(number)
        return number_text(number)
    return str(cell.value)


def _font(book: Book, cell: Cell) -> Font | None:
    """Return the font of a cell, None if it has none."""
    if cell.xf_index is None or cell.xf_index >= len(book.xf_list):
        return None
    font = book.xf_list[cell.xf_index].font_index
    return book.font_list[font] if font < len(book.font_list) else None


def _marked(book: Book, text: str, font: Font | None, runs: Sequence[tuple[int, int]]) -> str:
    """Return a text with marks at what is struck out: each run begins at an offset and has the font of a number."""
    fonts = [font, *(book.font_list[number] if number < len(book.font_list) else None for _, number in runs)]
    starts = [0, *(start for start, _ in runs), len(text)]
    parts = zip(pairwise(starts), fonts, strict=True)
    return written([Run(text[start:end], bool(each and each.struck_out)) for (start, end), each in parts], struck=False)
