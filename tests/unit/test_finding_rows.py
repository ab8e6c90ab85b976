"""Findings that are counted before they are made."""

from dataclasses import replace

import pytest

from raci_graph.finding_rows import FindingRows, Kind, counts_of
from raci_graph.findings import Finding, Severity, Waiver
from raci_graph.model import Place

WAIVER = Waiver("urn:x:w", "W02", "urn:x:a", "Agreed.", "Jo", "2026-01-31")
GRAVE = Finding("S01", Severity.VIOLATION, "m", Place("page.md", 3), printed=("Bake", None))
LIGHT = Finding("W02", Severity.WARNING, "n")
FOUND = (GRAVE, LIGHT, replace(LIGHT, waived=WAIVER), replace(LIGHT, message="o"))
COUNTS = [["S01", "violation", False, 1], ["W02", "warning", False, 2], ["W02", "warning", True, 1]]


def kept():
    return FindingRows(lambda: [finding.as_row() for finding in FOUND], COUNTS)


def never():
    raise AssertionError


def test_they_are_what_was_put_in():
    rows = kept()
    assert (list(rows), rows[1], rows[:2], len(rows)) == (list(FOUND), LIGHT, FOUND[:2], 4)
    assert rows == kept()
    assert rows == FOUND
    assert rows != FOUND[1:]
    assert rows != 4


def test_their_kinds_are_known_before_they_are_made():
    rows = FindingRows(never, COUNTS)
    assert rows.counts == counts_of(rows) == counts_of(FOUND)
    assert counts_of(FOUND) == {
        Kind("S01", "violation", is_waived=False): 1,
        Kind("W02", "warning", is_waived=False): 2,
        Kind("W02", "warning", is_waived=True): 1,
    }
    assert (len(rows), len(rows.only("S01".__eq__)), len(rows.only("S02".__eq__))) == (4, 1, 0)


@pytest.mark.parametrize(("code", "expected"), [("S01", FOUND[:1]), ("W02", FOUND[1:]), ("W03", ())])
def test_some_of_them_are_those_of_a_rule(code, expected):
    rows = kept().only(code.__eq__)
    assert (tuple(rows), rows.counts) == (expected, counts_of(expected))


def test_what_is_taken_twice_is_taken_by_both():
    rows = kept().only("W02".__eq__)
    assert list(rows.only("S01".__eq__)) == []
    assert rows.only("W02".__eq__) is rows
