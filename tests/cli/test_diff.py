"""``raci-graph diff``: two versions of a small matrix of our own, from documents, folders, files and stores."""

import csv
import json
import os
from pathlib import Path

import pytest

from raci_graph.cli.diff import KINDS

BASE = "https://example.org/id/"
OLD = """\
---
title: Bakery
---

| Letter | Meaning |
|---|---|
| R | Responsible |
| A | Accountable |
| C | Consulted |
| I | Informed |

## 1. Bread

| Activity | Baker | Shop |
|---|---|---|
| Bake the bread | R | A |
| Sell the bread | I | RA |
| Deliver within 2 hours | R | A |
| Clean the oven of the bakery | R (daily) | A |

## 2. Cake

| Activity | Baker | Shop |
|---|---|---|
| Bake the cake | R | A |
| Throw leftovers away | RA | |
| Decorate the cake | R | A |
"""
EDITS = (
    ("| Bake the bread | R | A |", "| Bake the bread | A | R |"),
    ("within 2 hours", "within 3 hours"),
    ("Clean the oven of the bakery", "Clean the ovens of the bakery"),
    ("| Throw leftovers away | RA | |\n", ""),
    ("| Decorate the cake | R | A |\n", "| Decorate the cake | R | A |\n| Count the money | | RA |\n"),
)
QUESTION = """\
# 95 % alike; the numbers differ
[[open-revision]]
row = 3
activity = "Deliver within 3 hours"
old-row = 3
old-activity = "Deliver within 2 hours"
same = ""
who = ""
reason = ""
"""
SUMMARY = (
    "1 row reassigned, 2 rows added, 2 rows dropped, 1 question, 1 row reworded; "
    "5 rows are in both, of 7 before and 7 now.\n"
)


@pytest.fixture
def pages(tmp_path):
    """Two pages, each in a folder of its own."""
    new = OLD
    for before, after in EDITS:
        new = new.replace(before, after)
    paths = []
    for name, text in (("2025", OLD), ("2026", new)):
        folder = tmp_path / name
        folder.mkdir()
        path = folder / "bakery.md"
        path.write_text(text, "utf-8")
        (folder / "raci.toml").write_text(f'[matrix]\nbase = "{BASE}"\nid = "bakery"\nversion = "{name}"\n', "utf-8")
        paths.append(path)
    return paths


@pytest.fixture
def folders(pages, raci, tmp_path):
    """The graphs of both, each in a folder of its own."""
    found = []
    for page in pages:
        folder = tmp_path / f"graph-{page.parent.name}"
        assert raci("import", page, "-o", folder).code == 0
        found.append(folder)
    return found


@pytest.fixture
def store(folders, raci, tmp_path):
    path = tmp_path / "my.store"
    for folder in folders:
        assert raci("load", folder, "--store", path).code == 0
    return path


def changes(raci, *sources):
    """What query 20 says, as (kind, old row, row)."""
    done = raci("query", "changes-between-versions", *sources, "--format", "json")
    assert done.code == 0
    bindings = json.loads(done.out)["results"]["bindings"]
    return {
        tuple(found[name]["value"] if name in found else None for name in ("change", "oldRow", "row"))
        for found in bindings
    }


def told(form):
    """What the JSON form says of the same four kinds of change."""
    (diff,) = form["diffs"]
    rows = {("added", None, str(row["row"])) for row in diff["added"]}
    rows |= {("dropped", str(row["row"]), None) for row in diff["dropped"]}
    return rows | {
        (kind, str(change["oldRow"]), str(change["row"]))
        for change in diff["changes"]
        for kind in change["kinds"]
        if kind in {"reworded", "reassigned"}
    }


def as_json(raci, *arguments):
    done = raci("diff", *arguments, "--format", "json")
    assert done.code == 0
    return json.loads(done.out)


