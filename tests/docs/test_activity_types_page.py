"""docs/activity-types.md: its choice is read, and its figures are those of the files."""

import re
from collections import Counter

import pytest

from raci_graph.activity_types import THRESHOLD, activity_types
from raci_graph.decisions import load_types


@pytest.fixture
def page(repository):
    return (repository / "docs/activity-types.md").read_text("utf-8")


def test_the_choice_that_is_shown_is_read(page):
    (choice,) = load_types(re.search(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[1], "decisions.toml")
    assert (choice.row, choice.type, choice.who) == (2, "make-backups", "Jo Doe")


def test_the_figures_are_those_of_the_scheme_and_of_the_links(page, repository):
    types = activity_types().values()
    groups = sum(each.broader is None for each in types)
    assert f"has {len(types) - groups} of them in {groups} groups" in page
    assert f"(score {THRESHOLD} or more)" in page
    text = (repository / "data/controls/controls.sssom.tsv").read_text("utf-8")
    used = set(re.findall(r"\tcontrol:(\S+)\t", text))
    count = Counter(each.partition("/")[0] for each in used)
    assert f"{len(used)} controls of four frameworks" in page
    for said in (
        f"Annex A ({count['iso-27001-2022']})",
        f"(the {count['iso-27017-2015']} that begin with CLD)",
        f"Rev. 5 ({count['nist-800-53-5']})",
        f"CCM v4 ({count['csa-ccm-4']})",
    ):
        assert said in " ".join(page.split())
