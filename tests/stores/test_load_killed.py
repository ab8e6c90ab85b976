"""kill -9 at any moment of a load leaves the old matrix or the new one, with its shortcuts and places, and opens."""

import subprocess
import sys
from pathlib import Path

import pytest

TIMES = 200
ROLES = (("I", "RA"), ("RA", "I"))
PROGRAM = Path(__file__).with_name("killed_loads.py")


@pytest.fixture
def versions(tmp_path):
    """Two documents that give one matrix: the second has other rows, and all its places are others."""
    paths = []
    for name, first in (("old", 1), ("new", 16)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "raci.toml").write_text(
            '[matrix]\nbase = "https://example.org/id/"\nid = "mail"\nversion = "2026-01-31"\n', "utf-8"
        )
        rows = [f"| Step {number} | {' | '.join(ROLES[number % 2])} |" for number in range(first, first + 30)]
        lines = ["# Mail", *["", ""][: first % 2], "", "| Activity | IT | Business |", "|---|---|---|", *rows, ""]
        (folder / "mail.md").write_text("\n".join(lines), "utf-8")
        paths.append(str(folder / "mail.md"))
    return paths


def test_a_load_that_is_killed_leaves_the_old_or_the_new_matrix(versions, tmp_path):
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(tmp_path / "store"), *versions, str(TIMES), "5"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    killed, old, new, made = map(int, done.stdout.split())
    assert (killed, old + new, made) == (TIMES + TIMES // 10, TIMES, TIMES // 10), done.stderr
    assert min(old, new) > TIMES // 10
