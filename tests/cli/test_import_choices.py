"""raci-graph import with --table, --layout, --sheet and --encoding: what a person chooses goes over what is found."""

import json

import pytest
import xlsxwriter

TABLE = "| Thing | Ann | Bob |\n|---|---|---|\n| Sell | R | I |\n| Print | A | R |\n| Sing | R | Q |\n\n"


def form_of(done):
    return json.loads(done.out)


def marks(matrix):
    return [
        (row["text"], cell["party"], "".join(role[0] for role in cell["roles"]))
        for row in matrix["activities"]
        for cell in row["cells"]
        if cell["roles"]
    ]


@pytest.fixture
def written(tmp_path):
    def write(text, name="page.md", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


# --table


def test_a_table_without_ground_is_left_out_and_the_finding_says_how_to_read_it(raci, written):
    path = written("| A | B |\n|---|---|\n| x | y |\n\n" + TABLE.replace("R | I", "R | yes").replace("A | R", "x | R"))
    done = raci("import", path, "--format", "json")
    assert done.code == 3
    [finding] = [each for each in form_of(done)["findings"] if each["code"] == "P17"]
    assert (finding["place"], finding["done"]) == ({"file": "page.md", "line": 5}, "left out; --table 2 reads it")
    chosen = raci("import", path, "--format", "json", "--table", "2")
    [matrix] = form_of(chosen)["matrices"]
    assert marks(matrix) == [("Sell", "Ann", "R"), ("Print", "Bob", "R"), ("Sing", "Ann", "R")]
    said = [(each["code"], each["place"]["line"]) for each in form_of(chosen)["findings"]]
    assert said == [("P03", 7), ("P03", 8), ("P03", 9), ("P08", 5)]


def test_of_several_matrices_the_chosen_one_alone_is_read(raci, written):
    path = written(f"# RACI\n\n{TABLE}" + TABLE.replace("Bob", "Cy").replace("Q", "C"))
    done = raci("import", path, "--format", "json", "--table", "2")
    [matrix] = form_of(done)["matrices"]
    assert [party["label"] for party in matrix["parties"]] == ["Ann", "Cy"]
    assert [each["code"] for each in form_of(done)["findings"]] == ["P08"]


@pytest.mark.parametrize(("count", "many"), [(0, "no table"), (1, "one table"), (2, "2 tables")])
def test_a_number_that_no_table_has_is_refused(fails, written, count, many):
    path = written("Text\n\n" + "".join(f"# {number}\n\n{TABLE}" for number in range(count)))
    line = fails(2, "import", path, "--table", "3")
    assert line == (
        f"page.md: there is no table 3, the document has {many}. Count its tables from 1, those of all sheets together"
    )


# --layout


CROSS = "# RACI\n\n| Thing | Sell | Print |\n|---|---|---|\n| Ann | R | A |\n| Bob | I | R |\n"


@pytest.mark.parametrize(
    ("layout", "parties", "found"),
    [
        ("parties-as-columns", ["Sell", "Print"], [("Ann", "Sell", "R"), ("Ann", "Print", "A")]),
        ("transposed", ["Ann", "Bob"], [("Sell", "Ann", "R"), ("Sell", "Bob", "I")]),
    ],
)
def test_the_layout_that_is_chosen_is_taken_without_a_doubt(raci, written, layout, parties, found):
    done = raci("import", written(CROSS), "--format", "json", "--layout", layout)
    [matrix] = form_of(done)["matrices"]
    assert matrix["layout"] == layout
    assert [party["label"] for party in matrix["parties"]] == parties
    assert marks(matrix)[:2] == found
    assert [each["code"] for each in form_of(done)["findings"]] == ["P08"]


def test_headers_that_name_roles_are_roles_whatever_their_cells_look_like(raci, written):
    path = written("# RACI\n\n| Task | R | A |\n|---|---|---|\n| Sell | A | C |\n| Print | C | A |\n")
    done = raci("import", path, "--format", "json", "--layout", "roles-as-columns")
    [matrix] = form_of(done)["matrices"]
    assert marks(matrix) == [("Sell", "A", "R"), ("Sell", "C", "A"), ("Print", "C", "R"), ("Print", "A", "A")]


def test_a_single_table_of_roles_below_a_heading_is_an_activity_where_that_is_chosen(raci, written):
    text = "# Sell\n\n| Role | Who |\n|---|---|\n| Responsible | Ann |\n| Accountable | Bob |\n"
    assert raci("import", written(text)).code == 3
    done = raci("import", written(text), "--format", "json", "--layout", "table-per-activity")
    [matrix] = form_of(done)["matrices"]
    assert marks(matrix) == [("Sell", "Ann", "R"), ("Sell", "Bob", "A")]


def test_lists_alone_are_read_where_that_is_chosen(raci, written):
    text = f"# RACI\n\n{TABLE}## Bake\n\n- R: Ann\n- A: Bob\n\n## Sing\n\n- R: Cy\n- A: Bob\n"
    done = raci("import", written(text), "--format", "json", "--layout", "list")
    [matrix] = form_of(done)["matrices"]
    assert [row["text"] for row in matrix["activities"]] == ["Bake", "Sing"]


# --sheet and --encoding


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, party in (("North", "Ann"), ("South", "Cy")):
            sheet = book.add_worksheet(name)
            for number, row in enumerate([["Task", party, "Bob"], ["Sell", "R", "A"], ["Print", "A", "R"]]):
                sheet.write_row(number, 0, row)
        book.add_worksheet("Empty")
    return path


def test_one_sheet_of_a_workbook_is_read(raci, workbook):
    [matrix] = form_of(raci("import", workbook, "--format", "json", "--sheet", "South"))["matrices"]
    assert [party["label"] for party in matrix["parties"]] == ["Cy", "Bob"]
    assert matrix["place"] == {"sheet": "South", "cell": "B1"}


@pytest.mark.parametrize("name", ["East", "Empty"])
def test_a_sheet_that_has_no_table_is_refused(fails, workbook, name):
    line = fails(2, "import", workbook, "--sheet", name)
    assert line == f"book.xlsx: there is no table on a sheet '{name}'. Sheets with tables: North, South"


def test_choices_that_a_document_does_not_have_are_refused(fails, workbook, written):
    assert fails(2, "import", workbook, "--encoding", "utf-8") == (
        "book.xlsx: a workbook says itself how its text is encoded. Leave --encoding out"
    )
    assert fails(2, "import", written(TABLE), "--sheet", "One") == (
        "page.md: the document has no sheets. Leave --sheet out"
    )


RULE = "+------+-----+-----+\n"


@pytest.mark.parametrize("name", ["page.md", "page.txt", "page.adoc", "page.rst", "page.html", "page.csv"])
def test_the_encoding_that_is_chosen_is_not_guessed(raci, fails, written, name):
    rows = {
        "page.md": "| Task | Zoé | Bob |\n|---|---|---|\n| Sell | R | A |\n",
        "page.txt": f"{RULE}| Task | Zoé | Bob |\n{RULE}| Sell | R   | A   |\n{RULE}",
        "page.adoc": "|===\n|Task |Zoé |Bob\n\n|Sell |R |A\n|===\n",
        "page.rst": "==== === ===\nTask Zoé Bob\n==== === ===\nSell R   A\n==== === ===\n",
        "page.html": '<meta charset="koi8-r"><table><tr><th>Task<th>Zoé<th>Bob<tr><td>Sell<td>R<td>A</table>',
        "page.csv": "Task,Zoé,Bob\nSell,R,A\n",
    }
    path = written(rows[name], name, "cp850")
    done = raci("import", path, "--format", "json", "--encoding", "cp850")
    [matrix] = form_of(done)["matrices"]
    assert [party["label"] for party in matrix["parties"]] == ["Zoé", "Bob"]
    assert [each["code"] for each in form_of(done)["findings"]] == ["P08"]
    assert "is not UTF-8" in fails(3, "import", path, "--encoding", "utf-8")
    assert "no encoding is named 'runes'" in fails(3, "import", path, "--encoding", "runes")