def test_in_sentences(raci, pages):
    done = raci("diff", *pages)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "old: Bakery (version 2025, bakery.md)\nnew: Bakery (version 2026, bakery.md)\n"
        f"{SUMMARY}\n"
        "Changed hands (2)\n"
        "  Responsible for 'Bake the bread' moved from Baker to Shop (row 1)\n"
        "  Accountable for 'Bake the bread' moved from Shop to Baker (row 1)\n\n"
        "Added (2)\n"
        "  'Deliver within 3 hours' (row 3, 1 Bread): Baker: Responsible; Shop: Accountable\n"
        "  'Count the money' (row 7, 2 Cake): Shop: Responsible, Accountable\n\n"
        "Dropped (2)\n"
        "  'Deliver within 2 hours' (row 3, 1 Bread): Baker: Responsible; Shop: Accountable\n"
        "  'Throw leftovers away' (row 6, 2 Cake): Baker: Responsible, Accountable\n\n"
        "Questions (1)\n"
        "  Is 'Deliver within 2 hours' (row 3 before) the same work as 'Deliver within 3 hours' (row 3 now)? "
        "They are 95 % alike; the numbers differ\n\n"
        "Reworded (1)\n"
        "  'Clean the oven of the bakery' is now 'Clean the ovens of the bakery' (row 4; 98 % alike)\n"
    )


def test_in_every_form(raci, pages, tmp_path):
    lines = raci("diff", *pages, "--format", "csv").out.splitlines()
    assert [row["change"] for row in csv.DictReader(lines)] == [
        *("reassigned", "added", "added", "dropped", "dropped", "question", "reworded"),
    ]
    assert raci("diff", *pages, "--format", "table").out.splitlines()[2] == SUMMARY.strip()
    assert raci("diff", *pages, "--format", "markdown").out.startswith("## Bakery\n\n- Old: Bakery (version 2025, ")
    assert as_json(raci, *pages)["diffs"][0]["counts"] == {
        "added": 2,
        "dropped": 2,
        "reassigned": 1,
        "reworded": 1,
        "question": 1,
    }
    done = raci("diff", *pages, "--format", "html", "-o", tmp_path / "diff.html")
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / "diff.html").read_text("utf-8").startswith("<!DOCTYPE html>\n")


def test_the_other_way_round(raci, pages):
    forth, back = told(as_json(raci, *pages)), told(as_json(raci, *pages[::-1]))
    names = {"added": "dropped", "dropped": "added"}
    assert back == {(names.get(kind, kind), new, old) for kind, old, new in forth}


def test_what_is_equal_does_not_differ(raci, pages, folders):
    for old in (pages[0], folders[0]):
        for new in (pages[0], folders[0], folders[0] / "matrix.ttl"):
            done = raci("diff", old, new, "--fail-on-change", "any")
            assert (done.code, done.out.splitlines()[2]) == (0, "No difference in 7 rows.")


def test_line_ends_are_no_difference(raci, pages):
    windows = pages[1].with_name("windows.md")
    windows.write_bytes(pages[0].read_bytes().replace(b"\n", b"\r\n"))
    assert raci("diff", pages[0], windows, "--fail-on-change", "any").code == 0


@pytest.mark.parametrize(
    ("kinds", "code"),
    [
        ([], 0),
        (["any"], 1),
        (["reassigned"], 1),
        (["added"], 1),
        (["question"], 1),
        (["moved", "unsettled", "legend", "parties", "sections", "remarked"], 0),
        (["moved", "reworded"], 1),
    ],
)
def test_the_exit_code_says_what_is_asked_for(raci, pages, kinds, code):
    options = [part for kind in kinds for part in ("--fail-on-change", kind)]
    done = raci("diff", *pages, *options)
    assert (done.code, done.out.splitlines()[2]) == (code, SUMMARY.strip())


def test_the_kinds_that_may_fail(raci, pages):
    done = raci("diff", *pages, "--fail-on-change", "renamed")
    assert done.code == 2
    assert ", ".join(f"'{kind}'" for kind in (*KINDS, "any")) in done.err


def test_a_matrix_that_came_or_went_counts_as_added_or_dropped(raci, pages, tmp_path):
    both = tmp_path / "both"
    both.mkdir()
    (both / "a.md").write_text(OLD, "utf-8")
    (both / "b.md").write_text(OLD.replace("title: Bakery", "title: Mill").replace("the", "a"), "utf-8")
    assert raci("diff", both, pages[0], "--fail-on-change", "dropped").code == 1
    assert raci("diff", both, pages[0], "--fail-on-change", "added").code == 0
    done = raci("diff", pages[0], both, "--fail-on-change", "added")
    assert (done.code, done.out.splitlines()[-1]) == (1, "Only the new side has this matrix.")


def test_what_the_reading_found_is_said_beside(raci, pages):
    pages[0].write_text(OLD.replace("| R (daily) | A |", "| X | A |"), "utf-8")
    done = raci("diff", *pages)
    assert done.err == f"{pages[0]}: 1 finding on its reading; see raci-graph report {pages[0]}\n"
    assert (
        "Not comparable (1)\n  Who has which role in 'Clean the ovens of the bakery' is not settled before " in done.out
    )


