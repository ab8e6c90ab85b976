"""Differences as JSON: all facts, none in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from raci_graph.compare.roles import held, is_open, role_names
from raci_graph.compare.sections import Sections
from raci_graph.report_formats.inert import with_escapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raci_graph.compare.changes import Diff, Held, RowChange
    from raci_graph.compare_formats.compared import Compared
    from raci_graph.model import Activity, Matrix

Form = dict[str, Any]


def render(diffs: Sequence[Compared]) -> str:
    """Return differences as JSON, in the form of ``schemas/diff.schema.json``."""
    made = {"diffs": [compared_form(each) for each in diffs]}
    return with_escapes(json.dumps(made, ensure_ascii=False, indent=2)) + "\n"


def compared_form(compared: Compared) -> Form:
    """Return one difference as plain data."""
    form: Form = {"old": _matrix(compared.old), "new": _matrix(compared.new)}
    return form if compared.diff is None else form | _diff(compared.diff)


def _diff(diff: Diff) -> Form:
    sections = Sections(diff.old), Sections(diff.new)
    return {
        "counts": diff.counts(),
        "same": len(diff.pairs),
        "changes": [_change(each) for each in diff.changes],
        "added": [_activity(each, diff.new, sections[1]) for each in diff.added],
        "dropped": [_activity(each, diff.old, sections[0]) for each in diff.dropped],
        "questions": [
            {
                "oldRow": each.old.row,
                "oldText": each.old.text,
                "row": each.new.row,
                "text": each.new.text,
                "score": round(each.score, 1),
                "why": each.why,
            }
            for each in diff.questions
        ],
        "parties": [
            {"old": each.old, "new": each.new}
            | ({"ground": each.ground.value} if each.ground else {})
            | ({"agreeing": each.agreeing, "compared": each.compared} if each.compared else {})
            for each in diff.parties
        ],
        "sections": [
            {
                "old": list(each.old) if each.old else None,
                "new": list(each.new) if each.new else None,
                "oldNumber": each.old_number,
                "newNumber": each.new_number,
            }
            for each in diff.sections
        ],
        "legend": [{"letter": each.letter, "old": each.old, "new": each.new} for each in diff.legend],
    }


def _change(change: RowChange) -> Form:
    pair = change.pair
    form: Form = {
        "kinds": [kind.value for kind in change.kinds],
        "oldRow": pair.old.row,
        "row": pair.new.row,
        "oldText": pair.old.text,
        "text": pair.new.text,
        "ground": pair.ground.value,
        "score": round(pair.score, 1),
    }
    if change.gained or change.lost:
        form |= {"gained": _held(change.gained), "lost": _held(change.lost)}
    if change.old_section or change.new_section:
        form |= {"oldSection": list(change.old_section), "section": list(change.new_section)}
    if change.remarks:
        form["remarks"] = [{"beside": name, "old": old, "new": new} for name, old, new in change.remarks]
    return form


def _activity(activity: Activity, matrix: Matrix, sections: Sections) -> Form:
    path = sections.path(activity.section)
    form: Form = {"row": activity.row, "text": activity.text, "section": list(path)}
    if activity.place:
        form["place"] = activity.place.as_dict()
    if is_open(activity):
        return form | {"unsettled": True}
    return form | {"roles": _held(sorted(held(activity, role_names(matrix))))}


def _held(roles: Iterable[Held]) -> list[Form]:
    return [{"party": party, "role": role} for party, role in roles]


def _matrix(matrix: Matrix | None) -> Form | None:
    if matrix is None:
        return None
    return {
        "iri": matrix.iri,
        "title": matrix.title,
        "version": matrix.about.version,
        "source": matrix.source,
        "rows": len(matrix.activities),
    }
