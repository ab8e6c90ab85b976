"""Which reader takes a document, and what a document says of itself."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raci_graph.blocks import RawTable, TextLines
from raci_graph.errors import InputError
from raci_graph.parse import parse
from raci_graph.readers import read_document, suffixes
from raci_graph.readers.base import Document, Page

ENDINGS = (
    ".adoc, .asc, .asciidoc, .csv, .htm, .html, .markdown, .md, .ods, .rest, .rst, .tsv, .txt, .xls, .xlsm, .xlsx, "
    ".yaml, .yml"
)
ODD = st.text(st.sampled_from("|\\-:a RAI#>*_`~\n\t1.()[]<!&;='\"{}\r\u00a0\u2028é"), max_size=80)


def test_the_endings_that_a_reader_takes():
    assert suffixes() == tuple(ENDINGS.split(", "))


@pytest.mark.parametrize("name", ["page.md", "PAGE.MD", "page.en.markdown"])
def test_markdown_is_known_by_its_ending(name):
    [block] = read_document(b"|a|b|\n|-|-|\n|c|d|", name).page.blocks
    assert isinstance(block, RawTable)


def test_plain_text_is_known_by_its_ending():
    [block] = read_document(b"# a\nb", "page.txt").page.blocks
    assert isinstance(block, TextLines)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("page.docx", "page.docx: no reader for files that end in '.docx'. Readers: " + ENDINGS),
        ("page", "page: a file without an ending. Readers: " + ENDINGS),
    ],
)
def test_another_ending_is_refused_with_those_that_are_read(name, told):
    with pytest.raises(InputError) as error:
        read_document(b"text", name)
    assert str(error.value) == told


def test_a_document_has_the_digest_of_its_bytes():
    data = b"\xef\xbb\xbfone\r\n"
    assert read_document(data, "a.txt").sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("name", "language"),
    [("a.en-gb.md", "en-gb"), ("a.FR.txt", "fr"), ("a.md", None), ("a.xx-EN.md", None), ("en.md", None)],
)
def test_a_language_tag_before_the_ending_is_the_language(name, language):
    assert read_document(b"text", name).page.language == language


def test_front_matter_wins_over_the_name_of_the_file():
    assert read_document(b"---\nlang: fr\n---\n", "a.en.md").page.language == "fr"


def test_the_first_line_of_a_plain_text_is_its_title():
    assert read_document(b"\n Ticket  shop \ntext\n", "a.txt").page.title == "Ticket shop"
    assert read_document(b"", "a.txt") == Document("a.txt", hashlib.sha256(b"").hexdigest(), Page(()))


def outcome(data, name):
    """The document, or the project's own error; any other exception fails the test."""
    try:
        return read_document(data, name)
    except InputError as error:
        return error


@settings(deadline=None, derandomize=True, database=None)
@given(st.binary(max_size=80) | ODD.map(str.encode), st.sampled_from(["a.md", "a.txt", "a.csv"]))
def test_any_bytes_are_read_or_refused_as_input(data, name):
    found = outcome(data, name)
    if isinstance(found, InputError):
        assert found.place.startswith(name)
        assert found.remedy
    else:
        reading = parse(found)
        assert bool(reading.matrices) != any(finding.code == "P01" for finding in reading.findings)


@settings(deadline=None, derandomize=True, database=None)
@given(ODD)
def test_any_front_matter_is_read_or_refused_as_input(text):
    found = outcome(f"---\n{text}\n---\n\nend".encode(), "a.md")
    if isinstance(found, InputError):
        assert found.message == "the front matter is not YAML"
    else:
        assert found.page.blocks[-1].lines[-1].plain == "end"
