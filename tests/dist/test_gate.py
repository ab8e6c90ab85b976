"""The gate opens the archives: a release as it was built passes, a tampered one does not, and it says where."""

import io
import json
import tarfile
import zipfile

import pytest

from raci_graph.dist import release_problems
from raci_graph.dist.archive import SUMS_FILE, sums_text, tar_gz_archive, unpacked, zip_archive
from raci_graph.dist.collect import collect
from raci_graph.dist.manifest import file_entry
from raci_graph.errors import InputError

MATRIX = "data/ovhcloud/hosted-exchange/2022-11-15"


@pytest.fixture(scope="module")
def when():
    return collect().modified


@pytest.fixture
def packed(built, when):
    """``packed(files)``: archives of files with the right checksums; ``packed(files, manifest=True)`` with digests too."""

    def pack(files, *, manifest=False):
        files = dict(files)
        if manifest:
            stated = json.loads(files.pop("manifest.json"))
            stated["files"] = [file_entry(name, files[name]) for name in sorted(files)]
            files["manifest.json"] = json.dumps(stated).encode()
        top = f"raci-graph-{built.version}"
        named = {f"{top}/{name}": data for name, data in files.items()}
        archives = {f"{top}.zip": zip_archive(named, when), f"{top}.tar.gz": tar_gz_archive(named, when)}
        return {**archives, SUMS_FILE: sums_text(archives).encode()}

    return pack


def both(built, problem):
    """What is said where both archives have a fault."""
    return [f"raci-graph-{built.version}{form}: {problem}" for form in (".tar.gz", ".zip")]


def test_a_release_passes_its_gate(built):
    assert release_problems(built.files) == []


def test_a_changed_file_is_told(built, inside, packed):
    files = {**inside, "ontology/raci.nt": inside["ontology/raci.nt"] + b"\n"}
    said = release_problems(packed(files))
    assert sorted(said) == both(built, "ontology/raci.nt is not the file that the manifest states")


def test_a_missing_file_and_one_too_many_are_told(built, inside, packed):
    files = {name: data for name, data in inside.items() if name != "ontology/raci.rdf"} | {"more.txt": b"more"}
    assert sorted(release_problems(packed(files))) == sorted(
        both(built, "ontology/raci.rdf is missing") + both(built, "more.txt is not in the manifest")
    )


def test_a_release_without_its_manifest_is_told(built, inside, packed):
    files = {name: data for name, data in inside.items() if name != "manifest.json"}
    assert sorted(release_problems(packed(files))) == both(built, "there is no manifest.json")


def test_archives_that_differ_are_told(built, inside, packed, when):
    other = packed({**inside, "README.md": b"other"}, manifest=True)
    top = f"raci-graph-{built.version}"
    archives = {f"{top}.zip": other[f"{top}.zip"], f"{top}.tar.gz": built.files[f"{top}.tar.gz"]}
    files = {**archives, SUMS_FILE: sums_text(archives).encode()}
    assert release_problems(files) == [f"{top}.tar.gz and {top}.zip do not hold the same files"]


def test_wrong_checksums_are_told(built):
    files = {**built.files, SUMS_FILE: built.files[SUMS_FILE].replace(b"0", b"1")}
    assert release_problems(files) == ["SHA256SUMS does not state the checksums of the archives"]


def test_an_archive_alone_is_no_release(built):
    files = {name: data for name, data in built.files.items() if not name.endswith(".zip")}
    assert release_problems(files) == ["there are 1 archives, a release has one .zip and one .tar.gz"]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "ontology/raci.nt",
            b'"letter"@en .\n',
            b'"letter"@en .\n<urn:x:a> <urn:x:b> <urn:x:c> .\n',
            "ontology/raci.nt has 593 triples in 1 graphs, and not 592",
        ),
        (
            "ontology/raci.ttl",
            b"raci:Party\n",
            b"raci:Party raci:Party\n",
            "ontology/raci.ttl cannot be read: Parser error at line ",
        ),
        (
            "ontology/raci.rdf",
            b"</rdf:Description>",
            b"</rdf:Descriptio>",
            "ontology/raci.rdf cannot be read: ",
        ),
        (
            "ontology/raci.jsonld",
            b'{\n  "@context": {',
            b'{\n  "@context": "https://example.org/c", "x": {',
            "ontology/raci.jsonld cannot be read: ",
        ),
        (
            "shapes/shapes.trig",
            b"<https://w3id.org/raci-graph/shapes/fidelity> {",
            b"<urn:x:other> {",
            "shapes/shapes.trig has ",
        ),
        (f"{MATRIX}/table.csv", b"\r\n2,", b"\r\n2,,,more,,\r\n2,", f"{MATRIX}/table.csv has 50 activities, and not 49"),
        (f"{MATRIX}/assignments.csv", b"\r\n1,Cust", b"\r\n", f"{MATRIX}/csv-metadata.json: "),
        (f"{MATRIX}/matrix.json", b'"cells": [', b'"x": [', f"{MATRIX}/matrix.json has 96 cells, and not 98"),
    ],
)
def test_a_form_that_does_not_hold_what_is_stated_is_told(name, old, new, said, inside, packed):
    assert old in inside[name]
    files = {**inside, name: inside[name].replace(old, new, 1)}
    found = release_problems(packed(files, manifest=True))
    assert found[0].startswith(said)


def test_what_the_manifest_counts_must_be_there(inside, packed):
    manifest = json.loads(inside["manifest.json"])
    manifest["matrices"][0]["assignments"] = 123
    files = {**inside, "manifest.json": json.dumps(manifest).encode()}
    assert release_problems(packed(files)) == [
        f"{MATRIX}/{name} has 122 assignments, and not 123" for name in ("matrix.nt", "matrix.json", "assignments.csv")
    ]


@pytest.mark.parametrize("form", [".zip", ".tar.gz"])
def test_a_damaged_archive_is_refused(form, built):
    name = f"raci-graph-{built.version}{form}"
    with pytest.raises(InputError, match=rf"^{name}: is damaged: "):
        unpacked(name, built.files[name][:2000])


@pytest.mark.parametrize("path", ["../out", "/out", "a/../../out", "a\\out"])
@pytest.mark.parametrize(("form", "pack"), [(".zip", zip_archive), (".tar.gz", tar_gz_archive)])
def test_a_name_that_leads_out_is_refused(path, form, pack, when):
    with pytest.raises(InputError, match=r"is not a file of a release\. Build it anew$"):
        unpacked(f"x{form}", pack({path: b"x"}, when))


def test_a_link_and_a_file_twice_are_refused():
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    with pytest.raises(InputError, match=r"^x\.tar\.gz: 'link' is not a file of a release"):
        unpacked("x.tar.gz", target.getvalue())
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("a", b"1")
        archive.writestr("a", b"2")
    with pytest.raises(InputError, match=r"^x\.zip: 'a' is not a file of a release"):
        unpacked("x.zip", twice.getvalue())
