"""raci-graph explain: the page of a rule, named by its code, a finding or a shape."""

import io
import sys

import pytest


@pytest.fixture
def page_of(repository):
    return lambda code: (repository / f"docs/rules/{code}.md").read_text("utf-8")


@pytest.fixture
def given(monkeypatch):
    """``given(TEXT)``: what stands on standard input."""

    def give(text):
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))

    return give


def test_a_code_gives_its_page(raci, repository):
    assert raci("explain", "p02") == (0, (repository / "docs/rules/P02.md").read_text("utf-8"), "")


def test_without_a_code_the_rules_are_listed(raci, repository):
    done = raci("explain")
    pages = sorted(path.stem for path in (repository / "docs/rules").glob("[A-Z][0-9][0-9].md"))
    assert [line.split(" ")[0] for line in done.out.splitlines()] == pages
    assert "P01 No matrix in the document\n" in done.out


@pytest.mark.parametrize("finding", ["W99", "matrix.md:1: W99 violation: it", "rsh:W99-Nothing"])
def test_an_unknown_code_names_near_ones(finding, fails):
    assert fails(2, "explain", finding) == "there is no rule 'W99'. Did you mean W22, W23, W30?"


@pytest.mark.parametrize(
    "finding",
    [
        "matrix.md:12:3: W02 violation: Run it: several parties answer for this activity",
        "matrix.md:12:3 W02 violation: P03 warning",
        "W02 violation: Run it",
        "::error file=a.md,line=4,title=W02 Several parties answer for an activity::Run it: P03 warning",
        "https://w3id.org/raci-graph/shapes#W02-SeveralAccountables",
        "<https://w3id.org/raci-graph/shapes#W02-SeveralAccountables>",
        "rsh:W02-SeveralAccountables",
        "W02-SeveralAccountables",
    ],
)
def test_a_finding_or_a_shape_gives_the_page_of_its_rule(finding, raci, page_of):
    assert raci("explain", finding) == (0, page_of("W02"), "")


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_what_validate_writes_is_read_from_standard_input(form, raci, given, page_of):
    given(raci("validate", "--format", form).out)
    expected = "\n".join(page_of(code) for code in ("W10", "W11", "W15", "W20"))
    assert raci("explain", "-") == (0, expected, "")


def test_no_findings_on_standard_input_give_nothing(raci, given):
    given('{"findings": []}')
    assert raci("explain", "-") == (0, "", "")


@pytest.mark.parametrize("text", ["{", '{"findings": 1}', '{"runs": 7}', '{"findings": [3]}'])
def test_json_of_another_kind_is_refused(text, fails, given):
    given(text)
    assert fails(2, "explain", "-").startswith("standard input: this JSON holds no findings. Give what 'raci-graph")
