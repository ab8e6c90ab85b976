"""Findings as JSON, documented by ``raci_graph/schemas/findings.schema.json``."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from raci_graph.findings import Severity
from raci_graph.report_formats.checked import all_findings
from raci_graph.report_formats.inert import with_escapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.report_formats.checked import Checked


def render(checks: Sequence[Checked]) -> str:
    """Return findings as JSON, each with the SOURCE and the file that it was found in."""
    found = all_findings(checks)
    open_ones = Counter(finding.severity for _, finding in found if not finding.waived)
    counts: dict[str, int] = {severity.value: open_ones[severity] for severity in Severity}
    counts["waived"] = sum(finding.waived is not None for _, finding in found)
    findings = [
        {**finding.as_dict(), "source": checked.source.name, "file": checked.path(finding.place)}
        for checked, finding in found
    ]
    return to_json({"findings": findings, "counts": counts})


def to_json(data: object) -> str:
    """Return data as JSON that steers no terminal."""
    return with_escapes(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