def test_a_party_has_another_name(raci, pages):
    pages[1].write_text(pages[1].read_text("utf-8").replace("Shop", "Store"), "utf-8")
    done = raci("diff", *pages)
    assert done.out.splitlines()[2].startswith("5 rows reassigned, ")
    assert done.err == (
        "Shop and Store have the same roles in 4 of 5 rows; if they are one party, say so: --party 'Shop=Store'\n"
    )
    form = as_json(raci, *pages, "--party", "Shop = Store")
    assert form["diffs"][0]["counts"]["reassigned"] == 1
    assert form["diffs"][0]["parties"] == [{"old": "Shop", "new": "Store", "ground": "decided"}]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["Shop"], "'Shop' names no two parties. Write --party OLD=NEW, as in --party Client=Customer"),
        (["=Shop"], "'=Shop' names no two parties. Write --party OLD=NEW, as in --party Client=Customer"),
        (["Mill=Shop"], "the old side has no party 'Mill'. Its parties are: Baker, Shop"),
        (["Shop=Mill"], "the new side has no party 'Mill'. Its parties are: Baker, Shop"),
        (["Shop=Baker", "Shop=Shop"], "'Shop' is said to be both 'Baker' and 'Shop'. Name each old party once"),
    ],
)
def test_a_party_that_is_not_there_is_refused(fails, pages, options, message):
    assert fails(2, "diff", *pages, *(part for each in options for part in ("--party", each))) == message


def test_questions_are_written_answered_and_not_asked_again(raci, pages, tmp_path):
    file = tmp_path / "decisions.toml"
    assert raci("diff", *pages, "--write-decisions", file).code == 0
    assert file.read_text("utf-8") == QUESTION
    answered = QUESTION.replace("open-", "").replace('same = ""', "same = true").replace('who = ""', 'who = "Jo"')
    file.write_text(answered, "utf-8")
    done = raci("diff", *pages, "--decisions", file, "--write-decisions", file)
    assert done.out.splitlines()[2] == (
        "1 row reassigned, 1 row added, 1 row dropped, 2 rows reworded; 6 rows are in both, of 7 before and 7 now."
    )
    assert "(row 3; decided to be one; 95 % alike)" in done.out
    assert file.read_text("utf-8") == answered
    file.write_text(answered.replace("true", "false"), "utf-8")
    form = as_json(raci, *pages, "--decisions", file)
    assert form["diffs"][0]["counts"] == {"added": 2, "dropped": 2, "reassigned": 1, "reworded": 1}


def test_files_that_a_windows_editor_wrote_are_read(raci, pages, tmp_path):
    for page in pages:
        settings = page.with_name("raci.toml")
        settings.write_bytes(b"\xef\xbb\xbf" + settings.read_bytes().replace(b"\n", b"\r\n"))
    file = tmp_path / "decisions.toml"
    file.write_bytes(b'\xef\xbb\xbf[[revision]]\r\nrow = 3\r\nold-row = 3\r\nsame = true\r\nwho = "Jo"\r\n')
    (diff,) = as_json(raci, *pages, "--decisions", file)["diffs"]
    assert (diff["counts"]["reworded"], diff["new"]["iri"]) == (2, f"{BASE}bakery/2026")
    assert raci("import", pages[0], "--decisions", file, "-o", tmp_path / "graph").code == 0


def test_decisions_that_do_not_fit_are_refused(fails, pages, tmp_path):
    file = tmp_path / "decisions.toml"
    assert fails(3, "diff", *pages, "--decisions", file) == f"{file}: the decisions file cannot be read. Check the path"
    file.write_text(QUESTION.replace("open-", "").replace('same = ""', "same = true"), "utf-8")
    assert fails(3, "diff", *pages, "--decisions", file) == (
        "decisions.toml:2: who is blank. See 'raci-graph import --help' for the form of a decisions file"
    )
    file.write_text("[[revision]]\nrow = 9\nold-row = 1\nsame = true\nwho = 'Jo'\n", "utf-8")
    assert fails(3, "diff", *pages, "--decisions", file) == (
        "decisions.toml:1: there is no row 9 in the new version, which has 7. Mend the number"
    )


