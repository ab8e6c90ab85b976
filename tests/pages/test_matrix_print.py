"""The page of ``render --to html`` on paper: A4 and A3 on their side, the header again on each page of the table."""

import io
import unicodedata

import pytest
from pypdf import PdfReader
from raci_documents.versions import version

from raci_graph.cli.checks import Wish, checked_sources
from raci_graph.render import render

PARTIES = tuple(f"Party {at:02} of the customer relations and support" for at in range(1, 31))


@pytest.fixture(scope="module")
def checked():
    [found] = checked_sources(("hosted-exchange",), Wish())
    return found


@pytest.fixture(scope="module")
def printed(chromium, checked, tmp_path_factory):
    """``printed("A4")``: the pages of the PDF that Chromium prints, each as its text and its size."""
    folder = tmp_path_factory.mktemp("print")
    (folder / "own.html").write_text(render("html", checked.source.matrices[0], checked.findings), "utf-8")
    rows = "\n".join(f"Do the work of number {at:03}{' | R' * 30}" for at in range(1, 101))
    (folder / "broad.html").write_text(render("html", version(rows, PARTIES), ()), "utf-8")

    def printing(paper, scheme="light", name="own"):
        context = chromium.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto((folder / f"{name}.html").as_uri())
        data = page.pdf(format=paper, landscape=True, print_background=True)
        context.close()
        pages = PdfReader(io.BytesIO(data)).pages
        return [(page.extract_text(), (int(page.mediabox.width), int(page.mediabox.height))) for page in pages]

    return printing


def letters(text):
    """A text without its blanks, for those of a PDF are where its lines break; and without ligatures."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize(("paper", "size"), [("A4", (842, 595)), ("A3", (1191, 842))])
def test_each_page_with_rows_has_the_header_and_the_paper_is_wide_enough(paper, size, printed, checked):
    pages = printed(paper)
    assert {each for _, each in pages} == {size}
    texts = [letters(text) for text, _ in pages]
    with_head = [at for at, text in enumerate(texts) if "RowActivityCustomerOVHcloudFindings" in text]
    labels = [letters(activity.label)[:25] for activity in checked.source.matrices[0].activities]
    first = [next(at for at, text in enumerate(texts) if label in text) for label in labels]
    assert first == sorted(first)
    assert sorted(set(first)) == with_head == list(range(len(with_head)))


@pytest.mark.parametrize(("paper", "most"), [("A4", 8), ("A3", 5)])
def test_thirty_parties_fit_on_the_paper(paper, most, printed):
    texts = [letters(text) for text, _ in printed(paper, name="broad")]
    pages = [at for at, text in enumerate(texts) if "Dotheworkofnumber" in text and "Party01" in text]
    first = [next(at for at, text in enumerate(texts) if f"Dotheworkofnumber{row:03}" in text) for row in range(1, 101)]
    assert sorted(set(first)) == pages == list(range(len(pages)))
    assert len(pages) <= most
    assert [at for at in pages if not all(f"Party{party:02}" in texts[at] for party in range(1, 31))] == []


def test_a3_needs_fewer_pages_than_a4(printed):
    many, few = len(printed("A4")), len(printed("A3"))
    assert few < many <= 12


def test_filters_and_files_are_not_on_paper(printed):
    text = "\n".join(text for text, _ in printed("A4"))
    for word in ("Show all rows", "Skip the table", "JSON-LD", "Close", "Where the cells come from"):
        assert word not in text
    assert "Totals" in text
    assert "Hand-overs" in text


def test_paper_is_light_for_a_reader_of_dark_pages(printed):
    assert printed("A4", "dark") == printed("A4")
