"""The pages of the rules: found by code, in any case, with near ones for a wrong code."""

import pytest

from raci_graph.errors import UsageError
from raci_graph.explain import chosen_codes, code_in, codes, codes_in, explain, hint, part, title


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


def test_a_hint_is_the_first_sentence_of_the_remedy():
    assert hint("S12") == "Add what the message names; W30 (raci-graph explain W30) shows a complete waiver."
    assert hint("W20") == "Check whether somebody should be consulted."
    assert hint("Z99") == ""


@pytest.mark.parametrize("code", codes())
def test_every_rule_has_a_hint_in_plain_words(code):
    said = hint(code)
    assert 10 < len(said) < 250
    assert said.endswith(".")
    assert not set("`\n[]") & set(said)


def test_a_part_of_a_page_is_what_stands_under_its_heading():
    assert part("W22", "Problem").startswith("A party has roles, but in no row")
    assert part("W22", "Source").endswith("could be given more.")
    assert part("W22", "Nothing") == part("Z99", "Problem") == ""


def test_rules_are_chosen_by_code_or_family():
    assert chosen_codes(["w02", " W10 "]) == {"W02", "W10"}
    assert chosen_codes(["f"]) == {f"F0{number}" for number in range(1, 7)}
    assert chosen_codes([]) == frozenset()


@pytest.mark.parametrize(("wanted", "near"), [("W99", "W22, W23, W30"), ("Q", "F01, F02, F03"), ("", "F01, F02, F03")])
def test_a_wrong_choice_names_near_codes_and_its_file(wanted, near):
    with pytest.raises(UsageError) as caught:
        chosen_codes(["W02", wanted], "raci.toml")
    assert str(caught.value) == f"raci.toml: there is no rule '{wanted}'. Did you mean {near}?"


def test_a_text_without_a_finding_is_its_own_code():
    assert code_in("what is W02?") == "what is W02?"
    assert codes_in("what is W02?\nW02\n") == []


def test_codes_are_named_once_in_order():
    assert codes_in("a: W02 info: x\nb: P03 warning: y\nc: W02 info: z\n") == ["W02", "P03"]
