"""The scheme of activity types: groups and types, each whole, and the names by which a type is chosen."""

import pytest

from raci_graph.activity_types import SCHEME, activity_types, type_iri
from raci_graph.errors import UsageError
from raci_graph.vocab import DATA

TOP = f"{DATA}activity-type/"
GROUPS = ["access", "bring-in", "data-care", "deploy", "design", "events", "leave", "monitoring", "run", "security"]


def test_there_are_70_types_in_10_groups():
    types = activity_types().values()
    assert [each.slug for each in types if each.broader is None] == GROUPS
    assert sum(each.broader is not None for each in types) == 70
    assert {each.broader for each in types if each.broader} == {TOP + group for group in GROUPS}


def test_every_type_has_an_example_and_another_name_in_english_and_its_words_are_its_own():
    types = [each for each in activity_types().values() if each.broader]
    assert [each.slug for each in types if not each.examples or len(each.alternatives) < 2] == []
    assert len({each.label for each in types}) == len({each.definition for each in types}) == 70


def test_no_two_types_share_a_name():
    names = [name.casefold() for each in activity_types().values() for name in (each.label, *each.alternatives)]
    assert [name for name in set(names) if names.count(name) > 1] == []


def test_a_type_is_read_whole():
    found = activity_types()[f"{TOP}certify-destruction"]
    assert (found.slug, found.label, found.broader) == ("certify-destruction", "Certify destruction", f"{TOP}leave")
    assert found.definition == "Confirm in writing that data or media were destroyed."
    assert found.alternatives == ("attestation de destruction", "certificate of destruction", "proof of destruction")
    assert found.examples == ("Send a certificate",)


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("make-backups", f"{TOP}make-backups"),
        (f"{TOP}make-backups", f"{TOP}make-backups"),
        ("https://example.org/type/bake", "https://example.org/type/bake"),
    ],
)
def test_a_type_goes_by_its_slug_or_an_iri(name, iri):
    assert type_iri(name) == iri


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("make-backup", "there is no activity type 'make-backup'. Did you mean make-backups, monitor-backups?"),
        (f"{TOP}zzz", "there is no activity type 'zzz'. 'raci-graph types list' has the names"),
        ("urn: x", "'urn: x' is not an IRI. 'raci-graph types list' has the names"),
    ],
)
def test_a_name_of_no_type_is_refused_with_those_that_are_near(name, said):
    with pytest.raises(UsageError) as caught:
        type_iri(name)
    assert str(caught.value) == said


def test_the_scheme_is_named():
    assert SCHEME == "https://w3id.org/raci-graph/id/activity-types"
