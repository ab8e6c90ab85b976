"""Under which licence each file of data/ and ontology/ is, by REUSE.toml and by what the files say of themselves."""

import re
import tomllib

import pytest

TABLE = "CC-BY-NC-SA-4.0"
OURS = "CC-BY-4.0"
IRIS = {
    TABLE: "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    OURS: "https://creativecommons.org/licenses/by/4.0/",
}


@pytest.fixture(scope="module")
def licence_of(repository):
    """``licence_of(path)``: the SPDX identifier that REUSE.toml gives a file; the last annotation that fits counts."""
    annotations = tomllib.loads((repository / "REUSE.toml").read_text("utf-8"))["annotations"]

    def fits(path, patterns):
        patterns = [patterns] if isinstance(patterns, str) else patterns
        regexes = (re.escape(each).replace(r"\*\*", ".*").replace(r"\*", "[^/]*") for each in patterns)
        return any(re.fullmatch(regex, path) for regex in regexes)

    def find(path):
        relative = path.relative_to(repository).as_posix()
        return [each["SPDX-License-Identifier"] for each in annotations if fits(relative, each["path"])][-1]

    return find


def test_every_file_of_the_table_is_under_the_publishers_licence(repository, licence_of):
    files = [path for path in (repository / "data/ovhcloud").rglob("*") if path.is_file()]
    assert len(files) >= 6
    assert {licence_of(path) for path in files} == {TABLE}


@pytest.mark.parametrize("folder", ["ontology", "shapes"])
def test_ontology_and_shapes_are_ours(folder, repository, licence_of):
    assert {licence_of(path) for path in (repository / folder).rglob("*") if path.is_file()} == {OURS}


def test_the_catalogue_and_the_licence_note_are_ours(repository, licence_of):
    assert {licence_of(repository / "data" / name) for name in ("catalog.ttl", "LICENSE")} == {OURS}


def test_the_truth_table_of_the_tests_is_the_publishers(repository, licence_of):
    assert licence_of(repository / "tests/queries/hosted-exchange.truth.tsv") == TABLE


@pytest.mark.parametrize("name", ["matrix.ttl", "raci.toml"])
def test_the_table_states_its_licence_itself(name, folder):
    assert f"{IRIS[TABLE]}" in (folder / name).read_text("utf-8")


def test_each_ontology_states_its_licence_itself(repository):
    for path in (repository / "ontology").rglob("*.ttl"):
        assert f"dcterms:license <{IRIS[OURS]}>" in path.read_text("utf-8")


def test_the_note_names_publisher_title_licence_and_changes(repository):
    note = (repository / "data/LICENSE").read_text("utf-8")
    for words in (
        "OVHcloud",
        "Hosted Exchange Responsibility model",
        "https://github.com/ovh/docs",
        IRIS[TABLE],
        "What was changed",
    ):
        assert words in note


def test_both_licences_lie_beside(repository):
    assert {f"{TABLE}.txt", f"{OURS}.txt"} <= {path.name for path in (repository / "LICENSES").iterdir()}
