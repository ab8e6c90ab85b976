"""A comparison of services as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.compare_formats.services import burden_columns, burden_rows, differences, remarks, summary
from raci_graph.compare_formats.services_rows import side_columns, side_rows
from raci_graph.report_formats.inert import one_line
from raci_graph.results import inert_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci_graph.compare.services import Comparison
    from raci_graph.compare_formats.services import Labels


def render(comparison: Comparison, labels: Labels) -> str:
    """Return a comparison as Markdown: the differences as lists, the burden and all pieces of work as tables."""
    return "".join(f"{line}\n" for line in _lines(comparison, labels))


def _lines(comparison: Comparison, labels: Labels) -> Iterator[str]:
    yield "## Services side by side"
    yield ""
    yield from (f"- {_inert(name)}" for name in comparison.names)
    yield ""
    yield _inert(summary(comparison))
    yield from _lists(differences(comparison, labels))
    yield from ("", "### Burden by phase", "")
    yield from _table(burden_columns(comparison), burden_rows(comparison, labels))
    yield from ("", "### Side by side", "")
    yield from _table(side_columns(comparison), side_rows(comparison, labels))
    yield from _lists(remarks(comparison))


def _lists(groups: Iterable[tuple[str, Sequence[str]]]) -> Iterator[str]:
    for heading, said in groups:
        yield from ("", f"### {heading}", "")
        yield from (f"- {_inert(each)}" for each in said)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(_inert, columns))} |"
    yield f"|{' --- |' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(map(_inert, row))} |"


def _inert(text: str) -> str:
    return inert_markdown(one_line(text))
