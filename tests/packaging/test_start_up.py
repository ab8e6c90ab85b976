"""What is imported before a command does its work: `--help` must answer at once."""

import subprocess
import sys

import pytest

HEAVY = {
    "SPARQLWrapper",
    "hypothesis",
    "jinja2",
    "markdown_it",
    "owlready2",
    "owlrl",
    "pyoxigraph",
    "pyshacl",
    "rapidfuzz",
    "rdflib",
    "rich",
    "slugify",
    "starlette",
    "uvicorn",
    "xlsxwriter",
    "yaml",
}


@pytest.fixture
def imported_by():
    """``imported_by(*arguments)``: the top-level names of all modules that Python imports when it runs with them."""

    def names(*arguments):
        command = [sys.executable, "-X", "importtime", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
        lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
        return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}

    return names


def test_the_list_of_imports_shows_what_is_imported(imported_by):
    assert "yaml" in imported_by("-c", "import yaml")


@pytest.mark.parametrize(
    "arguments",
    [
        ("-c", "import raci_graph"),
        ("-c", "import raci_graph.__main__"),
        ("-m", "raci_graph", "--help"),
        ("-m", "raci_graph", "--version"),
    ],
    ids=" ".join,
)
def test_no_heavy_library_is_imported_before_it_is_needed(arguments, imported_by):
    names = imported_by(*arguments)
    assert "raci_graph" in names
    assert names & HEAVY == set()


@pytest.mark.parametrize("command", ["validate", "report"])
def test_a_check_runs_without_rdflib_and_pyshacl(command, imported_by):
    names = imported_by("-m", "raci_graph", command, "hosted-exchange")
    assert "pyoxigraph" in names
    assert names & {"rdflib", "pyshacl", "owlrl", "owlready2", "SPARQLWrapper"} == set()
