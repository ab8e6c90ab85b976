"""A finding in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.report_formats.inert import one_line
from raci_graph.vocab import PREFIXES

if TYPE_CHECKING:
    from raci_graph.findings import Finding

_LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda each: -len(each[1]))


def finding_line(finding: Finding, place: str | None = None) -> str:
    """Return a finding in one line: place, code, severity, what it says, what was done."""
    at = place if place is not None else str(finding.place or "")
    parts = [f"{at}: " if at else "", f"{finding.code} {finding.severity.value}: {words(finding)}"]
    if finding.done:
        parts.append(f" ({finding.done})")
    return one_line("".join(parts))


def words(finding: Finding) -> str:
    """Return what a finding says, with what it is about in front, and the waiver behind; known IRIs by their prefix."""
    waived = f" (waived: {finding.waived})" if finding.waived else ""
    said = f"{with_prefixes(finding.message)}{waived}"
    return f"{finding.subject}: {said}" if finding.subject else said


def row_line(finding: Finding) -> str | None:
    """Return the row of a finding as printed, with "?" for a cell that the source does not show; None without one."""
    if not finding.printed:
        return None
    return one_line(f"| {' | '.join('?' if text is None else text for text in finding.printed)} |")


def with_prefixes(text: str) -> str:
    """Return a text with the IRIs of the fixed prefix table by their prefix.

    >>> with_prefixes("the term https://w3id.org/raci-graph/ns#Cell")
    'the term raci:Cell'
    """
    for prefix, iri in _LONGEST_FIRST if "://" in text else ():
        text = text.replace(iri, f"{prefix}:")
    return text
