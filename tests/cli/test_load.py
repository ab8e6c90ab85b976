"""``load``, ``unload``, ``graphs`` and ``export`` on a directory: what they say, refuse, and leave as it was."""

import json
import os
import re
import subprocess
import sys

import pytest

from raci_graph.engines.connect import connect

pytestmark = pytest.mark.usefixtures("_young_objects_alone")  # each load looks for what may be thrown away

IRI = "https://example.org/id/town-library/lending/2026-01-31"
NS = "https://w3id.org/raci-graph/ns"
VOCABULARIES = [
    ("https://w3id.org/raci-graph/id/activity-types", 1186),
    ("https://w3id.org/raci-graph/id/controls", 951),
    (NS, 796),
]
COUNTS = [(IRI, 308), (f"{IRI}/places", 32), (f"{IRI}/shortcuts", 14), *VOCABULARIES]
LIMITED = """
import resource, sys
from raci_graph.cli import run
most = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
sys.exit(run(sys.argv[2:]))
"""


@pytest.fixture
def own(lending, tmp_path):
    """A copy of lending.md with its raci.toml, in a folder that anybody may read."""
    folder = tmp_path / "own"
    folder.mkdir()
    for path in (lending, lending.with_name("raci.toml")):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder / lending.name


@pytest.fixture
def store(raci, own, tmp_path):
    """A store that holds it."""
    path = tmp_path / "store"
    assert raci("load", own, "--store", path).code == 0
    return path


def graphs(store):
    engine = connect(str(store), read_only=True)
    return [(iri, len(list(engine.triples(iri)))) for iri, _ in engine.graphs()]


def test_what_was_loaded_is_counted(raci, own, tmp_path):
    path = tmp_path / "store"
    for state in ("new", "unchanged"):
        done = raci("load", own, "--store", path)
        assert done == (0, "", f"1 matrix (1 {state}): 6 graphs, 3287 triples with the vocabularies in {path}\n")
    assert graphs(path) == COUNTS


def test_findings_stop_the_load_before_anything_is_written(raci, own, tmp_path):
    own.write_text(own.read_text("utf-8").replace("| R | A | |", "| R | | |"), "utf-8")
    done = raci("load", own, "--store", tmp_path / "store")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[-1] == (
        "nothing was loaded. Mend what is found, or load it as it is with --no-validate"
    )
    assert "W01 violation" in done.err
    assert not (tmp_path / "store").exists()
    assert raci("load", own, "--store", tmp_path / "store", "--fail-on", "never").code == 0
    assert raci("load", own, "--store", tmp_path / "store", "--no-validate").code == 0


