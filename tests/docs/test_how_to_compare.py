"""docs/how-to/compare.md: its tables have every form and question."""

import re

from raci_graph.compare_formats import COMPARISON_FORMS
from raci_graph.queries import saved_queries


def test_every_form_is_told_and_every_question_is_there(repository):
    page = (repository / "docs/how-to/compare.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(COMPARISON_FORMS)
    named = set(re.findall(r"`([a-z-]+)`", page.partition("## In SPARQL")[2]))
    assert named <= {query.name.partition("-")[2] for query in saved_queries()}
    assert len(named) == 5
