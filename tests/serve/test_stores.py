"""What is served: documents, a store on disk, or another SPARQL server behind."""

import json
import shutil

import pytest

from raci_graph.cli import run
from raci_graph.dataset import ontology_triples
from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.sources import read_source

COUNT = "SELECT (COUNT(*) AS ?n) { ?x a <https://w3id.org/raci-graph/ns#Activity> }"


def count(site):
    return json.loads(site.get(COUNT).body)["results"]["bindings"][0]["n"]["value"]


def fill(engine, hosted_exchange):
    engine.put_graph("https://w3id.org/raci-graph/ns", ontology_triples())
    engine.put_graph(hosted_exchange, read_source("hosted-exchange").triples)
    return engine


def test_documents_are_served_together(start, repository):
    site = start(repository / "tests/fixtures/library/lending.md", "hosted-exchange")
    assert count(site) == "54"
    assert site.ask("/").text.count('<th scope="row">') == 2


def test_a_store_on_disk_is_served_as_it_is_and_not_changed(start, tmp_path, hosted_exchange, answer):
    path = tmp_path / "my store"
    fill(EmbeddedEngine(path), hosted_exchange).close()
    files = {each.name: each.read_bytes() for each in path.iterdir()}
    site = start("--store", path)
    assert site.lines == [f"{site.address} serves {path}. Ctrl-C ends it\n"]
    assert json.loads(site.get(COUNT).body) == answer(COUNT)
    assert site.ask("/questions/03-handovers.json").status == 200
    assert site.interrupt() == 130
    assert {each.name: each.read_bytes() for each in path.iterdir()} == files


def test_two_servers_read_one_store(start, tmp_path, hosted_exchange):
    path = tmp_path / "store"
    fill(EmbeddedEngine(path), hosted_exchange).close()
    assert [count(start("--store", path)) for _ in range(2)] == ["49", "49"]


def test_another_server_is_asked(start, serve, hosted_exchange, answer):
    behind = fill(serve(), hosted_exchange)
    site = start("--store", behind.place)
    assert site.lines == [f"{site.address} serves {behind.place}. Ctrl-C ends it\n"]
    for question in ("02-responsibilities-of-party", "22-accountability-share"):
        assert json.loads(site.ask(f"/questions/{question}.json").body) == answer(question)
    assert site.get("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }").status == 400
    assert site.ask("/").text.count('<th scope="row">') == 1


def test_a_server_behind_that_is_gone_is_a_bad_gateway(start, refused_port):
    site = start("--store", f"http://127.0.0.1:{refused_port}/query")
    got = site.get("ASK {}")
    assert got.status == 502
    assert got.text.startswith(f"http://127.0.0.1:{refused_port}/query: the server cannot be reached")
    assert site.ask("/").status == 502


@pytest.fixture
def refused_port():
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["page.md", "--store", "store"], 2, "SOURCES and --store exclude each other. Give one of them"),
        (["--store", "nowhere"], 2, "nowhere: there is no store here. Load data into it first, or check the name"),
        (["--store", "folder"], 2, "folder: there is no store here. Load data into it first, or check the name"),
        (["--store", "ftp://x/"], 2, "'ftp://x/' is not the address of a SPARQL server."),
        (["nowhere.md"], 3, "nowhere.md"),
        (["--port", "70000"], 2, "Invalid value for '--port'"),
        (["--timeout", "0"], 2, "Invalid value for '--timeout'"),
        (["--rows", "0"], 2, "Invalid value for '--rows'"),
    ],
)
def test_what_cannot_be_served_is_said_in_one_line(  # noqa: PLR0913
    arguments, code, line, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    assert run(["serve", *arguments, "--port", "0"] if "--port" not in arguments else ["serve", *arguments]) == code
    said = capsys.readouterr().err
    assert said.startswith(f"raci-graph: {line}")
    assert said.count("\n") == 1


def test_a_broken_store_is_said_in_one_line(tmp_path, hosted_exchange, capsys):
    path = tmp_path / "store"
    fill(EmbeddedEngine(path), hosted_exchange).close()
    for each in path.glob("MANIFEST*"):
        each.write_bytes(b"")
    assert run(["serve", "--store", str(path), "--port", "0"]) == 4
    said = capsys.readouterr().err
    assert said.startswith(f"raci-graph: {path}: the store cannot be opened")
    assert said.count("\n") == 1
    shutil.rmtree(path)
