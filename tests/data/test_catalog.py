"""data/catalog.ttl: what it says of the bundled matrix is so."""

import re
from collections import Counter

import pyoxigraph as ox
import pytest

ID = "https://w3id.org/raci-graph/id/"
ABSTRACT = f"{ID}ovhcloud/hosted-exchange"
MATRIX = f"{ABSTRACT}/2022-11-15"
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
VOID = "http://rdfs.org/ns/void#"
BY_NC_SA = "https://creativecommons.org/licenses/by-nc-sa/4.0/"


def test_the_catalogue_lists_the_matrix_and_its_version(catalog):
    assert catalog.values(f"{ID}catalog", f"{DCAT}dataset") == [ABSTRACT, MATRIX]


def test_the_numbers_of_triples_are_those_of_the_files(catalog, repository):
    counted = Counter()
    for dataset, dump in catalog.pairs(f"{VOID}dataDump"):
        path = repository / "data" / dump.removeprefix(ID)
        counted[dataset] += len(set(ox.parse(path=path, format=ox.RdfFormat.TURTLE)))
    assert len(counted) >= 3
    assert {dataset: int(number) for dataset, number in catalog.pairs(f"{VOID}triples")} == counted


def test_the_numbers_in_its_words_are_those_of_the_graph(catalog, graph):
    words = catalog.value(MATRIX, f"{DCTERMS}description")
    numbers = {kind: int(number) for number, kind in re.findall(r"(\d+) (activities|cells|assignments)", words)}
    assert numbers == {
        "activities": len(graph.of_type("Activity")),
        "cells": len(graph.of_type("Cell")),
        "assignments": len(graph.of_type("Assignment")),
    }


def test_the_versions_are_tied_with_dcat_3_both_ways(catalog, graph):
    assert catalog.values(ABSTRACT, f"{DCAT}hasVersion") == [MATRIX]
    assert catalog.values(ABSTRACT, f"{DCAT}hasCurrentVersion") == [MATRIX]
    assert catalog.values(MATRIX, f"{DCAT}isVersionOf") == graph.values(MATRIX, f"{DCAT}isVersionOf") == [ABSTRACT]


@pytest.mark.parametrize(
    "name",
    [
        f"{DCAT}version",
        f"{DCTERMS}issued",
        f"{DCTERMS}license",
        f"{DCTERMS}publisher",
        f"{DCTERMS}source",
        f"{DCTERMS}title",
    ],
)
def test_the_catalogue_and_the_matrix_say_the_same(name, catalog, graph):
    assert catalog.values(MATRIX, name) == graph.values(MATRIX, name)
    assert len(graph.values(MATRIX, name)) == 1


def test_every_dataset_and_every_file_of_the_table_is_under_the_publishers_licence(catalog):
    licences = {
        subject: licence for subject, licence in catalog.pairs(f"{DCTERMS}license") if subject != f"{ID}catalog"
    }
    assert set(licences.values()) == {BY_NC_SA}
    dumps = {dataset for dataset, _ in catalog.pairs(f"{VOID}dataDump")}
    assert dumps <= set(licences)
    assert catalog.values(f"{ID}catalog", f"{DCTERMS}license") == ["https://creativecommons.org/licenses/by/4.0/"]


@pytest.mark.parametrize(
    "name", [f"{DCAT}dataset", f"{DCAT}distribution", f"{VOID}subset", f"{DCTERMS}publisher", f"{DCTERMS}creator"]
)
def test_every_part_that_it_names_is_described(name, catalog):
    named = {iri for _, iri in catalog.pairs(name)}
    assert named
    assert named - catalog.subjects() == set()


def test_the_example_is_a_row_of_the_matrix(catalog, graph):
    example = catalog.value(MATRIX, f"{VOID}exampleResource")
    assert catalog.value(MATRIX, f"{VOID}uriSpace") == f"{MATRIX}/"
    assert example.removeprefix(f"{MATRIX}/") in graph.of_type("Activity")


def test_its_vocabularies_are_all_those_of_its_files(catalog, parsed):
    named = set(catalog.values(MATRIX, f"{VOID}vocabulary"))
    used = {re.sub(r"[^/#]*$", "", each.predicate.value) for triples in parsed.values() for each in triples}
    assert named == used - {"http://www.w3.org/1999/02/22-rdf-syntax-ns#"}


def test_the_parts_of_the_matrix_are_counted_in_it(catalog):
    dumps = set(catalog.values(MATRIX, f"{VOID}dataDump"))
    parts = catalog.values(MATRIX, f"{VOID}subset")
    assert len(parts) == 2
    assert {catalog.value(part, f"{VOID}dataDump") for part in parts} < dumps