def test_decisions_are_of_one_matrix(fails, pages, tmp_path):
    folder = tmp_path / "both"
    folder.mkdir()
    for page in pages:
        (folder / f"{page.parent.name}.md").write_text(
            page.read_text("utf-8").replace("Bakery", page.parent.name), "utf-8"
        )
    for option in ("--decisions", "--write-decisions"):
        assert fails(2, "diff", folder, folder, option, tmp_path / "d.toml") == (
            "the SOURCES have 2 matrices in common, and decisions speak of the rows of one. "
            "Give SOURCES of one matrix each"
        )
    assert not (tmp_path / "d.toml").exists()


def test_a_folder_records_which_row_revises_which(raci, folders):
    before = {path: path.read_bytes() for path in folders[1].iterdir()}
    done = raci("diff", *folders, "--write")
    assert (done.code, done.err) == (0, f"{folders[1]}: 5 rows revise rows of {BASE}bakery/2025\n")
    assert {path: path.read_bytes() for path in before} == before
    text = (folders[1] / "revisions.ttl").read_text("utf-8")
    assert text.startswith(
        "@prefix raci: <https://w3id.org/raci-graph/ns#> .\n\n"
        f"<{BASE}bakery/2026/activity/1>\n    raci:revisesRow <{BASE}bakery/2025/activity/1> .\n"
    )
    again = raci("diff", *folders, "--write")
    assert (again.code, (folders[1] / "revisions.ttl").read_text("utf-8")) == (0, text)
    assert "(row 4; recorded as one; 98 % alike)" in again.out


def test_the_saved_query_says_what_the_diff_says(raci, folders, tmp_path):
    assert raci("diff", *folders, "--write").code == 0
    both = tmp_path / "both"
    both.mkdir()
    for folder in folders:
        folder.rename(both / folder.name)
    found = changes(raci, both)
    assert found == told(as_json(raci, *(both / folder.name for folder in folders)))
    assert found == {
        ("reassigned", "1", "1"),
        ("added", None, "3"),
        ("added", None, "7"),
        ("dropped", "3", None),
        ("dropped", "6", None),
        ("reworded", "4", "4"),
    }


def test_a_decision_overrules_what_a_folder_records(raci, folders, tmp_path):
    assert raci("diff", *folders, "--write").code == 0
    file = tmp_path / "d.toml"
    file.write_text("[[revision]]\nrow = 4\nold-row = 4\nsame = false\nwho = 'Jo'\n", "utf-8")
    done = raci("diff", *folders, "--write", "--decisions", file)
    assert (done.code, done.err) == (0, f"{folders[1]}: 4 rows revise rows of {BASE}bakery/2025\n")
    assert "activity/4" not in (folders[1] / "revisions.ttl").read_text("utf-8")


def test_a_file_gets_lines_at_its_end(raci, folders):
    file = folders[1] / "matrix.ttl"
    before = file.read_bytes()
    assert raci("diff", folders[0], file, "--write").err == f"{file}: 5 rows revise rows of {BASE}bakery/2025\n"
    added = file.read_bytes().removeprefix(before).decode().splitlines()
    assert (len(added), added[0]) == (
        5,
        f"<{BASE}bakery/2026/activity/1> <https://w3id.org/raci-graph/ns#revisesRow> <{BASE}bakery/2025/activity/1> .",
    )
    assert raci("diff", folders[0], file, "--write").code == 0
    assert file.read_bytes().removeprefix(before).decode().splitlines() == added


def test_two_versions_in_a_store(raci, store, pages):
    names = ("bakery/2025", "bakery/2026")
    form = as_json(raci, *names, "--store", store)
    assert told(form) == told(as_json(raci, *pages))
    done = raci("diff", *names, "--store", store, "--write")
    assert (done.code, done.err) == (0, f"bakery/2026: 5 rows revise rows of {BASE}bakery/2025\n")
    assert changes(raci, "--store", store) == told(form)
    again = as_json(raci, *names, "--store", store)
    assert [each["ground"] for each in again["diffs"][0]["changes"]] == ["recorded", "recorded"]


def test_two_versions_on_a_server(raci, folders, pages, servers):
    address = servers.oxigraph("serve")
    for folder in folders:
        assert raci("load", folder, "--store", address).code == 0
    done = raci("diff", "bakery/2025", "bakery/2026", "--store", address, "--write")
    assert (done.code, done.err) == (0, f"bakery/2026: 5 rows revise rows of {BASE}bakery/2025\n")
    assert changes(raci, "--store", address) == told(as_json(raci, *pages))


