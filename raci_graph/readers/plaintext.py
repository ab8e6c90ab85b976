"""Plain text into paragraphs of lines: nothing is known of its columns."""

from __future__ import annotations

from raci_graph.model import Place, RawCell, TextLines
from raci_graph.readers.base import Page
from raci_graph.readers.text import decode, fold


def page(data: bytes, file: str) -> Page:
    """Return the groups of lines of a plain text, split at blank lines; the first line is its title.

    Args:
        data: the bytes of the document, UTF-8.
        file: its name, used in places and messages.

    Returns:
        Groups whose lines keep their text (without the blanks around it) and their place.

    Raises:
        InputError: as ``decode`` raises it.
    """
    found: list[TextLines] = []
    lines: list[RawCell] = []
    decoded = decode(data, file)
    for number, line in enumerate(decoded.lines, 1):
        text = line.strip()
        if text:
            column = len(line) - len(line.lstrip()) + 1
            lines.append(RawCell(text, fold(text), Place(file, number, column)))
        elif lines:
            found.append(TextLines(tuple(lines)))
            lines = []
    if lines:
        found.append(TextLines(tuple(lines)))
    return Page(tuple(found), found[0].lines[0].plain if found else None, findings=decoded.findings)
