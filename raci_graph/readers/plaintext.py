"""Plain text into tables that are drawn with characters, and groups of lines of whose columns nothing is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.blocks import RawCell, TextLines
from raci_graph.model import Place
from raci_graph.readers.base import Page
from raci_graph.readers.dashed_table import dashed_table_at
from raci_graph.readers.grid import grid_tables
from raci_graph.readers.loose_rows import loose_rows
from raci_graph.readers.tabbed_rows import tabbed_tables
from raci_graph.readers.text import decode, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.blocks import Block, LostTable, RawTable

_SUBJECT = "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|předmět|тема|件名|主题|제목"
_SUBJECTS = frozenset(_SUBJECT.split("|"))
_MAIL = re.compile(
    rf"(?P<name>{_SUBJECT}|from|to|cc|bcc|date|sent|reply-to|von|an|datum|gesendet|de|para|fecha"
    r"|envoyé|enviado|da|inviato|van|aan|od|do|komu|от|кому|дата|差出人|宛先|日時|发件人|收件人)\s*[:\uff1a](?P<value>.*)",
    re.IGNORECASE,
)
"""A line of the head of a mail, in the languages of the word lists."""
_LEAST = 2
"""How many such lines a head has at least."""


def page(data: bytes, file: str, encoding: str | None = None) -> Page:
    """Return the tables of a plain text and the groups of its lines, split at blank lines.

    The title is the first line, or what a mail names as its subject.

    Args:
        data: the bytes of the document.
        file: its name, used in places and messages.
        encoding: the name of its encoding, where that is known.

    Returns:
        Tables whose columns are drawn, by "+---+" and "|" or by "|" alone, or parted by tabs, and groups whose lines
        keep their text (without the blanks around it) and their place.

    Raises:
        InputError: as ``decode`` raises it, or for a table with too many cells.
    """
    decoded = decode(data, file, encoding)
    drawn = _drawn(decoded.lines, file)
    head, title = _mail_head(decoded.lines)
    found: list[Block] = []
    lines: list[RawCell] = []
    at = 0
    while at < len(decoded.lines):
        text = decoded.lines[at].strip()
        if (at in drawn or not text) and lines:
            found.append(TextLines(tuple(lines)))
            lines = []
        if at in drawn:
            block, at = drawn[at]
            found.append(block)
            continue
        if text:
            column = len(decoded.lines[at]) - len(decoded.lines[at].lstrip()) + 1
            lines.append(RawCell(text, fold(text), Place(file, at + 1, column)))
            if title is None and at >= head and all(isinstance(each, TextLines) for each in found):
                title = lines[-1].plain
        at += 1
    if lines:
        found.append(TextLines(tuple(lines)))
    return Page(tuple(found), title, findings=decoded.findings)


def _mail_head(lines: Sequence[str]) -> tuple[int, str | None]:
    """Return the index of the line behind the head of a mail, 0 if none begins the text, and its subject."""
    at = first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    found: list[tuple[str, str]] = []
    while at < len(lines) and ((match := _MAIL.match(lines[at])) or (found and lines[at][:1].isspace())):
        if match:
            found.append((match["name"].casefold(), fold(match["value"])))
        elif not lines[at].strip():
            break
        at += 1
    if at - first < _LEAST or not any(name in _SUBJECTS or "@" in value for name, value in found):
        return 0, None
    return at, next((value for name, value in found if name in _SUBJECTS and value), None)


def _drawn(lines: Sequence[str], file: str) -> dict[int, tuple[RawTable | LostTable, int]]:
    """Return the tables by the index of their first line, each with the index of the line behind it."""
    grids = grid_tables(lines, file)
    inside = {at for where, _ in grids for at in where}
    for at in range(len(lines)):
        dashed = None if at in inside or at - 1 in inside else dashed_table_at(lines, at, file)
        if dashed:
            grids.append(dashed)
            inside.update(dashed[0])
    for where, tabbed in tabbed_tables(lines, inside, file):
        grids.append((where, tabbed))
        inside.update(where)
    found = {where.start: (table, where.stop) for where, table in grids}
    for loose in loose_rows(lines, (), inside, file, fold):
        if loose.block is not None:
            found[loose.lines[0]] = (loose.block, loose.lines[-1] + 1)
    return found
