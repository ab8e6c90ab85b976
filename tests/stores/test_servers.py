"""Real servers: Oxigraph, with and without writing, and Virtuoso 7, each from one address."""

from dataclasses import replace

import pyoxigraph as ox
import pytest

from raci_graph.engines.connect import connect
from raci_graph.engines.credentials import find_credentials
from raci_graph.engines.remote import RemoteEngine
from raci_graph.errors import StoreError, UsageError

P = ox.NamedNode("urn:x:p")
XSD = "http://www.w3.org/2001/XMLSchema#"
KINDS = ("oxigraph", "oxigraph by updates", "any server", "virtuoso")
over_kinds = pytest.mark.parametrize("kind", KINDS)


def numbered(count, start=0):
    return [ox.Triple(ox.NamedNode(f"urn:x:s{number}"), P, ox.Literal(f"o{number}")) for number in range(start, count)]


def by_updates(oxigraph):
    return connect(None, query_url=f"{oxigraph}/query", update_url=f"{oxigraph}/update")


@pytest.fixture
def engine(addresses, kind, monkeypatch):
    """An engine of each kind, without graphs."""
    if kind == "virtuoso":
        monkeypatch.setenv("RACI_GRAPH_USER", "dba")
        monkeypatch.setenv("RACI_GRAPH_PASSWORD", "dba")
        made = connect(f"{addresses('virtuoso')}/sparql")
    else:
        address = addresses("oxigraph")
        made = {
            "oxigraph": lambda: connect(address),
            "oxigraph by updates": lambda: by_updates(address),
            "any server": lambda: connect(None, query_url=f"{address}/query", gsp_url=f"{address}/store"),
        }[kind]()
    made.drop_graphs([iri for iri, _ in made.graphs()])
    return made


@over_kinds
def test_a_graph_is_replaced_as_a_whole(engine, triples):
    assert engine.put_graph("urn:x:g", numbered(3)) == 3
    assert engine.put_graph("urn:x:g", triples) == 3
    assert engine.graphs() == [("urn:x:g", 3)]
    assert engine.put_graph("urn:x:g", numbered(2)) == 2
    assert sorted(engine.triples("urn:x:g"), key=str) == numbered(2)


@over_kinds
def test_several_graphs_are_replaced_and_the_others_left(engine):
    engine.put_graphs({"urn:x:g": numbered(2), "urn:x:h": numbered(3)})
    sent = {"urn:x:h": numbered(5), "urn:x:i": numbered(1), "urn:x:none": []}
    assert engine.put_graphs(sent) == {"urn:x:h": 5, "urn:x:i": 1, "urn:x:none": 0}
    assert engine.graphs() == [("urn:x:g", 2), ("urn:x:h", 5), ("urn:x:i", 1)]
    engine.drop_graphs(["urn:x:h", "urn:x:i", "urn:x:never"])
    assert engine.graphs() == [("urn:x:g", 2)]


@over_kinds
def test_graphs_are_given_as_triples_or_as_quads_of_the_default_graph(engine):
    quads = [ox.Quad(each.subject, each.predicate, each.object) for each in numbered(3)]
    for _ in ("new", "replaced"):
        assert engine.put_graphs({"urn:x:g": [*quads, *quads[:1]], "urn:x:h": numbered(3)}) == {
            "urn:x:g": 3,
            "urn:x:h": 3,
        }
        assert sorted(engine.triples("urn:x:g"), key=str) == sorted(engine.triples("urn:x:h"), key=str) == numbered(3)


