"""Names in a cell whose lines end where its column does: which of its line breaks part names, and which lie in one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raci_graph.parse.markup import without_markup

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_PARTING = re.compile(
    r"([,;|\u3001\uff0c\uff1b\uff5c]|(?:[ \t]\+)?\n[ \t]*\n\s*|[ \t]\+\n"
    r"|\n(?=[ \t]*(?:[*\u2022-]|[0-9]{1,2}[.)])[ \t]))"
)
"""What parts names by itself: a sign, or a break that is shown: a blank line, a plus (AsciiDoc), an item of a list."""
_JOINING = re.compile(
    r"(?:[/&+\u00b7]|\b(?:and|or|und|oder|et|ou|y|o|e|en|of|i))[ \t]*\n"
    r"|\n[ \t]*(?:[/&+\u00b7]|(?:and|or|und|oder|et|ou)\b)|\([^()]*\n|\n[ \t]*\("
)
"""A break beside what may join names, which is asked of its own, or before or within brackets."""


def joined_lines(text: str, known: Collection[str]) -> str | None:
    """Return the text of a cell with a blank for each line break that parts no names, as long as before.

    A break between names that are known parts them; one within a name that is known does not, nor one before a small
    letter where the name has a capital.

    Args:
        text: the cell as the source has it, with names of parties.
        known: names that stand alone elsewhere in the matrix, in small letters.

    Returns:
        None where it is not plain whether a line goes on with the one above.

    >>> joined_lines("Head\\nbaker, Ann", ()), joined_lines("Bo\\nAnn", {"bo", "ann"}), joined_lines("Bo\\nAnn", {"bo"})
    ('Head baker, Ann', 'Bo\\nAnn', None)
    """
    parts = [_joined(part, known) if at % 2 == 0 else _broken(part) for at, part in enumerate(_PARTING.split(text))]
    return None if None in parts else "".join(part for part in parts if part)


def names_on_a_line(text: str) -> Iterator[str]:
    """Yield the names of a cell that no line break goes through, but for those that part names by themselves."""
    yield from (part.strip() for part in _PARTING.split(text)[::2] if "\n" not in part.strip())


def _broken(sign: str) -> str:
    """Return what parts names: a sign, or a line break as long as what it stands for."""
    return "\n".rjust(len(sign)) if "\n" in sign else sign


def _joined(part: str, known: Collection[str]) -> str | None:
    """Return what stands between two such signs with its lines joined, or as it is where all of them are names."""
    lines = [_folded(line) for line in part.strip().split("\n")]
    as_one = part.replace("\n", " ")
    if len(lines) == 1 or _folded(part) in known or _JOINING.search(part):
        return as_one
    if all(line in known for line in lines):
        return part
    shown = part.strip()
    goes_on = all(line.strip()[:1].islower() for line in shown.split("\n")[1:])
    return as_one if shown[:1].isupper() and goes_on else None


def _folded(text: str) -> str:
    return " ".join(without_markup(text).split()).casefold()
