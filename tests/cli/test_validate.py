"""raci-graph validate: findings a line, counts, and the exit code that CI looks at."""

import json

import pytest

from raci_graph.dataset import ontology_triples
from raci_graph.engines.connect import connect
from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.sources import read_source


@pytest.fixture
def two_answer(raci, lending, tmp_path):
    """The small matrix with a second party that answers for row 1 where the cell prints that it is informed."""
    path = tmp_path / "two.ttl"
    raci("import", lending, "-o", path)
    text = path.read_text("utf-8")
    informed = "    raci:withRole raci:Informed .\n\nassignment:1-2-1\n"
    assert text.count(informed) == 1
    path.write_text(text.replace(informed, informed.replace("Informed", "Accountable")), "utf-8")
    return path


def test_the_bundled_matrix_has_no_violation(raci):
    done = raci("validate")
    assert (done.code, done.err) == (0, "0 violation, 4 warning, 27 info\n")
    lines = [line for line in done.out.splitlines() if line.startswith("source.txt:")]
    assert lines[0].startswith("source.txt: ")
    assert len(lines) == 1 + 31
    subject = "Administrate domain, mailboxes, distribution groups, etc."
    found = f"source.txt:51:1: W10 warning: {subject}: several parties do the work of this activity"
    assert [line for line in lines if " W10 " in line] == [found]


@pytest.mark.parametrize(("fail_on", "code"), [("violation", 0), ("warning", 0), ("info", 1), ("never", 0)])
def test_fail_on(fail_on, code, raci, lending):
    assert raci("validate", lending, "--fail-on", fail_on).code == code


def test_a_fault_fails_and_points_at_its_row(raci, two_answer):
    done = raci("validate", two_answer, "--format", "json")
    found = json.loads(done.out)["findings"]
    violations = {
        (each["code"], each["row"], each["place"]["line"]) for each in found if each["severity"] == "violation"
    }
    assert done.code == 1
    assert violations == {("W02", 1, 18), ("F03", 1, 18), ("S26", 1, 18)}
    assert raci("validate", two_answer, "--fail-on", "never").code == 0


def test_a_document_is_checked_as_a_graph_is(raci, lending):
    done = raci("validate", lending, "--format", "json")
    found = [(each["code"], each.get("row"), each.get("subject")) for each in json.loads(done.out)["findings"]]
    assert found == [("W15", 2, "Renew a loan"), ("W15", 5, "Repair a binding"), ("W23", None, "Library")]
    assert done.err == ""


OWN = """@prefix ex: <https://example.org/> . @prefix raci: <https://w3id.org/raci-graph/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:X07-Late sh:targetClass raci:Activity ; sh:path raci:rowNumber ; sh:maxInclusive 4 ; sh:severity sh:Warning ;
    sh:message "X07: too late." .
ex:Named a sh:NodeShape ; sh:targetClass raci:LegendEntry ;
    sh:property [ sh:path raci:letter ; sh:maxLength 0 ; sh:message "no letters" ] .
"""


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.ttl"
    path.write_text(OWN, "utf-8")
    return path


def codes(done):
    return [(each["code"], each["severity"], each.get("row")) for each in json.loads(done.out)["findings"]]


@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
def test_shapes_of_ones_own_by_both_engines(raci, lending, own, engine):
    done = raci("validate", lending, "--shapes", own, "--engine", engine, "--format", "json")
    assert codes(done) == [*[("Named", "violation", None)] * 4, ("X07", "warning", 5)]
    assert done.code == 1


@pytest.mark.parametrize(
    ("shapes", "said"),
    [
        (OWN.replace("sh:maxInclusive", "sh:maxInclusiv"), "X07-Late> uses sh:maxInclusiv, which SHACL does not"),
        ("", "there is no shape with a target"),
        ("<urn:a> <urn:b> .", "own.ttl:1:"),
        (OWN.replace("raci:letter ;", "raci:letter ; sh:node ex:Named ;"), "Named> is recursive"),
    ],
)
def test_broken_shapes_of_ones_own_never_pass(fails, lending, own, shapes, said):
    own.write_text(shapes, "utf-8")
    assert said in fails(3, "validate", lending, "--shapes", own)


