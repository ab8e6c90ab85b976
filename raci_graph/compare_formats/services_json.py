"""A comparison of services as JSON: all facts, none in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from raci_graph.report_formats.inert import with_escapes

if TYPE_CHECKING:
    from raci_graph.compare.row_types import TypedRow
    from raci_graph.compare.services import Comparison, Share
    from raci_graph.compare_formats.services import Labels

Form = dict[str, Any]


def render(comparison: Comparison, labels: Labels) -> str:
    """Return a comparison as JSON, in the form of ``schemas/comparison.schema.json``."""
    return with_escapes(json.dumps(comparison_form(comparison, labels), ensure_ascii=False, indent=2)) + "\n"


def comparison_form(comparison: Comparison, labels: Labels) -> Form:
    """Return a comparison as plain data."""
    return {
        "services": [
            {"name": name, "iri": each.iri, "title": each.title, "version": each.about.version, "source": each.source}
            for name, each in zip(comparison.names, comparison.services, strict=True)
        ],
        "works": [
            {
                "kind": work.kind.value,
                "type": work.type,
                "typeLabel": labels.of(work.type) if work.type else None,
                "rows": [_share(share) for share in work.shares],
            }
            for work in comparison.works
        ],
        "burdens": [
            {
                "service": each.service,
                "phase": each.phase,
                "phaseLabel": labels.of(each.phase) if each.phase else None,
                "party": each.party,
                "answers": each.answers,
                "does": each.does,
            }
            for each in comparison.burdens
        ],
        "untyped": [
            {"service": service, "row": row.activity.row, "text": row.activity.text}
            for service, rows in enumerate(comparison.untyped)
            for row in rows
        ],
    }


def _share(share: Share) -> Form:
    form: Form = {
        "service": share.service,
        "row": share.row.activity.row,
        "text": share.row.activity.text,
        "typeGround": _ground(share.row),
    }
    if share.is_open:
        return form | {"unsettled": True}
    return form | {
        "answers": list(share.answers),
        "does": list(share.does),
        "others": [{"party": party, "role": role} for party, role in share.others],
    }


def _ground(row: TypedRow) -> Form:
    form: Form = {"ground": row.ground.value if row.ground else None, "score": row.score}
    return form | ({"why": row.why} if row.why else {})
