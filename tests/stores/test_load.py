"""Loading into servers: real ones hold afterwards what was sent, and one that only says so is an error."""

import pytest

from raci_graph.activity_types import CONTROLS, SCHEME
from raci_graph.dataset import ONTOLOGY
from raci_graph.engines.connect import connect
from raci_graph.errors import StoreError
from raci_graph.load import exported, kept_graphs, kept_matrix, load, unload
from raci_graph.vocab import DATA

IRI = f"{DATA}ovhcloud/hosted-exchange/2022-11-15"
CATALOG = f"{DATA}catalog"
PARTS = {IRI: 2252, f"{IRI}/places": 178, f"{IRI}/shortcuts": 122}
VOCABULARIES = {ONTOLOGY: 796, SCHEME: 1186, CONTROLS: 951}
COUNTS = {CATALOG: 123, **PARTS, **VOCABULARIES}


@pytest.fixture(params=["oxigraph", "oxigraph by PUT", "virtuoso"])
def engine(request, addresses, monkeypatch):
    if request.param == "virtuoso":
        monkeypatch.setenv("RACI_GRAPH_USER", "dba")
        monkeypatch.setenv("RACI_GRAPH_PASSWORD", "dba")
        made = connect(f"{addresses('virtuoso')}/sparql")
    else:
        address = addresses("oxigraph")
        urls = {"query_url": f"{address}/query", "gsp_url": f"{address}/store"}
        made = connect(address) if request.param == "oxigraph" else connect(None, **urls)
    made.drop_graphs([iri for iri, _ in made.graphs()])
    return made


def states(engine):
    return {each.iri: each.state for each in load(["hosted-exchange"], engine)}


def test_a_matrix_is_loaded_listed_exported_and_taken_out(engine, tmp_path):
    assert states(engine) == dict.fromkeys([*VOCABULARIES, IRI, CATALOG], "new")
    assert dict(engine.graphs()) == COUNTS
    assert {each.graph: (each.kind, each.version, each.issued) for each in kept_graphs(engine)} == {
        CATALOG: ("catalogue", "", "2026-11-25"),
        IRI: ("matrix", "2022-11-15", "2022-11-15"),
        f"{IRI}/places": ("places", "", ""),
        f"{IRI}/shortcuts": ("shortcuts", "", ""),
        ONTOLOGY: ("ontology", "0.1.0", "2026-11-25"),
        SCHEME: ("scheme", "0.1.0", ""),
        CONTROLS: ("scheme", "0.1.0", ""),
    }
    for matrix, wanted in ((None, COUNTS), (IRI, {**PARTS, **VOCABULARIES})):
        (tmp_path / "export.nq").write_text("".join(exported(engine, "nquads", matrix)), "utf-8")
        other = connect(None)
        list(load([str(tmp_path / "export.nq")], other))
        assert dict(other.graphs()) == wanted
        for iri in set(wanted) - set(VOCABULARIES):
            assert set(other.triples(iri)) == set(engine.triples(iri))
    assert unload(kept_matrix(engine, "hosted-exchange"), engine) == 2552
    assert dict(engine.graphs()) == {CATALOG: 123, **VOCABULARIES}


def test_loading_twice_writes_nothing(engine, monkeypatch):
    states(engine)
    for way in ("prepared", "put_graphs"):
        monkeypatch.setattr(engine, way, lambda _: pytest.fail("something is written"))
    assert states(engine) == dict.fromkeys([*VOCABULARIES, IRI, CATALOG], "unchanged")


def test_another_version_of_the_data_replaces_the_graph_as_a_whole(engine, bundled_copy):
    states(engine)
    path = bundled_copy / "matrix.ttl"
    path.write_text(path.read_text("utf-8").replace("Manage access to control plane", "Manage access"), "utf-8")
    (bundled_copy / "places.ttl").unlink()
    done = {each.iri: each.state for each in load([str(bundled_copy)], engine)}
    assert done == {**dict.fromkeys(VOCABULARIES, "unchanged"), IRI: "replaced"}
    assert dict(engine.graphs()) == {key: count for key, count in COUNTS.items() if not key.endswith("/places")}
    texts = {triple.object.value for triple in engine.triples(IRI) if hasattr(triple.object, "language")}
    assert "Manage access" in texts
    assert "Manage access to control plane" not in texts


def test_a_server_that_says_yes_and_does_nothing_is_an_error(misbehave, replies):
    nothing = b'{"head": {"vars": ["graph", "triples", "n"]}, "results": {"bindings": []}}'
    none = nothing.replace(b"[]}", b'[{"n": {"type": "literal", "value": "0"}}]}')
    server = misbehave(lambda request: replies(body=none if b"AS+%3Fn" in request.body else nothing))
    engine = connect(None, query_url=f"{server.address}/query", gsp_url=f"{server.address}/store")
    with pytest.raises(StoreError, match=f"took 796 triples for <{ONTOLOGY}> and now holds 0"):
        list(load(["hosted-exchange"], engine))
