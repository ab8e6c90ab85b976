"""A SOURCE by name: documents, RDF, folders and bundled matrices, and what each wrong one is told."""

import io
import shutil
from pathlib import Path
from types import SimpleNamespace

import pyoxigraph as ox
import pytest

from raci_graph.errors import InputError, UsageError
from raci_graph.findings import Finding, Severity
from raci_graph.graph.write import to_graph
from raci_graph.model import About, Choice, Place
from raci_graph.readers import limits
from raci_graph.sources import (
    STANDARD_INPUT,
    Source,
    bundled_matrices,
    parse_rdf,
    read_document_source,
    read_source,
    require_matrix,
)

HOSTED = "https://w3id.org/raci-graph/id/ovhcloud/hosted-exchange/2022-11-15"
TABLE = "| Activity | X | Y |\n|---|---|---|\n| a | R | A |\n"


@pytest.fixture
def write(tmp_path):
    def make(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return make


def refused(kind, name):
    with pytest.raises(kind) as caught:
        read_source(str(name))
    assert type(caught.value) is kind
    return caught.value


def test_the_bundled_matrix_is_read_by_its_name():
    source = read_source("hosted-exchange")
    assert [matrix.iri for matrix in source.matrices] == [HOSTED]
    assert len(source.matrices[0].activities) == 49
    assert (source.name, source.findings) == ("hosted-exchange", ())


def test_the_bundled_matrices_are_these():
    found = bundled_matrices()
    assert set(found) == {"hosted-exchange"}
    assert found["hosted-exchange"].joinpath("matrix.ttl").is_file()


def test_a_bundled_matrix_comes_with_its_shortcuts_and_places(repository):
    folder = repository / "data/ovhcloud/hosted-exchange/2022-11-15"
    files = [folder / name for name in ("matrix.ttl", "shortcuts.ttl", "places.ttl")]
    total = sum(len(parse_rdf(file.read_bytes(), file.name)) for file in files)
    assert len(read_source("hosted-exchange").triples) == total == len(read_source(str(folder)).triples)


def test_blank_nodes_of_the_same_name_in_two_files_stay_apart(write, repository, tmp_path):
    matrix = repository / "data/ovhcloud/hosted-exchange/2022-11-15/matrix.ttl"
    shutil.copy(matrix, tmp_path)
    write("one.nt", '_:note <http://example.org/says> "one" .\n')
    write("two.nt", '_:note <http://example.org/says> "two" .\n')
    notes = [each for each in read_source(str(tmp_path)).triples if isinstance(each.subject, ox.BlankNode)]
    assert sorted(each.object.value for each in notes) == ["one", "two"]
    assert len({each.subject for each in notes}) == 2


def test_a_document_is_read_and_named(write):
    source = read_source(write("page.md", TABLE))
    (matrix,) = source.matrices
    assert matrix.iri.startswith("urn:uuid:")
    assert set(source.triples) == set(to_graph(matrix).triples)


def test_settings_beside_a_document_name_it_and_what_is_given_wins(write):
    write("raci.toml", "[matrix]\nbase = 'https://example.org/'\nid = 'mail'\nversion = '1'\n")
    page = write("page.md", TABLE)
    assert read_source(page).matrices[0].iri == "https://example.org/mail/1"
    assert read_source(page, About(version="2")).matrices[0].iri == "https://example.org/mail/2"


def test_a_language_that_is_none_is_not_taken_from_a_document(write):
    page = write("page.md", f"---\nlanguage: plain English\n---\n\n{TABLE}")
    assert read_source(page).matrices[0].language == "en"  # the language of the word Activity


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig"])
def test_rdf_is_read_in_each_of_its_forms(suffix, write):
    triples = to_graph(read_source(write("page.md", TABLE)).matrices[0]).triples
    text = ox.serialize(triples, format=ox.RdfFormat.from_extension(suffix))
    source = read_source(write(f"graph.{suffix}", text))
    assert set(source.triples) == set(triples)
    assert [row.label for row in source.matrices[0].activities] == ["a"]


def test_a_folder_of_rdf_is_one_graph(write, repository, tmp_path):
    folder = repository / "data/ovhcloud/hosted-exchange/2022-11-15"
    for name in ("matrix.ttl", "places.ttl", "source.txt"):
        shutil.copy(folder / name, tmp_path)
    (matrix,) = read_source(str(tmp_path)).matrices
    assert (matrix.iri, matrix.activities[0].place) == (HOSTED, Place("source.txt", 13, 1))


def test_a_folder_of_documents_gives_each_matrix_in_order_of_its_path(write, tmp_path):
    write("b.md", TABLE)
    write("a/page.md", TABLE.replace("| a |", "| b |"))
    write("notes.md", "# Nothing here\n")
    assert [matrix.activities[0].label for matrix in read_source(str(tmp_path)).matrices] == ["b", "a"]


def test_documents_of_a_folder_that_claim_one_name_are_refused(write, tmp_path):
    write("raci.toml", "[matrix]\nbase = 'https://example.org/'\nid = 'mail'\nversion = '1'\n")
    write("a.md", TABLE)
    write("b.md", TABLE.replace("| a |", "| b |"))
    assert str(refused(UsageError, tmp_path)) == (
        f"{tmp_path}: several documents give their matrix the name https://example.org/mail/1. "
        "Keep each in a folder of its own, with its own raci.toml"
    )


def test_two_matrices_of_a_document_have_two_names(write):
    write("raci.toml", "[matrix]\nbase = 'https://example.org/'\nid = 'mail'\nversion = '1'\n")
    page = write("page.md", TABLE + "\n# Other\n\n" + TABLE.replace("| X | Y |", "| V | W |"))
    names = ["https://example.org/mail/1", "https://example.org/mail-2/1"]
    assert [matrix.iri for matrix in read_source(page).matrices] == names


@pytest.mark.parametrize("name", ["page.md", "page"])
def test_a_missing_file_is_no_input(name, tmp_path):
    error = refused(InputError, tmp_path / name)
    assert str(error) == f"{tmp_path / name}: there is no such file or folder. Check the path"


def test_a_bare_name_that_nothing_has_is_wrong_usage():
    error = refused(UsageError, "hosted-exchang")
    assert str(error) == (
        "there is no file and no bundled matrix 'hosted-exchang'. Give a path, or one of: hosted-exchange"
    )


def test_an_empty_folder_says_what_a_source_is(tmp_path):
    error = refused(InputError, tmp_path)
    assert error.message == "the folder holds no source"
    assert all(suffix in error.remedy for suffix in (".md", ".txt", ".ttl", ".nt", ".nq", ".trig"))


def test_a_folder_of_documents_without_a_matrix_holds_none(write, tmp_path):
    write("notes.md", "# Nothing here\n")
    assert refused(InputError, tmp_path).message == "there is no responsibility matrix in it"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("<http://e.org/a> <http://e.org/b>\n   oops .\n", "graph.ttl:2:4"),
        ("<a> <b> <c> .\n", "graph.ttl:1:1"),
        (b'<http://e.org/a> <http://e.org/b> "\xff" .\n', "graph.ttl:1:36"),
    ],
)
def test_broken_turtle_is_placed_at_its_line_and_column(content, place, write):
    error = refused(InputError, write("graph.ttl", content))
    assert error.place == place
    assert error.message.startswith("this is not Turtle: ")


