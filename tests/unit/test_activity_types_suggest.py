"""What types are proposed for rows, with which score, and on the ground of which words."""

import pytest

from raci_graph.activity_types import THRESHOLD, suggest_types
from raci_graph.activity_types.words import words_of
from raci_graph.importing import import_document


@pytest.fixture
def matrix(tmp_path):
    """``matrix("Copy the data", ...)``: a matrix with these rows."""

    def make(*activities, heading="Work"):
        path = tmp_path / "page.md"
        rows = "".join(f"| {each} | RA | I |\n" for each in activities)
        path.write_text(f"# Page\n\n## 1. {heading}\n\n| Activity | Us | Them |\n|---|---|---|\n{rows}", "utf-8")
        return import_document(path).matrices[0]

    return make


def best(matrix):
    return {row: (each.best.type.slug, each.best.score) for row, each in suggest_types(matrix, 0).items()}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Managing the backups", {"manag": "Managing", "backup": "backups"}),
        ("Gérer les accès", {"gerer": "Gérer", "acce": "accès"}),
        ("of the 300 GB", {"gb": "GB"}),
        ("", {}),
    ],
)
def test_a_text_has_the_stems_of_the_words_that_say_something(text, words):
    assert words_of(text) == words


def test_a_row_is_like_a_name_of_a_type_and_the_words_are_shown(matrix):
    found = suggest_types(matrix("Schedule the nightly backups of all shops"))[1]
    assert found.activity == "Schedule the nightly backups of all shops"
    assert (found.best.type.slug, found.best.score) == ("make-backups", 77)
    assert found.best.words == ("Schedule", "nightly", "backups")
    assert found.best.why == "like 'schedule backups', by Schedule, nightly, backups"


def test_a_word_of_another_spelling_is_known(matrix):
    assert best(matrix("Restoration of the backupps"))[1] == ("restore-data", 90)


def test_a_row_in_french_is_known(matrix):
    assert best(matrix("Planifier les changements demandés"))[1][0] == "plan-change"


def test_the_section_of_a_row_counts(matrix):
    assert best(matrix("Manage IP addresses", heading="Manage the addressing plan"))[1] == ("plan-addresses", 100)
    assert best(matrix("Manage IP addresses", heading="Cakes"))[1] == ("plan-addresses", 90)


def test_a_row_without_a_known_word_has_no_suggestion(matrix):
    assert suggest_types(matrix("Knead the dough", "Restore backups"), 0).keys() == {2}


def test_a_row_below_the_score_has_no_suggestion(matrix):
    found = matrix("Choose a hat", "Restore backups")
    assert suggest_types(found, 0).keys() == {1, 2}
    assert suggest_types(found).keys() == suggest_types(found, THRESHOLD).keys() == {2}
    assert suggest_types(found, 101) == {}


def test_there_are_three_candidates_at_most_the_nearest_first(matrix):
    candidates = suggest_types(matrix("Manage access to backups, logs and networks"), 0)[1].candidates
    assert len(candidates) == 3
    assert [each.score for each in candidates] == sorted((each.score for each in candidates), reverse=True)
