"""Cells of HTML without what is there to be clicked: buttons, fields of forms in headers, and signs of sort links."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from raci_graph.readers.html_text import BUTTON, FIELD, SPOKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from raci_graph.blocks import RawCell
    from raci_graph.readers.html_text import Line, Piece

_MARK = re.compile(r"\s*[A-WYZ]\s*")
"""A letter that may be that of a role; X closes something."""
_CROSS = {"x", "X"}
_SORT_SIGNS = "▲▼△▽▴▾▵▿↑↓⇅⇵↕⬍⬆⬇⏶⏷\ufe0e\ufe0f"
_AROUND = _SORT_SIGNS + " \n"


def without_controls(lines: Sequence[Line], *, heads: bool) -> Sequence[Line]:
    """Return the lines of a cell without its buttons, in a header also without fields, where other text is shown.

    Where there are buttons alone, those without a word or number in them are left out beside those with one. A button
    with one letter stays in a cell that is no header.

    Args:
        lines: the lines.
        heads: whether the cell is a header.
    """
    controls = BUTTON | FIELD if heads else BUTTON
    if not any(marks & controls for line in lines for _, marks in line.pieces):
        return lines

    def is_text(piece: Piece) -> bool:
        return not piece[1] & controls or (not heads and bool(_MARK.fullmatch(piece[0])))

    def says(piece: Piece) -> bool:
        return not piece[1] & controls or any(char.isalnum() for char in piece[0] if piece[0].strip() not in _CROSS)

    return _only(lines, is_text) or _only(lines, says) or lines


def without_sort_signs(cell: RawCell) -> RawCell:
    """Return a header without the signs at its ends that say how its column is sorted, or as it is if that is all."""
    text, plain = cell.text.strip(_AROUND), cell.plain.strip(_AROUND)
    return replace(cell, text=text, plain=plain) if plain and plain != cell.plain else cell


def _only(lines: Sequence[Line], is_kept: Callable[[Piece], bool]) -> Sequence[Line]:
    """Return the lines of the kept pieces; none where no word, number or pictured sign is seen in them."""
    kept = [line._replace(pieces=[piece for piece in line.pieces if is_kept(piece)]) for line in lines]
    return [line for line in kept if any(text.strip() for text, _ in line.pieces)] if _are_seen(kept) else ()


def _are_seen(lines: Iterable[Line]) -> bool:
    return any(
        char.isalnum() or unicodedata.category(char) == "So"
        for line in lines
        for text, marks in line.pieces
        if not marks & SPOKEN
        for char in text
    )