def test_the_reference_finds_the_same(raci, two_answer):
    by_engine = [raci("validate", two_answer, "--engine", engine) for engine in ("compiled", "pyshacl")]
    assert by_engine[0] == by_engine[1]
    assert by_engine[0].code == 1


def of_data(done):
    """The findings of a run without what is known of a file alone: path, lines of Turtle, rows as printed."""
    found = json.loads(done.out)["findings"]
    for each in found:
        if (each["place"] or {}).get("file", "").endswith(".ttl"):
            each["place"] = None
    left_out = {"source", "file", "printed"}
    return [{name: value for name, value in each.items() if name not in left_out} for each in found]


@pytest.fixture
def stored(two_answer, tmp_path):
    """A directory of a store that holds the faulty matrix and the ontology."""
    engine = EmbeddedEngine(tmp_path / "store")
    engine.add("urn:x:matrix", read_source(str(two_answer)).triples)
    engine.add("urn:x:ontology", ontology_triples())
    engine.close()
    return tmp_path / "store"


def test_a_store_has_the_findings_of_what_it_holds(raci, two_answer, stored):
    done = raci("validate", "--store", stored, "--format", "json")
    want = of_data(raci("validate", two_answer, "--format", "json"))
    assert (done.code, of_data(done)) == (1, want)


def test_a_server_has_the_findings_of_what_it_holds(raci, two_answer, own, serve):
    server = serve()
    server.put_graph("urn:x:matrix", read_source(str(two_answer)).triples)
    address = server.place
    assert "the store does not hold the ontology" in raci("validate", "--store", address).err
    server.put_graph("urn:x:ontology", ontology_triples())
    done = raci("validate", "--store", address, "--format", "json")
    want = of_data(raci("validate", two_answer, "--format", "json"))
    assert (done.code, of_data(done)) == (1, want)
    assert codes(raci("validate", "--store", address, "--shapes", own, "--format", "json"))[-1] == ("X07", "warning", 5)
    own.write_text(f"{OWN} ex:B sh:path raci:rowNumber ; sh:targetClass raci:Activity ; sh:datatype ex:B .", "utf-8")
    own.write_text(own.read_text("utf-8").replace("sh:datatype ex:B", "sh:hasValue []"), "utf-8")
    refused = raci("validate", "--store", address, "--shapes", own)
    assert (refused.code, refused.out) == (2, "")
    assert "example.org/B cannot be checked on a server: it has a blank node as a value" in refused.err


def test_any_server_is_named_by_its_addresses(raci, two_answer, servers):
    address = servers.oxigraph("serve")
    urls = ("--query-url", f"{address}/query", "--gsp-url", f"{address}/store")
    connect(address).put_graphs({"urn:x:m": read_source(str(two_answer)).triples, "urn:x:o": list(ontology_triples())})
    done = raci("validate", *urls, "--format", "json")
    assert (done.code, of_data(done)) == (1, of_data(raci("validate", two_answer, "--format", "json")))
    refused = raci("validate", "--update-url", f"{address}/update")
    assert (refused.code, refused.out) == (2, "")
    assert "the address for queries is missing. Give --query-url" in refused.err


def test_sources_a_store_and_pyshacl_exclude_each_other(fails, lending, tmp_path):
    assert fails(2, "validate", lending, "--store", tmp_path).startswith("SOURCES and --store exclude each other")
    assert fails(2, "validate", "--store", tmp_path, "--engine", "pyshacl").startswith("a store runs compiled shapes")


def test_a_server_that_is_not_there_never_passes(fails):
    assert "the server cannot be reached" in fails(4, "validate", "--store", "http://127.0.0.1:9/query")
