"""One version number, wherever it stands."""

import re
import tomllib

import pyoxigraph as ox
import pytest
import yaml

import raci_graph

ONTOLOGY = ox.NamedNode("https://w3id.org/raci-graph/ns")
OWL = "http://www.w3.org/2002/07/owl#"


@pytest.fixture(scope="module")
def version(repository):
    return tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]["version"]


@pytest.fixture(scope="module")
def ontology(repository):
    store = ox.Store()
    store.load(path=repository / "ontology" / "raci.ttl", format=ox.RdfFormat.TURTLE)

    def values(predicate):
        return [quad.object.value for quad in store.quads_for_pattern(ONTOLOGY, ox.NamedNode(OWL + predicate), None)]

    return values


def test_the_package_has_the_version_of_the_project(version):
    assert raci_graph.__version__ == version


def test_the_ontology_has_the_version_of_the_project(version, ontology):
    assert ontology("versionInfo") == [version]
    assert ontology("versionIRI") == [f"https://w3id.org/raci-graph/ns/{version}"]


def test_the_citation_has_the_version_of_the_project(version, repository):
    assert yaml.safe_load((repository / "CITATION.cff").read_text("utf-8"))["version"] == version


def test_the_newest_entry_of_the_changelog_has_the_version_of_the_project(version, repository):
    entries = re.findall(r"^## \[([0-9][^]]*)\]", (repository / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert entries[0] == version
