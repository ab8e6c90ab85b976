"""docs/activity-types.md: its commands do what it shows, and its figures are those of the files."""

import re
import shlex
from collections import Counter

import pytest

from raci_graph.activity_types import THRESHOLD, activity_types
from raci_graph.cli import run
from raci_graph.decisions import load_types


@pytest.fixture
def page(repository):
    return (repository / "docs/activity-types.md").read_text("utf-8")


def test_every_command_does_what_is_shown(page, monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mail.md").write_text(
        re.search(r"^```markdown\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[1], "utf-8"
    )
    blocks = re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    parts = [part.partition("\n") for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    assert len(parts) == 4
    for command, _, shown in parts:
        program, *arguments = shlex.split(command)
        assert program == "raci-graph"
        run(arguments)
        printed = capsys.readouterr()
        assert (printed.out + printed.err).replace("\r\n", "\n") == shown, command


def test_the_choice_that_is_shown_is_read(page):
    (choice,) = load_types(re.search(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[1], "decisions.toml")
    assert (choice.row, choice.type, choice.who) == (2, "make-backups", "Jo Doe")


def test_the_figures_are_those_of_the_scheme_and_of_the_links(page, repository):
    types = activity_types().values()
    groups = sum(each.broader is None for each in types)
    assert f"has {len(types) - groups} of them in {groups} groups" in page
    assert f"(score {THRESHOLD} or more)" in page
    text = (repository / "data/controls/controls.sssom.tsv").read_text("utf-8")
    used = set(re.findall(r"\tcontrol:(\S+)\t", text))
    count = Counter(each.partition("/")[0] for each in used)
    assert f"{len(used)} controls of four frameworks" in page
    for said in (
        f"Annex A ({count['iso-27001-2022']})",
        f"(the {count['iso-27017-2015']} that begin with CLD)",
        f"Rev. 5 ({count['nist-800-53-5']})",
        f"CCM v4 ({count['csa-ccm-4']})",
    ):
        assert said in " ".join(page.split())
