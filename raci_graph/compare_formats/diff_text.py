"""Differences as plain text: a sentence a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.compare_formats.compared import title_of
from raci_graph.compare_formats.sentences import groups, summary
from raci_graph.report_formats.inert import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.compare_formats.compared import Compared


def render(diffs: Sequence[Compared]) -> str:
    """Return differences as lines: what is compared, a summary, and the changes by kind."""
    return "\n".join("".join(f"{line}\n" for line in _lines(each)) for each in diffs)


def _lines(compared: Compared) -> Iterator[str]:
    for side, matrix in (("old", compared.old), ("new", compared.new)):
        if matrix is not None:
            yield f"{side}: {one_line(title_of(matrix))}"
    yield one_line(summary(compared))
    if compared.diff is None:
        return
    for group in groups(compared.diff):
        yield ""
        yield f"{group.heading} ({len(group.sentences)})"
        yield from (f"  {one_line(sentence)}" for sentence in group.sentences)
