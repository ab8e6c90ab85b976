"""Lines of pipe tables into cells, each with its place, as they were written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.blocks import RawCell, RawRow
from raci_graph.model import Place

if TYPE_CHECKING:
    from collections.abc import Callable

_DELIMITER_ROW = re.compile(r"[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
_ORG_RULE = re.compile(r"\s*\|?-+(?:\+-+)+\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_LEAD = re.compile(r"(?:[\s>]|(?:[-+*]|[0-9]{1,9}[.)])\s)*(?=\|)|[\s>]*")


def is_delimiter_row(line: str) -> bool:
    """Tell whether a line is one of dashes, as stands below the header of a table, in Markdown, Org or psql."""
    return (_DELIMITER_ROW.fullmatch(line) or _ORG_RULE.fullmatch(line)) is not None


def count_pipes(line: str) -> int:
    """Return how many bars of a line may end a cell."""
    return len(_PIPE.findall(line))


def begins_with_pipe(line: str) -> bool:
    """Tell whether a line begins with a bar, behind the marks of quotes and lists."""
    return line[_lead_end(line) :].startswith("|")


def row_of(line: str, number: int, file: str, plain: Callable[[str], str]) -> RawRow:
    """Return a line as a row.

    Args:
        line: the line.
        number: its number.
        file: the name of the document.
        plain: takes the markup from the text of a cell.

    Returns:
        Its cells, each with the column in which it begins; a blank one begins behind its pipe.
    """
    start, parts = _parts(line)
    escaped = "\\" in line
    cells = []
    for part in parts:
        text = part.strip()
        if text:
            shown = plain(text.replace("\\|", "|") if escaped else text)
            column = start + 1 + part.index(text)
            cells.append(RawCell(text, shown, Place(file, number, column)))
        else:
            cells.append(RawCell("", "", Place(file, number, start + 1)))
        start += len(part) + 1
    return RawRow(tuple(cells), Place(file, number))


def split_row(line: str) -> list[str]:
    """Return the texts of the cells of a row, without the blanks around them."""
    return [part.strip() for part in _parts(line)[1]]


def _parts(line: str) -> tuple[int, list[str]]:
    """Return what stands between the pipes of a row, and how many characters stand before that.

    A row ends with a pipe or without one.
    """
    start = 0 if line.startswith("|") else _lead_end(line)
    start += line.startswith("|", start)
    rest = line[start:]
    parts = _PIPE.split(rest) if "\\" in rest else rest.split("|")
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return start, parts


def _lead_end(line: str) -> int:
    """Return where the text of a line begins, behind the marks of quotes and lists that stand before a row."""
    lead = _LEAD.match(line)
    return lead.end() if lead else 0
