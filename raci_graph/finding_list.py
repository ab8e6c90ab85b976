"""Findings as a list that a notebook shows as a table, and that goes to pandas and polars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, SupportsIndex, overload

from raci_graph.engines.frames import library
from raci_graph.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas
    import polars

_HEADS = ("Rule", "Severity", "Row", "Subject", "Finding", "Place", "Waived")
_COLUMNS: dict[str, Callable[[Finding], object]] = {
    "code": lambda each: each.code,
    "severity": lambda each: each.severity.value,
    "matrix": lambda each: each.matrix,
    "row": lambda each: each.row,
    "subject": lambda each: each.subject,
    "message": lambda each: each.message,
    "place": lambda each: _text(each.place),
    "done": lambda each: each.done,
    "waived": lambda each: _text(each.waived),
    "focus": lambda each: each.focus,
    "path": lambda each: each.path,
    "value": lambda each: each.value,
    "shape": lambda each: each.shape,
}
_NUMBER = "row"
"""The one column of numbers; all others have texts."""


class Findings(list[Finding]):
    """A list of findings; what is cut out of it is one, too.

    As a table it has a row for each finding, with columns named as the parts of ``Finding``, and without ``printed``.
    """

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        """Take the findings, in order."""
        super().__init__(findings)

    @overload
    def __getitem__(self, at: SupportsIndex) -> Finding: ...

    @overload
    def __getitem__(self, at: slice) -> Findings: ...

    def __getitem__(self, at: SupportsIndex | slice) -> Finding | Findings:
        """Return one of them, or several."""
        return Findings(super().__getitem__(at)) if isinstance(at, slice) else super().__getitem__(at)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the findings as a table of pandas: the row as a number, all else as texts.

        Raises:
            MissingToolError: if pandas is not installed.
        """
        frame: pandas.DataFrame = library("pandas").DataFrame(self._by_column())
        return frame.astype({name: "Int64" if name == _NUMBER else "string" for name in _COLUMNS})

    def to_polars(self) -> polars.DataFrame:
        """Return the findings as a table of polars: the row as a number, all else as texts.

        Raises:
            MissingToolError: if polars is not installed.
        """
        made: Any = library("polars")
        types = {name: made.Int64 if name == _NUMBER else made.String for name in _COLUMNS}
        frame: polars.DataFrame = made.DataFrame(self._by_column(), schema=types)
        return frame

    def _by_column(self) -> dict[str, list[Any]]:
        return {name: [part(each) for each in self] for name, part in _COLUMNS.items()}

    def _repr_html_(self) -> str:
        """Return the first findings, for a notebook."""
        from raci_graph.html_table import html_table

        rows = [
            (
                each.code,
                each.severity.value,
                *map(_shown, (each.row, each.subject, each.message, each.place, each.waived)),
            )
            for each in self
        ]
        return html_table(f"{len(self):,} {'finding' if len(self) == 1 else 'findings'}", _HEADS, rows)


def _text(part: object) -> str | None:
    return None if part is None else str(part)


def _shown(part: object) -> str:
    return _text(part) or ""
