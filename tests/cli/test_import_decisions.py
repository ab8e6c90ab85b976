"""raci-graph import --write-decisions starts a decisions file for the cells that are in doubt."""

import json

import pytest

LEGEND = "R: responsible\nA: accountable\nC: consulted\nI: informed\n\n"
DOUBTS = LEGEND + "| Activity | Venue | Shop |\n|---|---|---|\n| Sell | R? | A |\n| Print | R |\n"
STARTED = """# page.md:8:10: the cell 'R?' of Venue cannot be read: 'R?' is not in the legend
[[open]]
row = 1
activity = "Sell"
column = "Venue"
letters = ""
basis = "Judgement"
who = ""
reason = ""

# page.md:9: the row has 2 cells and its header 3, so marks may have moved or fallen out
[[open]]
row = 2
activity = "Print"
column = "Venue"
letters = ""
basis = "Judgement"
who = ""
reason = ""

# page.md:9: the row has 2 cells and its header 3, so marks may have moved or fallen out
[[open]]
row = 2
activity = "Print"
column = "Shop"
letters = ""
basis = "Judgement"
who = ""
reason = ""
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(DOUBTS, "utf-8")
    return path


def decided(text, at, letters):
    """The file with one of its open entries filled in."""
    parts = text.split("[[open]]")
    filled = parts[at].replace('letters = ""', f'letters = "{letters}"').replace('who = ""', 'who = "Jo"')
    parts[at] = filled.replace('reason = ""', 'reason = "asked"')
    return "[[open]]".join(parts[:at]) + "[[decision]]" + "[[open]]".join(parts[at:])


def test_each_cell_in_doubt_has_an_entry_to_be_filled_in(raci, page, tmp_path):
    done = raci("import", page, "--write-decisions", tmp_path / "d.toml", "--format", "json")
    assert done.code == 1
    assert (tmp_path / "d.toml").read_text("utf-8") == STARTED


def test_a_started_file_settles_nothing_and_a_filled_in_one_what_it_names(raci, page, tmp_path):
    file = tmp_path / "d.toml"
    file.write_text(STARTED, "utf-8")
    assert raci("import", page, "--decisions", file, "--format", "json").code == 1
    file.write_text(decided(STARTED, 2, "R"), "utf-8")
    again = tmp_path / "again.toml"
    done = raci("import", page, "--decisions", file, "--write-decisions", again, "--format", "json")
    [matrix] = json.loads(done.out)["matrices"]
    cells = [(cell["printed"], cell["basis"]) for row in matrix["activities"] for cell in row["cells"]]
    assert cells == [("R?", "Unsettled"), ("A", "Explicit"), ("R", "Judgement"), ("", "Judgement")]
    assert [line for line in again.read_text("utf-8").split("\n") if line.startswith("[[")] == [
        "[[decision]]",
        "[[open]]",
    ]
    file.write_text(decided(again.read_text("utf-8"), 1, "R"), "utf-8")
    assert raci("import", page, "--decisions", file, "--format", "json").code == 0


@pytest.mark.parametrize("key", ["letters", "who", "reason"])
def test_an_open_entry_that_is_filled_in_is_refused_and_not_passed_over(fails, page, tmp_path, key):
    file = tmp_path / "d.toml"
    file.write_text(STARTED.replace(f'{key} = ""', f'{key} = "R"'), "utf-8")
    assert fails(3, "import", page, "--decisions", file) == (
        "d.toml:2: an open entry is filled in, and only decisions settle something. "
        "Write [[decision]] in place of [[open]]"
    )


def test_open_entries_that_are_no_list_are_refused(fails, page, tmp_path):
    file = tmp_path / "d.toml"
    file.write_text("open = 1\n", "utf-8")
    assert fails(3, "import", page, "--decisions", file).startswith("d.toml: 'open' must be written as [[open]]")


def test_several_matrices_are_refused_and_no_file_is_begun(fails, page, tmp_path):
    page.write_text(DOUBTS + "\n# Two\n\n| Activity | Bank |\n|---|---|\n| Pay | R |\n", "utf-8")
    line = fails(2, "import", page, "--write-decisions", tmp_path / "d.toml")
    assert line.endswith("decisions settle the cells of one. Choose one with --table, or split the document")
    assert not (tmp_path / "d.toml").exists()


def test_a_document_without_doubts_starts_a_file_that_is_empty(raci, page, tmp_path):
    page.write_text(DOUBTS.replace("R?", "R").replace("| Print | R |\n", ""), "utf-8")
    assert raci("import", page, "--write-decisions", tmp_path / "d.toml", "--format", "json").code == 0
    assert (tmp_path / "d.toml").read_text("utf-8") == ""


OWNERS = """| Decision | Owner | Approver | Consulted |
|---|---|---|---|
| Bake | Ann | Bob | Cy |
| Sell | Bob | Ann | Cy |
"""


def test_a_document_that_is_not_read_for_its_words_is_read_once_a_person_says_what_they_mean(raci, tmp_path):
    page, file = tmp_path / "page.md", tmp_path / "d.toml"
    page.write_text(OWNERS, "utf-8")
    done = raci("import", page, "--write-decisions", file, "--format", "json")
    assert done.code == 3
    assert "(left out; a [[meaning]] in a decisions file has it read)" in done.err
    started = file.read_text("utf-8")
    assert started.count("[[open-meaning]]") == 2
    refused = raci("import", page, "--decisions", file, "--write-decisions", file, "--format", "json")
    assert refused.code == 3
    assert file.read_text("utf-8") == started
    filled = started.replace('who = ""', 'who = "Jo"').replace('reason = ""', 'reason = "asked"')
    filled = filled.replace('role = ""', 'role = "Responsible"', 1).replace('role = ""', 'role = "Accountable"')
    file.write_text(filled, "utf-8")
    wrong = raci("import", page, "--decisions", file)
    assert wrong.code == 3
    assert "Write [[meaning]] in place of [[open-meaning]]" in wrong.err
    file.write_text(filled.replace("open-meaning", "meaning"), "utf-8")
    done = raci("import", page, "--decisions", file, "--format", "json")
    assert done.code == 0
    [matrix] = json.loads(done.out)["matrices"]
    read = [(cell["party"], cell["roles"], cell["basis"]) for cell in matrix["activities"][0]["cells"]]
    assert read == [
        ("Ann", ["Responsible"], "Judgement"),
        ("Bob", ["Accountable"], "Judgement"),
        ("Cy", ["Consulted"], "Explicit"),
    ]
