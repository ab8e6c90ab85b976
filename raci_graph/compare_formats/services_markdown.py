"""A comparison of services as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.compare.services import Likeness
from raci_graph.compare_formats.services import (
    HEADINGS,
    burden_columns,
    burden_rows,
    grounds,
    sentences,
    summary,
    untyped_rows,
)
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
    for kind in Likeness:
        said = list(sentences(comparison, labels, kind)) if kind is not Likeness.SAME else []
        if said:
            yield from ("", f"### {HEADINGS[kind]}", "")
            yield from (f"- {_inert(each)}" for each in said)
    yield from ("", "### Burden by phase", "")
    yield from _table(burden_columns(comparison), burden_rows(comparison, labels))
    yield from ("", "### Side by side", "")
    yield from _table(side_columns(comparison), side_rows(comparison, labels))
    doubtful = grounds(comparison)
    if doubtful:
        yield from ("", "### Types that nobody decided", "")
        yield from (f"- {_inert(each)}" for each in doubtful)
    untyped = untyped_rows(comparison)
    if untyped:
        yield from ("", "### Rows without a type, which are not compared", "")
        yield from (f"- {_inert(each)}" for each in untyped)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(_inert, columns))} |"
    yield f"|{' --- |' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(map(_inert, row))} |"


def _inert(text: str) -> str:
    return inert_markdown(one_line(text))
