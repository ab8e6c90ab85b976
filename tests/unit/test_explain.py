"""The pages of the rules: found by code, in any case, with near ones for a wrong code."""

import pytest

from raci_graph.errors import UsageError
from raci_graph.explain import codes, explain, title


def test_a_page_is_what_the_file_says(repository):
    assert explain("W02") == (repository / "docs/rules/W02.md").read_text("utf-8")


@pytest.mark.parametrize("code", ["w02", " W02 ", "W02"])
def test_a_code_is_found_in_any_case_and_with_blanks_around_it(code):
    assert explain(code).startswith("# W02 ")


def test_the_codes_are_those_of_the_pages_in_order(repository):
    pages = sorted(path.stem for path in (repository / "docs/rules").glob("[A-Z][0-9][0-9].md"))
    assert list(codes()) == pages
    assert {"F01", "H01", "P01", "S01", "W01"} <= set(pages)


@pytest.mark.parametrize("code", ["README", "", "../W02", "W2"])
def test_what_is_no_code_is_refused(code):
    with pytest.raises(UsageError, match="there is no rule"):
        explain(code)


def test_a_wrong_code_names_near_ones():
    with pytest.raises(UsageError) as caught:
        explain("W99")
    assert str(caught.value) == "there is no rule 'W99'. Did you mean W22, W23, W30?"


def test_the_title_of_a_rule_is_its_heading_without_the_code():
    assert title("W02") == "Several parties answer for an activity"
    assert title("Z99") == ""
