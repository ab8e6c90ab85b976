"""A release, built once in a test run, and what is in it."""

import io
import zipfile

import pyoxigraph as ox
import pytest

from raci_graph.dist import build_release
from raci_graph.dist.collect import collect
from raci_graph.dist.context import context_of

CONTEXT_FROM = {"ontology/raci", "ontology/role-sets"}


@pytest.fixture(scope="session")
def built():
    return build_release()


@pytest.fixture(scope="session")
def inside(built):
    """The files of the release by name, as they are in the zip."""
    (name,) = [name for name in built.files if name.endswith(".zip")]
    with zipfile.ZipFile(io.BytesIO(built.files[name])) as archive:
        top = f"raci-graph-{built.version}/"
        return {entry.removeprefix(top): archive.read(entry) for entry in archive.namelist()}


@pytest.fixture(scope="session")
def collected():
    return collect()


@pytest.fixture(scope="session")
def context(collected):
    return context_of(triple for graph in collected.graphs if graph.stem in CONTEXT_FROM for triple in graph.triples)


@pytest.fixture(scope="session")
def folder():
    """The folder of the bundled matrix in a release."""
    return "data/ovhcloud/hosted-exchange/2022-11-15"


@pytest.fixture(scope="session")
def triples_of():
    """``triples_of(data, form)``: the triples of a text, as a set."""

    def read(data, form):
        return {ox.Triple(each.subject, each.predicate, each.object) for each in ox.parse(data, form)}

    return read


@pytest.fixture(scope="session")
def truth(repository):
    """The publisher's table: section, activity and what the two columns print, row by row."""
    lines = (repository / "tests/queries/hosted-exchange.truth.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [(section, activity, customer, ovhcloud) for section, _, _, activity, customer, ovhcloud, *_ in rows]
