"""The guards of the suite itself, tried on a suite of two tests in a folder of its own."""

import os
import shutil
import subprocess
import sys

import pytest

SUITE = """
def test_one():
    pass


def test_two(need):
    assert need("a program", {found!r}) == "here"
"""


@pytest.fixture
def run_suite(tmp_path, repository):
    """Run pytest on a copy of the guards, with two tests and a floor."""

    def run(*arguments, floor=2, found="here", require_all="0", suite=SUITE):
        tests = tmp_path / "tests"
        tests.mkdir()
        shutil.copy(repository / "tests" / "conftest.py", tests)
        (tests / "expected-count").write_text(f"{floor}\n")
        (tests / "test_it.py").write_text(suite.format(found=found))
        (tmp_path / "pytest.ini").write_text("[pytest]\ntestpaths = tests\naddopts = -p no:cacheprovider -ra\n")
        own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        return subprocess.run(
            [sys.executable, "-m", "pytest", *arguments],
            cwd=tmp_path,
            env={**own, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "RACI_GRAPH_REQUIRE_ALL": require_all},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_suite_at_its_floor_passes_and_shows_the_floor(run_suite):
    result = run_suite()
    assert result.returncode == 0
    assert "2 tests in the whole suite, at least 2 expected" in result.stdout
    assert "2 passed" in result.stdout


def test_a_suite_below_its_floor_fails(run_suite):
    result = run_suite(floor=3)
    assert result.returncode == 4
    assert "only 2 tests were found" in result.stderr
    assert "passed" not in result.stdout


def test_a_suite_without_tests_fails(run_suite):
    result = run_suite(floor=1, suite="")
    assert result.returncode == 4
    assert "only 0 tests were found" in result.stderr


SHARED = ("-p", "xdist.plugin", "-n", "2")


def test_a_suite_that_processes_share_has_the_same_floor(run_suite):
    result = run_suite(*SHARED)
    assert result.returncode == 0
    assert "2 passed" in result.stdout


def test_a_suite_that_processes_share_fails_below_its_floor(run_suite):
    result = run_suite(*SHARED, floor=3)
    assert result.returncode == 4
    assert "only 2 tests were found" in result.stdout
    assert "passed" not in result.stdout


def test_a_chosen_part_that_processes_share_has_no_floor(run_suite):
    assert run_suite(*SHARED, "-k", "one", floor=3).returncode == 0


def test_the_files_that_take_longest_are_there(repository, longest):
    assert [name for name in longest if not (repository / "tests" / name).is_file()] == []


@pytest.mark.parametrize(
    "choice",
    [["tests/test_it.py"], ["-k", "one"], ["-m", "not slow"], ["--deselect", "tests/test_it.py::test_two"]],
    ids=lambda choice: choice[0],
)
def test_a_chosen_part_of_the_suite_has_no_floor(run_suite, choice):
    result = run_suite(*choice, floor=3)
    assert result.returncode == 0
    assert "in the whole suite" not in result.stdout


def test_errors_of_collection_are_shown_rather_than_the_floor(run_suite):
    result = run_suite(floor=3, suite="import no_such_module\n")
    assert result.returncode == 2
    assert "no_such_module" in result.stdout


def test_a_missing_program_skips_the_test_that_needs_it(run_suite):
    result = run_suite(found=None)
    assert result.returncode == 0
    assert "needs a program" in result.stdout
    assert "1 passed, 1 skipped" in result.stdout


def test_a_missing_program_fails_the_test_when_all_are_required(run_suite):
    result = run_suite(found=None, require_all="1")
    assert result.returncode == 1
    assert "needs a program" in result.stdout
    assert "1 failed, 1 passed" in result.stdout
