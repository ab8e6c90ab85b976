"""docs/how-to/query.md: its table has every form."""

import re

import pytest

from raci_graph.cli.answering import ROW_FORMS, TRIPLE_FORMS
from raci_graph.cli.query import _BY_ENDING


@pytest.fixture(scope="module")
def page(repository):
    return (repository / "docs/how-to/query.md").read_text("utf-8")


def test_every_form_and_ending_is_told(page):
    rows = re.findall(r"^\| (`[^|]*) \|", page, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", " ".join(rows))) == {*ROW_FORMS, *TRIPLE_FORMS}
    said = page.partition("where `--format` does not:")[2].partition(".\n")[0]
    assert set(re.findall(r"`(\.\w+)`", said)) == set(_BY_ENDING)
