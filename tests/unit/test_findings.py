"""Findings: how much they weigh, in which order they stand, and what they are as data."""

import pytest

from raci_graph.findings import Finding, Severity, Waiver
from raci_graph.model import Place


@pytest.mark.parametrize(
    ("severity", "reached"),
    [
        (Severity.VIOLATION, ["violation", "warning", "info"]),
        (Severity.WARNING, ["warning", "info"]),
        (Severity.INFO, ["info"]),
    ],
)
def test_a_severity_reaches_the_thresholds_that_are_not_graver(severity, reached):
    assert [threshold.value for threshold in Severity if severity.reaches(threshold)] == reached


def test_findings_stand_by_weight_then_code_then_row_then_place():
    expected = [
        Finding("W01", Severity.VIOLATION, "a", Place("a.md", 9), row=1),
        Finding("W02", Severity.VIOLATION, "a", row=9),
        Finding("W02", Severity.VIOLATION, "a", row=10),
        Finding("A01", Severity.WARNING, "b", Place("a.md", 9)),
        Finding("A01", Severity.WARNING, "a", Place("a.md", 10)),
        Finding("A01", Severity.INFO, "a"),
    ]
    mixed = [expected[at] for at in (3, 0, 5, 2, 4, 1)]
    assert sorted(mixed, key=Finding.sort_key) == expected


def test_a_finding_as_data_leaves_out_what_is_not_known_but_for_the_place():
    assert Finding("P08", Severity.INFO, "no legend").as_dict() == {
        "code": "P08",
        "severity": "info",
        "message": "no legend",
        "place": None,
    }


def test_a_finding_as_data_holds_all_that_is_known():
    waiver = Waiver("urn:x:w", "W02", "urn:x:a", "agreed", "Jo", "2026-01-31", "2026-12-31")
    finding = Finding("W02", Severity.WARNING, "m", Place("a.md", 3, 5), focus="urn:x:a", row=2, waived=waiver)
    assert finding.as_dict() == {
        "code": "W02",
        "severity": "warning",
        "message": "m",
        "place": {"file": "a.md", "line": 3, "column": 5},
        "focus": "urn:x:a",
        "row": 2,
        "waived": {
            "iri": "urn:x:w",
            "rule": "W02",
            "activity": "urn:x:a",
            "reason": "agreed",
            "who": "Jo",
            "on": "2026-01-31",
            "expires": "2026-12-31",
        },
    }


def test_a_finding_as_data_shows_its_row_as_printed():
    finding = Finding("W02", Severity.INFO, "m", matrix="urn:x:m", row=1, printed=("Run", None, ""))
    assert finding.as_dict() == {
        "code": "W02",
        "severity": "info",
        "message": "m",
        "place": None,
        "matrix": "urn:x:m",
        "row": 1,
        "printed": ["Run", None, ""],
    }


def test_a_waiver_without_an_end_says_none():
    assert str(Waiver("urn:x:w", "W02", "urn:x:a", "Agreed.", "Jo", "2026-01-31")) == "Agreed. (Jo, 2026-01-31)"