def test_triples_of_nobody_are_told(raci, tmp_path, bundled):
    folder = tmp_path / "folder"
    folder.mkdir()
    for path in bundled.glob("*.ttl"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "more.ttl").write_text("<urn:x:s> <urn:x:p> 1, 2 .", "utf-8")
    done = raci("load", folder, "--store", tmp_path / "store")
    assert done.err.splitlines()[0] == (
        f"{folder / 'more.ttl'}: 2 triples belong to no matrix and no catalogue, and were left out"
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("load", "--store", "s"), "a SOURCE is missing. Give a document, an RDF file, a folder, or hosted-exchange"),
        (("load", "hosted-exchange"), "no store is named. Give --store with a directory or the address of a server"),
        (("unload", "x"), "no store is named. Give --store with a directory or the address of a server"),
        (("graphs",), "no store is named. Give --store with a directory or the address of a server"),
        (("export",), "no store is named. Give --store with a directory or the address of a server"),
        (("graphs", "--store", "none"), "none: there is no store here. Load data into it first, or check the name"),
        (("unload", "x", "--store", "none"), "none: there is no store here. Load data into it first, or check"),
    ],
)
def test_what_is_missing_is_said(arguments, line, fails, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert fails(2, *arguments).startswith(line)
    assert list(tmp_path.iterdir()) == []


def test_a_matrix_is_taken_out(raci, fails, store):
    assert fails(2, "unload", "landing", "--store", store) == (f"there is no matrix 'landing'. Did you mean {IRI}?")
    done = raci("unload", "lending", "--store", store)
    assert done == (0, "", f"{IRI}: 354 triples taken out of {store}\n")
    assert graphs(store) == VOCABULARIES


def test_graphs_are_listed_as_json_and_csv(raci, store):
    found = json.loads(raci("graphs", "--store", store, "--format", "json").out)["graphs"]
    assert found[0] == {
        "graph": IRI,
        "kind": "matrix",
        "triples": 308,
        "title": "Lending desk",
        "version": "2026-01-31",
        "issued": "",
    }
    lines = raci("graphs", "--store", store, "--format", "csv").out.splitlines()
    assert lines[0] == "graph,kind,triples,title,version,issued"
    assert lines[2] == f"{IRI}/places,places,32,,,"


def test_an_export_is_written_whole_and_loads_again(raci, store, tmp_path):
    done = raci("export", "--store", store, "--format", "nquads", "-o", tmp_path / "all.nq")
    assert done == (0, "", "")
    assert len((tmp_path / "all.nq").read_text("utf-8").splitlines()) == 3287
    assert raci("load", tmp_path / "all.nq", "--store", tmp_path / "other").code == 0
    assert graphs(tmp_path / "other") == COUNTS
    trig = raci("export", "lending", "--store", store)
    assert trig.out == raci("export", IRI, "--store", tmp_path / "other").out
    assert trig.out.startswith("@prefix ")


@pytest.mark.parametrize(("most", "what"), [(20_000, "opened"), (250_000, "written"), (400_000, "written")])
def test_a_full_disk_is_told_in_one_line_and_the_store_is_as_it_was(most, what, store):
    command = [sys.executable, "-c", LIMITED, str(most), "load", "hosted-exchange", "--store", str(store)]
    done = subprocess.run([*command, "--no-validate"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"raci-graph: {store}: the store cannot be {what} (IO error: ")
    assert re.search(r"While appending to file: \S+: File too large\)", done.stderr)
    assert done.stderr.endswith("the disk has room\n")
    assert graphs(store) == COUNTS


def test_a_disk_that_is_full_in_a_load_of_many_is_told_and_the_store_is_as_it_was(store, bundled, tmp_path):
    for copy in range(12):
        (tmp_path / "many" / str(copy)).mkdir(parents=True)
        for path in bundled.glob("*.ttl"):
            text = path.read_text("utf-8").replace("hosted-exchange/2022-11-15", f"copy-{copy}/2022-11-15")
            (tmp_path / "many" / str(copy) / path.name).write_text(text, "utf-8")
    load = ["load", str(tmp_path / "many"), "--no-validate", "--store", str(store)]
    command = [sys.executable, "-c", LIMITED, "300000", *load]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.count("\n") == 1
    assert re.search(r"While appending to file: \S+/bulk-\d+\.sst: File too large\)", done.stderr)
    assert done.stderr.endswith("No graph is half written. See that the disk has room\n")
    assert graphs(store) == COUNTS
    assert list(store.glob("bulk-*")) == []


def test_a_directory_that_cannot_be_written_is_told_and_can_still_be_read(raci, fails, own, store, monkeypatch):
    monkeypatch.chdir(store.parent)
    store.parent.chmod(0o755)
    store.chmod(0o555)
    own.write_text(own.read_text("utf-8").replace("Lending desk", "Lending"), "utf-8")
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # root may write anywhere
    try:
        line = fails(4, "load", "own/lending.md", "--store", "store", "--no-validate")
        listed = raci("graphs", "--store", "store", "--format", "csv")
    finally:
        os.seteuid(user)
        store.chmod(0o755)
    assert line == (
        "store: the store cannot be written (Permission denied). See that you may write there, and that the disk has "
        "room"
    )
    assert listed.code == 0
    assert f"{IRI},matrix,308,Lending desk,2026-01-31," in listed.out
    assert graphs(store) == COUNTS


def test_a_place_that_nobody_may_make_a_store_in_is_told(fails, own, tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    line = fails(4, "load", own, "--store", tmp_path / "file" / "store", "--no-validate")
    assert line.startswith(f"{tmp_path / 'file' / 'store'}: the store cannot be written (Not a directory)")
