"""Differences as a web page that stands alone: the sentences, and each change side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.compare_formats.compared import title_of
from raci_graph.compare_formats.diff_rows import COLUMNS, diff_rows
from raci_graph.compare_formats.sentences import groups, summary
from raci_graph.pages import page
from raci_graph.report_formats.inert import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.compare_formats.compared import Compared


def render(diffs: Sequence[Compared]) -> str:
    """Return differences as HTML; every text of a source is escaped."""
    return page("diff", **values_of(diffs))


def values_of(diffs: Sequence[Compared]) -> dict[str, object]:
    """Return what the template of the page is filled with."""
    return {"title": "What changed", "columns": COLUMNS, "diffs": [_shown(each) for each in diffs]}


def _shown(compared: Compared) -> dict[str, object]:
    matrix = compared.new or compared.old
    diff = compared.diff
    return {
        "title": inert(matrix.title if matrix else ""),
        "old": inert(title_of(compared.old)) if compared.old else None,
        "new": inert(title_of(compared.new)) if compared.new else None,
        "summary": inert(summary(compared)),
        "groups": [
            {"kind": group.kind.value, "heading": group.heading, "sentences": [inert(each) for each in group.sentences]}
            for group in (groups(diff) if diff else ())
        ],
        "rows": [tuple(map(inert, row)) for row in diff_rows(diff)] if diff else [],
    }
