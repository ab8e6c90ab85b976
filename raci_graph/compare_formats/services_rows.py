"""A comparison of services as rows of a table: a row for each piece of work, a column for each service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.compare_formats.services import MANY, ground_said, parts_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_graph.compare.row_types import TypedRow
    from raci_graph.compare.services import Comparison, Share
    from raci_graph.compare_formats.services import Labels


def side_columns(comparison: Comparison) -> tuple[str, ...]:
    """Return the heads of the columns; of many services not each has its own."""
    if len(comparison.services) > MANY:
        return ("kind", "type", "service", "row", "activity", "parts", "ground")
    return ("kind", "type", *comparison.names)


def side_rows(comparison: Comparison, labels: Labels) -> Iterator[tuple[str, ...]]:
    """Yield the rows: a piece of work each, or of many services a row of a service each."""
    many = len(comparison.services) > MANY
    for work in comparison.works:
        name = labels.of(work.type)
        by_service = {share.service: share for share in work.shares}
        if many:
            yield from ((work.kind, name, comparison.names[at], *_row(each)) for at, each in by_service.items())
        else:
            yield work.kind, name, *(_cell(by_service.get(at)) for at in range(len(comparison.names)))


def _row(share: Share) -> tuple[str, ...]:
    activity = share.row.activity
    return str(activity.row), activity.text, parts_said(share), ground_said(share)


def _cell(share: Share | None) -> str:
    if share is None:
        return ""
    return f"{_numbered(share.row)}: {parts_said(share)}"


def _numbered(row: TypedRow) -> str:
    return f"{row.activity.row} {row.activity.text}"
