"""What changed in the terms since the last release, as the section of a changelog."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.dist.terms import TermChange

_SECTIONS = {
    "Added": ("added",),
    "Changed": ("meaning", "words"),
    "Deprecated": ("deprecated",),
    "Removed": ("removed",),
}


def changes_text(version: str, day: str, last: str | None, changes: Sequence[TermChange]) -> str:
    """Return the section of a version in the form of Keep a Changelog; what breaks is marked and comes first.

    Args:
        version: the version.
        day: its date.
        last: the version that it is compared with; None for the first release.
        changes: what became of each term.
    """
    since = f"Terms of the ontology, compared with {last}." if last else "The first release: every term is new."
    parts = [f"## [{version}] - {day}\n\n{since}\n"]
    for title, kinds in _SECTIONS.items():
        lines = [_line(each) for each in sorted(changes, key=lambda one: not one.breaking) if each.kind in kinds]
        if lines:
            parts.append(f"### {title}\n\n" + "".join(f"{line}\n" for line in lines))
    if last and not changes:
        parts.append("No term changed.\n")
    return "\n".join(parts)


def _line(change: TermChange) -> str:
    mark = "**Breaking:** " if change.breaking else ""
    if change.kind == "words":
        return f"- `{change.term}`: worded otherwise ({change.detail})."
    detail = {"meaning": f": {change.detail}", "added": f" ({change.detail})", "removed": f" ({change.detail})"}
    return f"- {mark}`{change.term}`{detail.get(change.kind, '')}."
