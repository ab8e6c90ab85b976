"""Workbooks whose cells are texts, whatever they begin with: the looks of cells, and how they are written."""

from __future__ import annotations

import datetime
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from raci_graph.errors import UsageError
from raci_graph.figures.lettering import width as width_of
from raci_graph.figures.lettering import wrapped

if TYPE_CHECKING:
    import io
    from collections.abc import Iterable, Iterator

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_MADE = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no time zone
"""When a workbook says that it was made: always the same, so that the same matrix gives the same bytes."""
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE = 15
"""How high a line is, in points."""
_HIGHEST = 405
"""How high a row may be, in points: a whole number of lines."""
_LETTER = 7
"""How many pixels wide a letter is, by which the width of a column is told."""
_SIZE = 12
"""How many pixels high a text is, a little less: letters are taken for broader than they mostly are."""
_LONGEST = 32_767
"""How many characters a cell holds."""
_FILL = "#DDE6F0"
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "header": {"bold": True, "bg_color": _FILL, "bottom": 1, "text_wrap": True, "valign": "vcenter"},
    "head": {"bold": True, "bg_color": _FILL, "bottom": 1, "text_wrap": True, "valign": "vcenter", "align": "center"},
    "turned": {"bold": True, "bg_color": _FILL, "bottom": 1, "text_wrap": True, "align": "center", "rotation": 90},
    "section": {"bold": True, "bg_color": "#F2F2F2"},
    "id": {"valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "letters": {"align": "center", "valign": "top"},
    "names": {"text_wrap": True, "valign": "top"},
    "doubt": {
        "text_wrap": True,
        "valign": "top",
        "bg_color": "#FFF2CC",
        "border": 4,
        "italic": True,
        "align": "center",
    },
}


class Sheets:
    """A workbook that is being written.

    Attributes:
        book: the workbook.
    """

    def __init__(self, book: Workbook) -> None:
        """Take a new workbook."""
        self.book = book
        self._formats: dict[tuple[str, bool], Format] = {}

    def put(self, sheet: Worksheet, row: int, column: int, text: str, look: str) -> None:
        """Write a text into a cell; an empty one gives the cell its look alone.

        A text that begins like a formula is marked as a text, so that editing keeps it one.

        Raises:
            UsageError: for a text that no cell can hold.
        """
        if len(text) > _LONGEST:
            raise UsageError(
                f"a cell of a workbook holds {_LONGEST:,} characters, and '{text[:40]}...' has {len(text):,}",
                remedy="Write another format (--to csv)",
            )
        chosen = self._format(look, quoted=text.startswith(_FORMULA))
        if text:
            sheet.write_string(row, column, text, chosen)
        else:
            sheet.write_blank(row, column, None, chosen)

    def fit(self, sheet: Worksheet, row: int, texts: Iterable[tuple[str, float]]) -> None:
        """Make a row as high as its texts need in columns of these widths; not every program does so by itself."""
        lines = max((_lines(text, width) for text, width in texts), default=1)
        if lines > 1:
            sheet.set_row(row, min(lines * _LINE, _HIGHEST))

    def _format(self, look: str, *, quoted: bool) -> Format:
        if (look, quoted) not in self._formats:
            self._formats[look, quoted] = self.book.add_format(
                _LOOKS[look] | ({"quote_prefix": True} if quoted else {})
            )
        return self._formats[look, quoted]


def _lines(text: str, width: float) -> int:
    return sum(len(wrapped(line, width * _LETTER, _SIZE)) for line in text.splitlines())


def points(text: str) -> float:
    """Return how long a text of a header is in one line, in points."""
    return width_of(text, _SIZE, bold=True) * 0.75


@contextmanager
def new_workbook(title: str, stream: io.BytesIO) -> Iterator[Sheets]:
    """Begin a workbook, whose bytes stand in ``stream`` at the end."""
    import xlsxwriter

    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        book.set_properties({"title": in_xml(title), "created": _MADE})
        yield Sheets(book)


def in_xml(text: str) -> str:
    """Return a text for the parts of a workbook that are no cells, without what XML cannot hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
