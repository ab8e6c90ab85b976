"""kill -9 at any moment of a load of many matrices leaves all or nothing of each, what was there, and no file."""

import subprocess
import sys
from pathlib import Path

import pytest

import raci_graph

TIMES = 100
COPIES = 9
PROGRAM = Path(__file__).with_name("killed_bulk_loads.py")


@pytest.fixture
def other(tmp_path):
    """A document of one matrix, with the settings beside it."""
    settings = '[matrix]\nbase = "https://example.org/id/"\nid = "mail"\nversion = "2026-01-31"\n'
    (tmp_path / "raci.toml").write_text(settings, "utf-8")
    rows = "".join(f"| Step {number} | I | RA |\n" for number in range(60))
    path = tmp_path / "mail.md"
    path.write_text(f"# Mail\n\n| Activity | IT | Business |\n|---|---|---|\n{rows}", "utf-8")
    return str(path)


@pytest.fixture
def many(tmp_path):
    """A folder of matrices, 2,503 triples each."""
    folder = tmp_path / "many"
    folder.mkdir()
    text = "".join(f"{triple} .\n" for triple in raci_graph.read("hosted-exchange").triples)
    for copy in range(COPIES):
        named = text.replace("hosted-exchange/2022-11-15", f"copy-{copy}/2022-11-15")
        (folder / f"{copy}.nt").write_text(named, "utf-8")
    return folder


def test_a_load_of_many_that_is_killed_leaves_each_as_it_was_or_as_it_is_to_be(other, many, tmp_path):
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(tmp_path / "store"), other, str(many), str(TIMES), "5"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    killed, whole, none, some, every, lay_about = map(int, done.stdout.split())
    assert (killed, whole, none + some + every) == (TIMES,) * 3, done.stdout
    assert min(none, some, lay_about) > 0, done.stdout
