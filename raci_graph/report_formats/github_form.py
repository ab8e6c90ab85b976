"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.explain import title
from raci_graph.findings import Severity
from raci_graph.report_formats.checked import all_findings
from raci_graph.report_formats.inert import inert, inert_in_logs
from raci_graph.report_formats.lines import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.findings import Finding
    from raci_graph.report_formats.checked import Checked

_COMMANDS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(checks: Sequence[Checked]) -> str:
    """Return a command for each finding; a waived one is a notice."""
    return "".join(f"{_command(checked, finding)}\n" for checked, finding in all_findings(checks))


def _command(checked: Checked, finding: Finding) -> str:
    place = finding.place
    properties = {
        "file": checked.path(place),
        "line": place.line if place else None,
        "col": place.column if place else None,
        "title": f"{finding.code} {title(finding.code)}".rstrip() + (" (waived)" if finding.waived else ""),
    }
    shown = ",".join(f"{name}={_escaped(str(value))}" for name, value in properties.items() if value is not None)
    name = "notice" if finding.waived else _COMMANDS[finding.severity]
    at = f"{place}: " if place and place.sheet else ""
    done = f" ({finding.done})" if finding.done else ""
    return f"::{name} {shown}::{_safe(f'{at}{words(finding)}{done}').translate(_IN_DATA)}"


def _escaped(text: str) -> str:
    return _safe(text).translate(_IN_PROPERTY)


def _safe(text: str) -> str:
    """Return an inert text that keeps its line breaks, which are escaped; any other break is a blank."""
    return inert_in_logs(inert("\n".join(" ".join(line.split()) for line in text.splitlines())))