@pytest.mark.parametrize("content", ["", "<http://e.org/a> <http://e.org/b> 1 .\n"])
def test_a_graph_without_a_matrix_is_no_input(content, write):
    path = write("graph.ttl", content)
    error = refused(InputError, path)
    assert str(error) == f"{path}: there is no raci:ResponsibilityMatrix in it. Give the Turtle of a matrix"


def test_an_absurd_number_in_a_graph_breaks_nothing(write):
    raci = "https://w3id.org/raci-graph/ns#"
    matrix, row = "<http://e.org/m>", "<http://e.org/r>"
    text = f"{matrix} a <{raci}ResponsibilityMatrix> . {row} a <{raci}Activity> ; <{raci}inMatrix> {matrix} ; "
    source = read_source(write("graph.ttl", f"{text}<{raci}rowNumber> {'9' * 5000} ."))
    assert [activity.row for activity in source.matrices[0].activities] == [0]


def test_a_document_that_cannot_be_read_names_the_readers(write):
    error = refused(InputError, write("page.docx", "x"))
    assert error.message == "no reader for files that end in '.docx'"
    assert ".md" in error.remedy


def test_a_source_with_a_matrix_passes_and_one_without_tells_the_readers_reason():
    place = Place("page.md", 3)
    why = Finding("P07", Severity.VIOLATION, "the header has 3 cells", place)
    nothing = Finding("P01", Severity.VIOLATION, "no matrix", Place("page.md"))
    with pytest.raises(InputError) as caught:
        require_matrix(Source("page.md", (), (), (nothing, why)))
    assert str(caught.value) == "page.md:3: no matrix could be read: the header has 3 cells (P07). Mend the table"
    source = read_source("hosted-exchange")
    assert require_matrix(source) is source


# Large documents


def test_a_file_that_is_too_large_is_refused_unread(write, monkeypatch):
    path = write("page.md", TABLE)
    monkeypatch.setattr(limits, "MAX_BYTES", 40)
    monkeypatch.setattr(Path, "read_bytes", None)
    assert str(refused(InputError, path)) == (
        "page.md: the document has 49 bytes, more than the limit of 40. Split it into smaller documents"
    )


def test_of_standard_input_no_more_than_the_limit_is_read(monkeypatch):
    stream = io.BytesIO(b"a" * 100)
    monkeypatch.setattr(limits, "MAX_BYTES", 40)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=stream))
    with pytest.raises(InputError, match=r"^stdin\.csv: the document has 41 bytes, more than the limit of 40\. Split"):
        read_document_source(STANDARD_INPUT, choice=Choice("csv"))
    assert stream.tell() == 41


def test_the_graph_of_a_document_is_made_when_it_is_asked_for(write, monkeypatch):
    source = read_source(write("raci.md", TABLE))
    assert source.given is None
    [matrix] = source.matrices
    assert source.triples == tuple(dict.fromkeys(to_graph(matrix).triples))
    assert str(matrix.iri) in {triple.subject.value for triple in source.triples}
