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
    """
    parts = split_row(line)
    texts = [text.replace("\\|", "|") for text, _ in parts] if "\\" in line else [text for text, _ in parts]
    cells = [
        RawCell(text, plain(shown), Place(file, number, column))
        for (text, column), shown in zip(parts, texts, strict=True)
    ]
    return RawRow(tuple(cells), Place(file, number))


def split_row(line: str) -> list[tuple[str, int]]:
    """Return the cells of a row with the column in which each begins; a blank one begins behind its pipe."""
    start = 0 if line.startswith("|") else _lead_end(line)
    start += line.startswith("|", start)
    rest = line[start:]
    parts = _PIPE.split(rest) if "\\" in rest else rest.split("|")
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    cells = []
    for part in parts:
        text = part.strip()
        cells.append((text, start + 1 + (len(part) - len(part.lstrip()) if text else 0)))
        start += len(part) + 1
    return cells


def _lead_end(line: str) -> int:
    """Return where the text of a line begins, behind the marks of quotes and lists that stand before a row."""
    lead = _LEAD.match(line)
    return lead.end() if lead else 0
