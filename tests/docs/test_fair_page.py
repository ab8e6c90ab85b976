"""docs/fair.md: every check and pitfall has a row, every row names tests that exist, every test of tests/fair a row."""

import re

import pytest

METADATA = ["OM1", "FIND1", "HTTP1", "RDF1", "VOC1", "VOC2", "OM2", "OM3", "OM4.1", "OM5.1", "OM5.2"]
OFFLINE = ["PURL1", "URI2", "VER1", *METADATA, "VOC3", "VOC4"]
ONLINE = ["CN1", "VER2", "URI1", "DOC1", "OM4.2", "FIND2", "FIND3", "FIND_3_BIS"]
PITFALLS = [f"P{number:02}" for number in range(1, 42)]
STATES = {"met", "partly", "waits", "on purpose"}
NOT_A_CHECK = {"test_every_file_of_a_distribution_has_a_redirect_to_itself"}


@pytest.fixture
def rows(repository):
    """The rows of the page: check, what it asks, state, reason."""
    lines = (repository / "docs/fair.md").read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [row for row in cells if row[0] not in {"check", "pitfall"}]


@pytest.fixture
def functions(repository):
    texts = [path.read_text("utf-8") for path in sorted((repository / "tests/fair").glob("test_*.py"))]
    return re.findall(r"^def (test_\w+)", "".join(texts), re.MULTILINE)


def test_every_check_and_every_pitfall_has_one_row(rows):
    assert [row[0] for row in rows] == [*OFFLINE, *ONLINE, *PITFALLS]
    assert [len(row) for row in rows] == [4] * 65
    assert len(OFFLINE) == 16


def test_a_state_is_one_of_four(rows):
    assert {row[2] for row in rows} == STATES


def test_what_needs_no_network_is_met_by_a_test_that_bears_its_name(rows):
    for check, _, state, reason in rows[: len(OFFLINE)]:
        assert state == ("partly" if check == "OM3" else "met")
        assert f"`test_{check.lower().replace('.', '_')}_" in reason


def test_what_waits_says_for_what(rows):
    waiting = [row[0] for row in rows if row[2] == "waits"]
    assert waiting == [*ONLINE, "P37"]


def test_the_tests_that_are_named_are_those_that_exist(rows, functions):
    named = re.findall(r"`(test_\w+)`", " ".join(row[3] for row in rows))
    assert sorted(named) == sorted(set(functions) - NOT_A_CHECK)
    assert len(functions) == len(set(functions))
