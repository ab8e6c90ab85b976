"""Differences as Markdown, for a change log or a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.compare_formats.compared import title_of
from raci_graph.compare_formats.sentences import groups, summary
from raci_graph.report_formats.inert import one_line
from raci_graph.results import inert_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.compare_formats.compared import Compared


def render(diffs: Sequence[Compared]) -> str:
    """Return differences as Markdown: a heading for each matrix, and a list for each kind of change."""
    return "\n".join("".join(f"{line}\n" for line in _lines(each)) for each in diffs)


def _lines(compared: Compared) -> Iterator[str]:
    matrix = compared.new or compared.old
    yield f"## {_inert(matrix.title if matrix else '')}"
    yield ""
    for side, each in (("Old", compared.old), ("New", compared.new)):
        if each is not None:
            yield f"- {side}: {_inert(title_of(each))}"
    yield ""
    yield _inert(summary(compared))
    if compared.diff is None:
        return
    for group in groups(compared.diff):
        yield ""
        yield f"### {group.heading}"
        yield ""
        yield from (f"- {_inert(sentence)}" for sentence in group.sentences)


def _inert(text: str) -> str:
    return inert_markdown(one_line(text))
