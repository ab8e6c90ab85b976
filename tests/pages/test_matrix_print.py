"""The page of ``render --to html`` on paper: A4 and A3 on their side, the header again on each page of the table."""

import io
import unicodedata

import pytest
from pypdf import PdfReader

from raci_graph.cli.checks import Wish, checked_sources
from raci_graph.render import render


@pytest.fixture(scope="module")
def checked():
    [found] = checked_sources(("hosted-exchange",), Wish())
    return found


@pytest.fixture(scope="module")
def printed(chromium, checked, tmp_path_factory):
    """``printed("A4")``: the pages of the PDF that Chromium prints, each as its text and its size."""
    path = tmp_path_factory.mktemp("print") / "page.html"
    path.write_text(render("html", checked.source.matrices[0], checked.findings), "utf-8")

    def printing(paper, scheme="light"):
        context = chromium.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(path.as_uri())
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