@over_kinds
def test_a_query_reads_all_graphs_together_and_nothing_else(engine):
    engine.put_graphs({"urn:x:g": numbered(2), "urn:x:h": numbered(3, 1)})
    assert engine.select("SELECT DISTINCT ?o { ?s ?p ?o } ORDER BY ?o").texts() == [["o0"], ["o1"], ["o2"]]
    assert engine.select("SELECT ?g { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g").texts() == [
        ["urn:x:g"],
        ["urn:x:h"],
    ]
    assert [engine.ask(f"ASK {{ ?s ?p '{text}' }}") for text in ("o2", "o3")] == [True, False]
    assert sorted(engine.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"), key=str) == numbered(3)


@over_kinds
def test_rows_and_triples_come_as_a_stream(engine):
    engine.put_graph("urn:x:g", numbered(12_000))
    found = engine.stream("SELECT ?s ?none ?o { ?s ?p ?o }")
    assert found.columns == ("s", "none", "o")
    rows = list(found.rows)
    assert sorted(str(row[2].value) for row in rows) == sorted(f"o{number}" for number in range(12_000))
    assert {row[1] for row in rows} == {None}
    wanted = sorted(map(str, numbered(12_000)))
    assert sorted(map(str, engine.stream_triples("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))) == wanted
    assert sorted(map(str, engine.triples("urn:x:g"))) == wanted


@over_kinds
def test_a_stream_that_is_left_early_harms_nothing(engine):
    engine.put_graph("urn:x:g", numbered(5000))
    assert len(next(engine.stream("SELECT * { ?s ?p ?o }").rows)) == 3
    assert next(engine.triples("urn:x:g")).predicate == P
    assert engine.graphs() == [("urn:x:g", 5000)]


@over_kinds
def test_a_graph_that_is_not_there_has_no_triples(engine):
    assert list(engine.triples("urn:x:none")) == []
    engine.drop_graphs(["urn:x:none"])


@over_kinds
def test_texts_come_back_as_they_were(engine):
    texts = [
        ox.Literal(text)
        for text in ("", "line\nbreak\r\n\ttab", '"quoted" \\ back', "é ß € 日本 🎈", "<&>", "nodeID://b1")
    ]
    texts += [ox.Literal("colour", language="en"), ox.Literal("7", datatype=ox.NamedNode(f"{XSD}integer"))]
    texts.append(ox.Literal("2022-11-15", datatype=ox.NamedNode(f"{XSD}date")))
    engine.put_graph("urn:x:g", [ox.Triple(ox.NamedNode("urn:x:s"), P, text) for text in texts])
    assert {row[0] for row in engine.select("SELECT ?o { ?s ?p ?o }").rows} == set(texts)
    assert {triple.object for triple in engine.triples("urn:x:g")} == set(texts)


@over_kinds
def test_blank_nodes_stay_joined(engine):
    blank = ox.BlankNode("n1")
    engine.put_graph("urn:x:g", [ox.Triple(P, P, blank), ox.Triple(blank, P, ox.Literal("o"))])
    ((between,),) = engine.select("SELECT ?b { ?a ?p ?b . ?b ?q 'o' }").rows
    assert isinstance(between, ox.BlankNode)


@over_kinds
def test_a_hundred_and_fifty_graphs_are_asked_together(engine):
    graphs = {f"urn:x:g{number}": numbered(number + 1, number) for number in range(150)}
    assert engine.put_graphs(graphs) == dict.fromkeys(graphs, 1)
    assert engine.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").texts() == [["150"]]
    engine.drop_graphs(list(graphs))
    assert engine.graphs() == []


@over_kinds
def test_a_query_that_does_not_parse_is_placed(engine):
    with pytest.raises(UsageError) as caught:
        engine.select("SELECT *\n{ ?s ?p }")
    assert caught.value.place.startswith("query:2:")


def test_several_graphs_are_one_step_for_oxigraph(addresses):
    engine = connect(addresses("oxigraph"))
    engine.put_graphs({"urn:x:g": numbered(1), "urn:x:h": numbered(1)})
    bad = ox.Triple(ox.NamedNode("urn:x:s"), P, ox.Literal("o"))
    with pytest.raises(UsageError, match="is not an absolute IRI"):
        engine.put_graphs({"urn:x:g": [bad, *numbered(4)], "no iri": []})
    assert engine.graphs() == [("urn:x:g", 1), ("urn:x:h", 1)]


def test_more_than_one_update_takes_is_put_graph_by_graph(addresses, monkeypatch):
    monkeypatch.setattr("raci_graph.engines.remote._MOST_AT_ONCE", 100)
    monkeypatch.setattr("raci_graph.engines.remote.RemoteEngine._update", lambda *_: pytest.fail("an update is sent"))
    engine = connect(addresses("oxigraph"))
    assert engine.put_graphs({"urn:x:g": numbered(9), "urn:x:h": numbered(8)}) == {"urn:x:g": 9, "urn:x:h": 8}


def test_a_server_that_only_reads_refuses_to_write(servers, tmp_path):
    store = ox.Store(str(tmp_path / "store"))
    store.extend(ox.Quad(each.subject, each.predicate, each.object, ox.NamedNode("urn:x:g")) for each in numbered(2))
    store.flush()
    del store
    engine = connect(servers.oxigraph("serve-read-only", "--location", str(tmp_path / "store")))
    assert engine.graphs() == [("urn:x:g", 2)]
    assert sorted(engine.triples("urn:x:g"), key=str) == numbered(2)
    for write in (
        lambda: engine.put_graph("urn:x:g", numbered(1)),
        lambda: engine.put_graphs({"urn:x:g": [], "urn:x:h": []}),
        lambda: engine.drop_graphs(["urn:x:g"]),
    ):
        with pytest.raises(StoreError, match=r"the server refuses with HTTP status 40[35]"):
            write()
    assert engine.graphs() == [("urn:x:g", 2)]


def test_virtuoso_takes_graphs_as_updates_of_a_few_thousand_triples(addresses, triples):
    profile = replace(connect(f"{addresses('virtuoso')}/sparql-auth").profile, graph_store=None)
    keys = find_credentials([profile.query.replace("//", "//dba:dba@")])
    engine = RemoteEngine(profile, keys=keys)
    sent = {"urn:x:g": numbered(4500), "urn:x:h": numbered(1), "urn:x:none": []}
    assert engine.put_graphs(sent) == {"urn:x:g": 4500, "urn:x:h": 1, "urn:x:none": 0}
    with pytest.raises(StoreError, match=r"Blank node '_:[\w*]+' is not allowed"):
        engine.put_graph("urn:x:g", triples)
    engine.drop_graphs(list(sent))
    assert not {iri for iri, _ in engine.graphs()} & set(sent)


def test_virtuoso_refuses_a_wrong_password_and_shows_none(addresses, monkeypatch):
    monkeypatch.setenv("RACI_GRAPH_USER", "dba")
    monkeypatch.setenv("RACI_GRAPH_PASSWORD", "s3cr3t")
    engine = connect(addresses("virtuoso"))
    assert engine.profile.name == "Virtuoso"
    with pytest.raises(StoreError, match="the server refuses with HTTP status 401") as caught:
        engine.put_graph("urn:x:g", numbered(1))
    assert "s3cr3t" not in str(caught.value)


def test_rows_that_virtuoso_leaves_out_are_told(servers, monkeypatch):
    monkeypatch.setenv("RACI_GRAPH_USER", "dba")
    monkeypatch.setenv("RACI_GRAPH_PASSWORD", "dba")
    engine = connect(servers.virtuoso("ResultSetMaxRows = 100"))
    engine.put_graph("urn:x:g", numbered(150))
    with pytest.raises(StoreError, match="the server does not give the whole answer"):
        engine.select("SELECT ?s { ?s ?p ?o }")
    assert engine.select("SELECT ?s { ?s ?p ?o } LIMIT 99").columns == ("s",)
