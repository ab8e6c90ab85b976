"""Which form is chosen, by what a client accepts."""

import pytest

from raci_graph.serve.negotiation import GRAPH_FORMS, ROW_FORMS, choose, prefers_page

JSON = "application/sparql-results+json"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ([], JSON),
        ([""], JSON),
        (["*/*"], JSON),
        (["TEXT/CSV"], "text/csv"),
        (["text/csv, */*;q=0.1"], "text/csv"),
        (["text/csv;q=0.1", JSON], JSON),
        (["text/csv; q=0.3 ; x=1, application/xml;q=0.4"], "application/xml"),
        (["*/*;q=0.5, application/sparql-results+json;q=0"], "application/json"),
        (["text/csv;q=nonsense, text/*;q=0.1"], "text/xml"),
        (["image/*"], None),
        (["text/csv;q=0"], None),
        (["text/csv;q=7, text/tab-separated-values"], "text/csv"),
    ],
)
def test_the_form_of_rows(accept, media_type):
    chosen = choose(accept, ROW_FORMS)
    assert (chosen and chosen[1]) == media_type


def test_each_name_of_each_form_is_understood():
    for forms in (ROW_FORMS, GRAPH_FORMS):
        for form in forms:
            for name in form.media_types:
                assert choose([name], forms) == (form, name)


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        (["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"], True),
        (["*/*"], False),
        ([], False),
        (["text/html;q=0.5, text/turtle"], False),
        (["text/turtle;q=0.5, text/html"], True),
        (["text/html;q=0"], False),
    ],
)
def test_who_asks_for_a_page(accept, page):
    assert prefers_page(accept) is page
