"""docs/how-to/compare.md: its tables have every form and question."""

import re

from raci_graph.activity_types.suggest import THRESHOLD
from raci_graph.cli.compare import command
from raci_graph.compare_formats import COMPARISON_FORMS
from raci_graph.queries import saved_queries


def test_every_form_is_told_and_every_question_is_there(repository):
    page = (repository / "docs/how-to/compare.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(COMPARISON_FORMS)
    named = set(re.findall(r"`([a-z-]+)`", page.partition("## In SPARQL")[2]))
    assert named <= {query.name.partition("-")[2] for query in saved_queries()}
    assert len(named) == 5


def test_the_score_from_which_on_a_suggestion_is_taken_is_told_as_it_is(repository):
    page = (repository / "docs/how-to/compare.md").read_text("utf-8")
    (told,) = [each.show_default for each in command.params if each.name == "at_least"]
    assert told == str(THRESHOLD)
    assert f"from `--at-least` on ({THRESHOLD} without it;" in page