def test_a_store_that_is_not_there_is_refused(fails, pages, tmp_path):
    message = fails(2, "diff", "bakery/2025", "bakery/2026", "--store", tmp_path / "none.store")
    assert message.startswith(f"{tmp_path / 'none.store'}: ")
    assert not (tmp_path / "none.store").exists()


def test_a_store_that_is_not_asked_to_write_is_not_touched(raci, store):
    before = raci("graphs", "--store", store).out
    raci("diff", "bakery/2025", "bakery/2026", "--store", store)
    assert raci("graphs", "--store", store).out == before
    assert changes(raci, "--store", store) == set()


def test_a_matrix_that_a_store_has_not_is_refused(fails, store):
    assert fails(2, "diff", "bakery/2025", "mill", "--store", store) == (
        f"there is no matrix 'mill'. It holds {BASE}bakery/2025, {BASE}bakery/2026"
    )


def test_what_cannot_record_is_refused_and_nothing_is_written(fails, pages, folders, tmp_path):
    remedy = "Turn it into a graph with 'raci-graph import … -o FOLDER', and give that folder"
    questions = tmp_path / "q.toml"
    assert fails(2, "diff", *pages, "--write", "--write-decisions", questions) == (
        f"{pages[1]}: a document holds no graph, so that it cannot say which row revises which. {remedy}"
    )
    assert not questions.exists()
    assert fails(2, "diff", folders[0], "hosted-exchange", "--write") == (
        f"hosted-exchange: a bundled matrix is not written to, so that it cannot say which row revises which. {remedy}"
    )
    assert fails(2, "diff", folders[0], folders[0], "--write") == (
        f"both versions have the name {BASE}bakery/2025, so that none can revise the other. "
        "Give each version a name of its own, as with 'raci-graph import --version-id'"
    )


def test_what_is_not_there_is_refused(fails, pages):
    assert fails(3, "diff", pages[0], "none.md") == "none.md: there is no such file or folder. Check the path"
    assert fails(2, "diff", pages[0], "none") == (
        "there is no file and no bundled matrix 'none'. Give a path, or one of: hosted-exchange"
    )
    empty = pages[0].with_name("empty.md")
    empty.write_text("# Nothing\n", "utf-8")
    assert fails(3, "diff", empty, pages[1]) == (
        f"{empty}: there is no responsibility matrix in it. "
        "A matrix is a table of activities by parties, with letters such as R and A in its cells"
    )


def test_an_output_that_cannot_be_written(fails, pages, tmp_path):
    assert fails(5, "diff", *pages, "-o", tmp_path) == (
        f"{tmp_path}: cannot be written: Is a directory. Check the folder and its permissions"
    )


NINE = [2, 3, 4, 5, 15, 17, 18, 20, 48]


def test_the_first_draft_and_the_published_page(raci, need):
    corpus = os.environ.get("RACI_GRAPH_CORPUS")
    seed = need("RACI_GRAPH_CORPUS", corpus and Path(corpus).parent / "seed")
    pages = [
        need(str(path), path.exists() and path)
        for path in (seed / "hosted-exchange.en-gb.first-draft.md", seed / "hosted-exchange.en-gb.md")
    ]
    (diff,) = as_json(raci, *pages)["diffs"]
    assert diff["counts"] == {"dropped": 1, "reworded": 9}
    (row,) = diff["dropped"]
    assert (row["row"], row["section"][-1]) == (20, "Access management")
    assert row["text"] == "Manage access of OVHcloud users on the service infrastructure"
    assert [change["row"] for change in diff["changes"]] == NINE
    (back,) = as_json(raci, *pages[::-1])["diffs"]
    assert back["counts"] == {"added": 1, "reworded": 9}


def test_a_pair_of_our_own_with_the_same_traits(raci, repository):
    folder = repository / "tests/fixtures/versions"
    (diff,) = as_json(raci, folder / "2025.md", folder / "2026.md")["diffs"]
    assert diff["counts"] == {"dropped": 1, "reworded": 8}
    assert [(row["row"], row["text"], row["section"]) for row in diff["dropped"]] == [
        (8, "Watch the doors of the library staff at night", ["Lending", "Access"])
    ]
    assert [(change["oldRow"], change["row"], change["score"]) for change in diff["changes"]] == [
        (1, 1, 94.8),
        (2, 2, 99.0),
        (3, 3, 100.0),
        (4, 4, 98.9),
        (5, 5, 100.0),
        (6, 6, 96.0),
        (9, 8, 88.9),
        (10, 9, 96.7),
    ]
