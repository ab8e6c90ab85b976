"""docs/analysis.md: it names what there is, shows what is printed, and its pictures are there."""

import re

import pytest

from raci_graph.cli import run
from raci_graph.queries import find
from raci_graph.report.build import _SSRM


@pytest.fixture(scope="module")
def page(repository):
    return (repository / "docs/analysis.md").read_text("utf-8")


def test_what_is_shown_is_printed_by_the_report_of_the_bundled_matrix(page, capsys):
    blocks = re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2
    assert run(["report"]) == 0
    printed = "".join(f"{line.rstrip()}\n" for line in capsys.readouterr().out.splitlines())
    assert [block in printed for block in blocks] == [True, True]


def test_each_question_and_section_of_the_table_is_there(page, capsys, repository):
    rows = re.findall(r"^\| [^|]* \| `([^`]*)` \| ([^|]*) \|", page, re.MULTILINE)
    assert [find(name).name for name, _ in rows] == [name for name, _ in rows]
    run(["report", "hosted-exchange", str(repository / "tests/queries/data/reading-room.ttl")])
    printed = capsys.readouterr().out
    assert [head for _, head in rows[1:] if f"\n{head}" not in printed] == []


def test_each_picture_is_there_and_has_words_of_its_own(page, repository):
    pictures = re.findall(r"^!\[([^\]]+)\]\(([^)]+)\)$", page, re.MULTILINE)
    assert all(text for text, _ in pictures)
    shown = sorted(repository / "docs" / path for _, path in pictures)
    assert shown == sorted((repository / "docs/pictures").iterdir())


def test_each_class_of_ownership_is_explained(page):
    rows = re.findall(r"^\| ([^|]*) \| [^|]* \|$", page, re.MULTILINE)
    assert {name.partition(" (")[0] for name in _SSRM} <= set(rows)
