"""How much room texts take, and where they break: by the letters of a broad font, since a picture knows no fonts."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from raci_graph.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

_WIDTHS = {"ijl'|": 0.3, "fI.,:;!/\\- ": 0.37, 'tr()[]{}"': 0.42, "scz": 0.56, "kvxy": 0.6, "mwMW@%&": 1.0}
_BY_LETTER = {letter: wide for letters, wide in _WIDTHS.items() for letter in letters}
_CAPITAL, _USUAL, _WIDE = 0.77, 0.64, 1.05
_BOLD = 1.1
_ISOLATED = re.compile("\N{FIRST STRONG ISOLATE}.*?\N{POP DIRECTIONAL ISOLATE}")


def shown(text: str) -> str:
    """Return a text from a source in one line, without what XML cannot hold or what turns the direction of text.

    >>> shown("Run\\x00  it\\u202e")
    'Run\ufffd it\ufffd'
    """
    return printable(" ".join(text.split()))


def isolated(name: str) -> str:
    """Return a name as it stands in a sentence of ours, which it does not turn even if it is written right to left."""
    return f"\N{FIRST STRONG ISOLATE}{shown(name)}\N{POP DIRECTIONAL ISOLATE}"


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text belongs to a script that is written from right to left.

    Letters of isolated names do not count.

    >>> is_right_to_left("1. \u05e9\u05dc\u05d5\u05dd"), is_right_to_left("Mail")
    (True, False)
    """
    strong = (unicodedata.bidirectional(letter) for letter in _ISOLATED.sub("", text))
    return next((each in {"R", "AL"} for each in strong if each in {"L", "R", "AL"}), False)


def are_right_to_left(texts: Iterable[str]) -> bool:
    """Tell whether more than half of some texts begin in a script that is written from right to left.

    >>> are_right_to_left(["\u05e9\u05dc\u05d5\u05dd", "Mail", "\u05d3\u05d5\u05d0\u05e8"])
    True
    """
    turned = [is_right_to_left(each) for each in texts]
    return 2 * sum(turned) > len(turned)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text of that size is, about, in a broad font.

    >>> width("mail", 10), width("\u90ae", 10)
    (22.4, 10.5)
    """
    return round(sum(map(_em, text)) * size * (_BOLD if bold else 1), 2)


def _em(letter: str) -> float:
    from wcwidth import wcwidth

    cells = wcwidth(letter)
    if cells != 1:
        return _WIDE if cells == 2 else 0.0  # noqa: PLR2004 - as many cells of a terminal
    return _BY_LETTER.get(letter, _CAPITAL if letter.isupper() else _USUAL)


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a text that is to fit some room; a word that does not fit is broken. Nothing is left out.

    >>> wrapped("Keep the mail", 50, 10)
    ['Keep the', 'mail']
    >>> wrapped("Donaudampfschiff", 50, 10)
    ['Donauda', 'mpfschiff']
    """
    lines: list[str] = []
    line = ""
    for word in shown(text).split(" "):
        together = f"{line} {word}" if line else word
        if width(together, size, bold=bold) <= room:
            line = together
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, room, size, bold=bold)
        lines += full
    return [*lines, line]


def _pieces(word: str, room: float, size: float, *, bold: bool) -> list[str]:
    """Return the pieces of a word that fit; what has no width of its own, such as an accent, stays with its letter."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and _em(letter) and width(pieces[-1] + letter, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
