"""The terms of graphs: real names of their vocabularies, and declared ones of ours."""

import pyoxigraph as ox
import pytest
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, XSD

from raci_graph import vocab
from raci_graph.graph import terms

NODES = {name: node.value for name, node in vars(terms).items() if isinstance(node, ox.NamedNode)}
DCAT_3 = {"isVersionOf", "previousVersion", "version"}  # rdflib knows DCAT 2
SPDX = {"checksum", "Checksum", "algorithm", "checksumAlgorithm_sha256", "checksumValue"}


def test_a_term_of_the_ontology_is_in_its_namespace():
    assert terms.raci("Activity") == ox.NamedNode("https://w3id.org/raci-graph/ns#Activity")


@pytest.mark.parametrize("namespace", [DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, XSD], ids=str)
def test_the_terms_of_a_known_vocabulary_exist_in_it(namespace):
    used = {iri.removeprefix(str(namespace)) for iri in NODES.values() if iri.startswith(str(namespace))}
    known = {str(term).removeprefix(str(namespace)) for term in dir(namespace)} | {"type"}
    assert used
    assert used - known - (DCAT_3 if namespace is DCAT else set()) == set()


def test_the_terms_of_spdx_are_those_of_its_checksum_pattern():
    assert {iri.removeprefix(vocab.SPDX) for iri in NODES.values() if iri.startswith(vocab.SPDX)} == SPDX


def test_no_two_names_stand_for_one_term():
    assert len(set(NODES.values())) == len(NODES)
