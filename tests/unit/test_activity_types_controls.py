"""The links from activity types to controls: a table whose every id was found in a named list, and its graph."""

import csv
from collections import Counter

import pyoxigraph as ox
import pytest

from raci_graph.activity_types import CONTROLS, activity_types, control_triples
from raci_graph.activity_types.controls import FRAMEWORKS, links_as_triples
from raci_graph.vocab import DATA, SKOS

PREDICATES = {"skos:closeMatch": "0.8", "skos:broadMatch": "0.7", "skos:relatedMatch": "0.5"}
HEAD = """subject_id subject_label predicate_id object_id object_label mapping_justification confidence comment"""


def rows(path):
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


@pytest.fixture(scope="module")
def table(repository):
    return repository / "data/controls/controls.sssom.tsv"


@pytest.fixture(scope="module")
def links(table):
    return rows(table)


@pytest.fixture(scope="module")
def known(repository):
    return {(row["framework"], row["id"]) for row in rows(repository / "data/controls/ids.tsv")}


def test_every_control_stands_in_the_list_of_its_framework(links, known):
    used = {tuple(row["object_id"].removeprefix("control:").split("/")) for row in links}
    assert used - known == set()
    assert (len(links), len(used)) == (289, 160)
    assert Counter(framework for framework, _ in used) == {
        "csa-ccm-4": 42,
        "iso-27001-2022": 54,
        "iso-27017-2015": 7,
        "nist-800-53-5": 57,
    }


def test_the_list_names_where_each_framework_was_found(repository, known):
    text = (repository / "data/controls/ids.tsv").read_text("utf-8")
    assert [name for name in FRAMEWORKS if f"\n# {name}: " not in text] == []
    assert Counter(framework for framework, _ in known) == {
        "csa-ccm-4": 65,
        "iso-27001-2022": 92,
        "iso-27017-2015": 7,
        "nist-800-53-5": 324,
    }


def test_a_link_has_its_type_its_justification_and_its_confidence(links):
    labels = {f"type:{each.slug}": each.label for each in activity_types().values() if each.broader}
    assert list(links[0]) == HEAD.split()
    for row in links:
        assert row["subject_label"] == labels[row["subject_id"]]
        assert row["object_label"] == row["object_id"].rpartition("/")[2]
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"
        assert row["confidence"] == PREDICATES[row["predicate_id"]]
        assert row["comment"]
    pairs = [(row["subject_id"], row["object_id"]) for row in links]
    assert pairs == sorted(set(pairs))
    assert {subject for subject, _ in pairs} == labels.keys()


def test_the_graph_says_what_the_table_says(table, links):
    assert set(control_triples()) == set(links_as_triples(table.read_text("utf-8")))
    said = {
        (each.subject.value, each.object.value)
        for each in control_triples()
        if each.predicate.value in {f"{SKOS}{name.removeprefix('skos:')}" for name in PREDICATES}
    }
    names = {"type": f"{DATA}activity-type/", "control": f"{DATA}control/"}

    def full(curie):
        prefix, _, rest = curie.partition(":")
        return names[prefix] + rest

    assert said == {(full(row["subject_id"]), full(row["object_id"])) for row in links}


def test_a_control_says_its_id_and_its_framework_and_nothing_else():
    control = ox.NamedNode(f"{DATA}control/iso-27001-2022/A.8.13")
    said = {(each.predicate.value, each.object.value) for each in control_triples() if each.subject == control}
    assert said == {
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{SKOS}Concept"),
        (f"{SKOS}notation", "A.8.13"),
        (f"{SKOS}broader", f"{DATA}control/iso-27001-2022"),
        (f"{SKOS}inScheme", CONTROLS),
    }
