"""A release has the same bytes for the same content, and every form of a graph gives that graph."""

import datetime
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from raci_graph.dist import build_release
from raci_graph.dist.formats import SUFFIXES
from raci_graph.errors import UsageError

SUMS = """
import os, sys
os.umask(int(sys.argv[1], 8))
from raci_graph.dist import build_release
sys.stdout.write(build_release().files["SHA256SUMS"].decode())
"""


@pytest.mark.parametrize(
    ("umask", "around"),
    [
        ("077", {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}),
        ("000", {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8"}),
    ],
)
def test_another_seed_zone_umask_and_language_give_the_same_bytes(umask, around, built, repository, tmp_path):
    environment = {**os.environ, **around, "PYTHONPATH": str(repository)}
    environment.pop("SOURCE_DATE_EPOCH", None)
    done = subprocess.run(
        [sys.executable, "-c", SUMS, umask], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == built.files["SHA256SUMS"].decode()
    assert list(tmp_path.iterdir()) == []


def test_the_checksums_are_those_of_the_archives(built):
    lines = dict(reversed(line.split("  ")) for line in built.files["SHA256SUMS"].decode().splitlines())
    top = f"raci-graph-{built.version}"
    assert lines == {name: hashlib.sha256(built.files[name]).hexdigest() for name in (f"{top}.zip", f"{top}.tar.gz")}
    assert set(built.files) == {*lines, "SHA256SUMS"}


def test_the_date_of_the_files_is_that_of_the_ontology(built):
    with zipfile.ZipFile(io.BytesIO(built.files[f"raci-graph-{built.version}.zip"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 25, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}
        assert archive.namelist() == sorted(archive.namelist())
    with tarfile.open(fileobj=io.BytesIO(built.files[f"raci-graph-{built.version}.tar.gz"])) as archive:
        when = int(datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC).timestamp())
        entries = {(each.mtime, each.mode, each.uid, each.gid, each.uname, each.isfile()) for each in archive}
        assert entries == {(when, 0o644, 0, 0, "", True)}


def test_source_date_epoch_is_the_date_where_it_is_set(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    files = build_release().files
    (name,) = [name for name in files if name.endswith(".zip")]
    with zipfile.ZipFile(io.BytesIO(files[name])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2001, 9, 9, 1, 46, 40)}


def test_a_source_date_epoch_that_is_no_number_is_refused(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    with pytest.raises(UsageError, match=r"^SOURCE_DATE_EPOCH='today' is not a date\. Give whole seconds since 1970"):
        build_release()


def test_every_graph_is_there_in_every_form(inside, collected):
    alone = {f"{graph.stem}{suffix}" for graph in collected.graphs for suffix in SUFFIXES if suffix != ".trig"}
    together = {"ontology/ontology.trig", "data/data.trig", "shapes/shapes.trig"}
    forms = {
        name for name in inside if name.endswith(tuple(SUFFIXES)) and name.count("context") + name.count("frame") == 0
    }
    assert forms == alone | together


def test_plain_files_are_as_they_were(inside, collected):
    changed = {name for name, data in collected.files.items() if inside[name] != data}
    assert changed == {"data/catalog.ttl"}
    assert {name for name in inside if name.startswith("queries/")} == {
        name for name in collected.files if name.startswith("queries/")
    }


@pytest.mark.parametrize(("suffix", "form"), [(".rdf", "xml"), (".jsonld", "json-ld"), (".nt", "nt")])
def test_another_parser_reads_the_same_graph_from_each_form(suffix, form, inside, collected):
    for graph in collected.graphs:
        turtle = rdflib.Graph(bind_namespaces="none").parse(data=inside[f"{graph.stem}.ttl"], format="turtle")
        other = rdflib.Graph(bind_namespaces="none").parse(data=inside[f"{graph.stem}{suffix}"], format=form)
        assert len(turtle) > 0
        assert isomorphic(turtle, other), graph.stem


@pytest.mark.parametrize("kind", ["ontology", "data", "shapes"])
def test_trig_holds_each_graph_under_its_name(kind, inside, collected):
    graphs = {graph.iri: graph for graph in collected.graphs if graph.kind == kind}
    found = {iri: ox.Dataset() for iri in graphs}
    for quad in ox.parse(inside[f"{kind}/{kind}.trig"], ox.RdfFormat.TRIG):
        found[quad.graph_name.value].add(ox.Quad(quad.subject, quad.predicate, quad.object))
    for iri, graph in graphs.items():
        turtle = ox.parse(inside[f"{graph.stem}.ttl"], ox.RdfFormat.TURTLE)
        one, other = ox.Dataset(turtle), found[iri]
        for dataset in (one, other):
            dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0_SHA_256)
        assert one == other, iri


def test_the_manifest_lists_every_file_and_counts(inside, built, folder):
    manifest = json.loads(inside["manifest.json"])
    assert [each["name"] for each in manifest["files"]] == sorted(set(inside) - {"manifest.json"})
    assert (manifest["version"], manifest["previousVersion"]) == (built.version, built.last)
    (matrix,) = manifest["matrices"]
    assert matrix == {
        "folder": folder,
        "iri": "https://w3id.org/raci-graph/id/ovhcloud/hosted-exchange/2022-11-15",
        "sections": 24,
        "activities": 49,
        "cells": 98,
        "assignments": 122,
    }
    counted = {each["file"]: each["triples"] for each in manifest["graphs"]}
    assert counted[f"{folder}/matrix.ttl"] == 2252
    assert counted[f"{folder}/shortcuts.ttl"] == 122


def test_the_page_at_the_top_names_the_folders_and_the_licences(inside):
    text = inside["README.md"].decode()
    assert {name.partition("/")[0] for name in inside if "/" in name} == {"ontology", "data", "shapes", "queries"}
    for said in (
        "`ontology/`",
        "`data/`",
        "`shapes/`",
        "`queries/`",
        "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    ):
        assert said in text
