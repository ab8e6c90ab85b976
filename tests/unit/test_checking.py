"""SOURCES checked unit by unit: the same as each for itself, and only what changed is checked again."""

import os
import sqlite3
import time

import pytest

from raci_graph import checking
from raci_graph.checking import check_units
from raci_graph.errors import InputError, UsageError
from raci_graph.sources import read_source
from raci_graph.thresholds import Threshold
from raci_graph.validation import check

OLD = time.time_ns() - 10**12
PAGE = (
    "# RACI {0}\n\n| Task | Ann | Bob | Cleo |\n|---|---|---|---|\n"
    "| Bake {0} | A | R | {1} |\n| Sell {0} | A | A | I |\n"
)


@pytest.fixture
def pages(tmp_path):
    """A folder with documents of a matrix each, the first of which is not well-formed in another way."""

    def write(many):
        folder = tmp_path / "pages"
        folder.mkdir()
        for number in range(many):
            page = folder / f"p{number:02}.md"
            page.write_text(PAGE.format(number, "C" if number else ""), "utf-8")
            os.utime(page, ns=(OLD, OLD))
        return folder

    return write


@pytest.fixture
def checked(monkeypatch):
    """The names of the units that are checked, in order."""
    names = []
    real = checking.check_some

    def check_some(units, *given, **named):
        names.extend(unit.name.rpartition("/")[2] for unit in units)
        return real(units, *given, **named)

    monkeypatch.setattr(checking, "check_some", check_some)
    monkeypatch.setattr("raci_graph.finding_cache._FRESH", -(10**9))
    return names


def test_each_unit_has_what_is_found_in_it_alone(pages):
    folder = pages(3)
    found = check_units(str(folder))
    assert [each.source.name for each in found] == [str(folder / f"p0{number}.md") for number in range(3)]
    for each in found:
        alone = read_source(each.source.name)
        assert list(each.findings) == check(alone)
        assert [(one.iri, one.title) for one in each.source.matrices] == [
            (one.iri, one.title) for one in alone.matrices
        ]
    codes = [[finding.code for finding in each.findings if finding.severity == "violation"] for each in found]
    assert codes == [["W02", "W03"]] * 3


def test_several_processes_find_what_one_does(pages):
    folder = pages(10)
    assert check_units(str(folder), processes=2) == check_units(str(folder), processes=1)


def test_only_what_changed_is_checked_again(pages, checked, tmp_path):
    folder, cache = pages(4), tmp_path / "cache"
    first = check_units(str(folder), cache=cache)
    assert checked == ["p00.md", "p01.md", "p02.md", "p03.md"]
    assert check_units(str(folder), cache=cache) == first
    assert len(checked) == 4
    page = folder / "p02.md"
    page.write_text(page.read_text("utf-8").replace("| A | A |", "| A | R |"), "utf-8")
    again = check_units(str(folder), cache=cache)
    assert checked[4:] == ["p02.md"]
    assert [each.findings for each in again[:2]] == [each.findings for each in first[:2]]
    assert "W02" not in {finding.code for finding in again[2].findings}


@pytest.mark.parametrize(
    "change",
    [
        lambda _folder: {"thresholds": {"W10": Threshold(parties=3)}},
        lambda folder: (folder / "raci.toml").write_text('[matrix]\ntitle = "Bread"\n') and {},
    ],
    ids=["thresholds", "settings"],
)
def test_what_findings_depend_on_makes_all_new(pages, checked, tmp_path, change):
    folder, cache = pages(2), tmp_path / "cache"
    check_units(str(folder), cache=cache)
    check_units(str(folder), cache=cache, **change(folder))
    assert checked == ["p00.md", "p01.md"] * 2


def test_the_rules_and_the_tool_are_what_findings_depend_on(pages, checked, tmp_path, monkeypatch):
    folder, cache = pages(2), tmp_path / "cache"
    check_units(str(folder), cache=cache)
    monkeypatch.setattr(checking, "__version__", "9.9.9")
    check_units(str(folder), cache=cache)
    monkeypatch.setattr(checking, "_rules_state", list)
    check_units(str(folder), cache=cache)
    assert checked == ["p00.md", "p01.md"] * 3


def test_a_cache_that_is_deleted_is_no_loss(pages, checked, tmp_path):
    folder, cache = pages(2), tmp_path / "cache"
    first = check_units(str(folder), cache=cache)
    for file in cache.iterdir():
        file.unlink()
    assert check_units(str(folder), cache=cache) == first
    assert checked == ["p00.md", "p01.md"] * 2


def test_a_folder_without_a_matrix_and_two_matrices_of_one_name_are_refused(tmp_path):
    (tmp_path / "a.md").write_text("# Nothing\n")
    (tmp_path / "b.md").write_text("# Nothing either\n")
    with pytest.raises(InputError, match="there is no responsibility matrix in it"):
        check_units(str(tmp_path))
    (tmp_path / "raci.toml").write_text('[matrix]\nbase = "https://example.org/"\nid = "x"\nversion = "1"\n')
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(PAGE.format(name, "C"))
    with pytest.raises(UsageError, match="several units give their matrix the name"):
        check_units(str(tmp_path))


def test_a_document_of_a_folder_that_speaks_of_a_matrix_is_told_and_does_not_weigh(pages):
    folder = pages(1)
    (folder / "q.md").write_text("# Nothing\n\nThe RACI matrix is kept elsewhere.\n")
    (folder / "r.md").write_text("# Nothing\n")
    found = check_units(str(folder))
    told = [(each.code, str(each.severity), str(each.place)) for each in found[1].findings]
    assert (len(found), told) == (2, [("P01", "info", "q.md:3:1")])


def test_a_unit_that_cannot_be_read_is_an_error_with_its_place(pages):
    folder = pages(2)
    (folder / "p01.md").unlink()
    (folder / "p01.md").symlink_to(folder / "nowhere")
    with pytest.raises(InputError, match=r"p01\.md: cannot be read"):
        check_units(str(folder))


def test_a_document_that_may_hold_a_matrix_is_told_and_another_one_is_not(pages):
    folder = pages(1)
    (folder / "q.md").write_text("# Notes\n\n|  | Ann | Bob |\n|---|---|---|\n| Bake | R | A |\n| Sell | A | R |\n")
    (folder / "r.md").write_text("# Nothing\n")
    found = check_units(str(folder))
    assert [each.source.name.rpartition("/")[2] for each in found] == ["p00.md", "q.md"]
    assert [(each.code, each.severity) for each in found[1].findings] == [("P17", "warning")]


@pytest.mark.parametrize(
    ("many", "processes", "sizes"),
    [
        (1, 1, [1]),
        (3, 1, [2, 1]),
        (8, 2, [2] * 4),
        (100, 1, [12] * 8 + [4]),
        (100, 2, [10] * 10),
        (97, 2, [10] * 9 + [7]),
    ],
)
def test_each_process_has_as_much_to_do(many, processes, sizes):
    assert [len(each) for each in checking._batches(range(many), processes)] == sizes


def test_what_cannot_be_read_any_more_is_checked_anew(pages, tmp_path, checked):
    folder, cache = pages(3), tmp_path / "cache"
    first = check_units(str(folder), cache=cache)
    checked.clear()
    with sqlite3.connect(cache / "findings-3.sqlite3") as database:
        database.execute("UPDATE details SET data = 'broken' WHERE rowid = 2")
    again = check_units(str(folder), cache=cache)
    assert (checked, [len(each.findings) for each in again]) == ([], [len(each.findings) for each in first])
    assert (again == first, checked) == (True, ["p01.md"])
