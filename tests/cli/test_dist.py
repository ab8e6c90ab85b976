"""raci-graph dist: what it writes, when it writes nothing, and what its exit code says."""

import hashlib
import sys
from dataclasses import replace

import pytest

from raci_graph import dist
from raci_graph.dist.terms import terms_of

NAMES = ["SHA256SUMS", "raci-graph-0.1.0.tar.gz", "raci-graph-0.1.0.zip"]
HINT = (
    "The terms changed since 0.1.0: a release of them is 0.2.0 at least, and not 0.1.0. "
    "Raise the version (docs/releasing.md).\n"
)


@pytest.fixture(scope="module")
def release():
    """A release of which no term changed since the last one."""
    graphs = [each for each in dist.collect.collect().graphs if each.kind == "ontology"]
    return dist.build_release(("0.1.0", terms_of(graphs)))


@pytest.fixture
def ready(release, monkeypatch):
    """``ready(**changes)``: lets the command build that release, changed so."""

    def make(**changes):
        monkeypatch.setattr(dist, "build_release", lambda: replace(release, **changes))

    make()
    return make


def test_it_writes_the_archives_and_says_what_they_are(ready, release, raci, tmp_path):
    done = raci("dist", "-o", tmp_path / "out")
    lines = [f"{name}  {len(release.files[name])} bytes" for name in NAMES]
    assert done == (0, "\n".join([*lines, "0 terms changed since 0.1.0, 0 of them breaking\n"]), "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == NAMES
    for line in (tmp_path / "out/SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest


def test_without_a_folder_it_writes_to_dist(ready, raci, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert raci("dist").code == 0
    assert sorted(path.name for path in (tmp_path / "dist").iterdir()) == NAMES


def test_check_writes_nothing(ready, raci, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert raci("dist", "--check").code == 0
    assert list(tmp_path.iterdir()) == []


def test_check_compares_a_folder_with_what_is_built(ready, raci, tmp_path):
    assert raci("dist", "-o", tmp_path).code == 0
    assert raci("dist", "--check", "-o", tmp_path).code == 0
    path = tmp_path / NAMES[1]
    path.write_bytes(path.read_bytes() + b"\0")
    (tmp_path / NAMES[2]).unlink()
    done = raci("dist", "--check", "-o", tmp_path)
    assert (done.code, done.out) == (1, "")
    assert sorted(done.err.splitlines()) == [
        f"{tmp_path / NAMES[1]}: differs from what is built here",
        f"{tmp_path / NAMES[2]}: is missing beside what is built here",
    ]


def test_nothing_is_written_where_the_gate_finds_a_fault(ready, release, raci, tmp_path):
    ready(files={**release.files, "SHA256SUMS": b"no\n"})
    done = raci("dist", "-o", tmp_path)
    assert done == (1, "", "SHA256SUMS does not state the checksums of the archives\n")
    assert list(tmp_path.iterdir()) == []


def test_a_version_that_says_too_little_is_told_and_fails_a_check(ready, raci, tmp_path):
    ready(least="0.2.0")
    assert raci("dist", "-o", tmp_path)[::2] == (0, HINT)
    assert raci("dist", "--check")[::2] == (1, HINT)


def test_a_folder_that_cannot_be_written_is_named(ready, release, raci, tmp_path):
    (tmp_path / "file").write_text("x")
    done = raci("dist", "-o", tmp_path / "file")
    assert done.code == 5
    assert done.err.count("\n") == 1
    assert str(tmp_path / "file") in done.err


def test_without_pyld_it_says_what_to_install(fails, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyld", None)
    line = "JSON-LD needs the package PyLD. Install it: pip install 'raci-graph[publish]'"
    assert fails(2, "dist", "-o", tmp_path) == line
    assert list(tmp_path.iterdir()) == []


def test_without_csvw_it_says_what_to_install(ready, fails, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "csvw", None)
    line = "checking tables needs the package csvw. Install it: pip install 'raci-graph[publish]'"
    assert fails(2, "dist", "-o", tmp_path) == line
    assert list(tmp_path.iterdir()) == []
