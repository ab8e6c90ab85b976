"""Findings as SARIF 2.1.0, which code hosts and editors show; the pages of the rules are its help."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from raci_graph import __version__
from raci_graph.explain import codes as known_codes
from raci_graph.explain import explain, part, title
from raci_graph.findings import Severity
from raci_graph.report_formats.checked import all_findings
from raci_graph.report_formats.inert import inert
from raci_graph.report_formats.json_form import to_json
from raci_graph.report_formats.lines import words
from raci_graph.vocab import RULE_PAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raci_graph.findings import Finding, Waiver
    from raci_graph.model import Place
    from raci_graph.report_formats.checked import Checked

    Json = dict[str, object]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://w3id.org/raci-graph/"
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_FINGERPRINT = "raciGraph/v1"


def render(checks: Sequence[Checked]) -> str:
    """Return a log with one run: the rules that found something, and a result for each finding.

    A waived finding is a suppressed result. The fingerprint of a result does not change when lines move.
    """
    found = all_findings(checks)
    gravest: dict[str, Severity] = {}
    for _, finding in found:
        gravest[finding.code] = min(
            gravest.get(finding.code, finding.severity), finding.severity, key=lambda each: each.rank
        )
    rules = sorted(gravest)
    seen: Counter[str] = Counter()
    results = [_result(checked, finding, rules, seen) for checked, finding in found]
    driver: Json = {
        "name": "raci-graph",
        "semanticVersion": __version__,
        "informationUri": _HOME,
        "rules": [_rule(code, gravest[code]) for code in rules],
    }
    run: Json = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return to_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, severity: Severity) -> Json:
    rule: Json = {"id": code, "defaultConfiguration": {"level": _LEVELS[severity]}}
    if code in known_codes():
        page = explain(code)
        rule |= {
            "shortDescription": {"text": f"{title(code)}."},
            "fullDescription": {"text": part(code, "Problem").partition("\n\n")[0]},
            "help": {"text": page, "markdown": page},
            "helpUri": f"{RULE_PAGES}{code}",
        }
    return rule


def _result(checked: Checked, finding: Finding, rules: Sequence[str], seen: Counter[str]) -> Json:
    done = f" ({finding.done})" if finding.done else ""
    properties: Json = {
        "row": finding.row,
        "printed": list(finding.printed) or None,
        "matrix": finding.matrix,
        "shape": finding.shape,
        "focus": finding.focus,
        "path": finding.path,
        "value": finding.value,
    }
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": rules.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": inert(f"{words(finding)}{done}".rstrip(".") + ".")},
        "locations": [_location(checked, finding.place)],
        "partialFingerprints": {_FINGERPRINT: _fingerprint(checked, finding, seen)},
        "suppressions": [_suppression(finding.waived)] if finding.waived else [],
    }
    known = {name: value for name, value in properties.items() if value is not None}
    return {**result, "properties": known} if known else result


def _location(checked: Checked, place: Place | None) -> Json:
    physical: Json = {"artifactLocation": {"uri": _uri(checked.path(place))}}
    if place and place.line:
        physical["region"] = {"startLine": place.line, **({"startColumn": place.column} if place.column else {})}
    location: Json = {"physicalLocation": physical}
    if place and place.sheet:
        name = f"{place.sheet}!{place.cell}" if place.cell else place.sheet
        location["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "cell" if place.cell else "sheet"}]
    return location


def _uri(path: str) -> str:
    """Return the path of a file as a relative URI; one outside of the working folder as a file URI."""
    if not Path(path).is_absolute():
        return quote(PurePosixPath(path).as_posix())
    try:
        return quote(Path(path).relative_to(Path.cwd()).as_posix())
    except ValueError:
        return Path(path).as_uri()


def _fingerprint(checked: Checked, finding: Finding, seen: Counter[str]) -> str:
    """Return a digest of what a finding says and of what, without its place; those that say the same are counted."""
    titles = {matrix.iri: matrix.title for matrix in checked.source.matrices}
    title_of = titles.get(finding.matrix, "")
    shape = (finding.shape or "").rpartition("#")[2]
    parts = (finding.code, checked.path(finding.place), title_of, shape, finding.subject or "", finding.message)
    digest = sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"


def _suppression(waiver: Waiver) -> Json:
    return {
        "kind": "external",
        "status": "accepted",
        "justification": inert(str(waiver)),
        "properties": waiver.as_dict(),
    }
