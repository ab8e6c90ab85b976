"""Text of a sheet that is struck out, wholly or in part, and how that is written: between ``~~``."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Run(NamedTuple):
    """A part of a text, and whether it is struck out; None where it is if the style of its cell says so."""

    text: str
    struck: bool | None


def written(runs: Iterable[Run], *, struck: bool) -> str:
    r"""Return the text of runs, each line of what is struck out between ``~~`` and no blank beside it.

    Args:
        runs: the parts of a text.
        struck: whether the style of the cell strikes out its text.

    >>> written([Run("R ", True), Run("A", None)], struck=False)
    '~~R~~ A'
    """
    parts = [(run.text, struck if run.struck is None else run.struck) for run in runs]
    return "".join(
        _marked("".join(text for text, _ in group)) if is_struck else "".join(text for text, _ in group)
        for is_struck, group in groupby(parts, key=lambda part: part[1])
    )


def _marked(text: str) -> str:
    return "\n".join(
        line.replace(line.strip(), f"~~{line.strip()}~~", 1) if line.strip() else line for line in text.split("\n")
    )
