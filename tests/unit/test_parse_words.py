"""The word lists by which headers and legends are understood."""

import pytest

from raci_graph.parse.words import activity_header_language, word_lists
from raci_graph.vocab import ROLES


def test_there_is_a_list_for_english():
    assert [words.language for words in word_lists()] == ["en"]


def test_every_role_of_a_list_is_one_of_the_ontology():
    for words in word_lists():
        assert set(words.roles) <= ROLES
        assert all(phrase == phrase.casefold() for phrases in words.roles.values() for phrase in phrases)


@pytest.mark.parametrize("header", ["Activity", "TASKS", " work package "])
def test_a_word_for_activities_heads_their_column(header):
    assert activity_header_language(header) == "en"


@pytest.mark.parametrize("header", ["Customer", "", "Activity of the customer"])
def test_another_header_does_not(header):
    assert activity_header_language(header) is None


@pytest.mark.parametrize(
    ("wording", "roles"),
    [
        ("Is in charge of carrying out the process", ("Responsible",)),
        ("ACCOUNTABLE for the process", ("Accountable",)),
        ("Is consulted", ("Consulted",)),
        ("Is informed, and may be consulted", ("Consulted", "Informed")),
        ("Irresponsible", ()),
        ("Reviews the work", ()),
    ],
)
def test_the_roles_that_a_wording_speaks_of(wording, roles):
    [english] = word_lists()
    assert english.roles_in(wording) == roles
