"""YAML into tables, headings and paragraphs."""

from itertools import pairwise

import pytest

from raci_graph.blocks import Heading, Paragraph, RawTable
from raci_graph.errors import InputError
from raci_graph.model import Place
from raci_graph.parse import parse
from raci_graph.readers import limits, read_document
from raci_graph.readers.yaml_maps import page


def blocks(text, kind):
    return [block for block in page(text.encode(), "a.yaml").blocks if isinstance(block, kind)]


def texts(table):
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


def tables(text):
    return [texts(table) for table in blocks(text, RawTable)]


def test_a_list_of_maps_is_a_table_with_a_column_for_each_key():
    text = "tasks:\n- task: Sell\n  R: [Ann, Bob]\n- task: Print\n  A: Cy\n  R: null\n"
    [table] = blocks(text, RawTable)
    assert texts(table) == [["task", "R", "A"], ["Sell", "Ann, Bob", ""], ["Print", "", "Cy"]]
    assert [cell.place for cell in table.rows[1].cells] == [
        Place("a.yaml", line, column) for line, column in [(4, 9), (6, 6), (5, 6)]
    ]
    assert [(each.level, each.plain) for each in blocks(text, Heading)] == [(1, "tasks")]


def test_a_map_of_maps_has_a_row_for_each_key():
    assert tables("raci:\n  Sell: {Shop: R, Web: A}\n  Print: {Web: R}\n") == [
        [["", "Shop", "Web"], ["Sell", "R", "A"], ["Print", "", "R"]]
    ]


def test_a_map_in_a_row_adds_its_keys_and_one_of_the_same_name_is_told_apart():
    text = "- name: Sell\n  raci: {R: Ann, A: Bob}\n  owner: {name: Cy}\n"
    assert tables(text) == [[["name", "R", "A", "owner / name"], ["Sell", "Ann", "Bob", "Cy"]]]


def test_a_list_of_maps_in_a_row_gives_a_row_for_each():
    text = "- task: Sell\n  who:\n  - {team: Shop, raci: R}\n  - {team: Web, raci: A}\n- task: Print\n"
    assert tables(text) == [[["task", "team", "raci"], ["Sell", "Shop", "R"], ["Sell", "Web", "A"], ["Print", "", ""]]]


def test_a_map_of_values_is_a_paragraph_that_may_be_a_legend():
    [paragraph] = blocks("legend:\n  R: does it\n  A: answers\n", Paragraph)
    assert [(line.text, line.place.line) for line in paragraph.lines] == [("R: does it", 2), ("A: answers", 3)]


def test_the_title_is_that_of_the_first_document_and_each_document_is_read():
    text = "title: Zoe\u0301\n---\n- {task: Sell}\n---\n- {task: Print}\n"
    assert page(text.encode(), "a.yaml").title == "Zoé"
    assert tables(text) == [[["task"], ["Sell"]], [["task"], ["Print"]]]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [\n", "a.yaml:2:1"),
        ("a: {{ b }}\nc: d: e\n", "a.yaml:2:5"),
        ("a: *b\n", "a.yaml:1:4"),
        ("[" * 9999, "a.yaml:1"),
    ],
    ids=["open", "template", "alias", "nesting"],
)
def test_what_is_no_yaml_is_told_and_gives_nothing(text, place):
    read = page(text.encode(), "a.yaml")
    assert read.blocks == ()
    [finding] = read.findings
    assert (finding.code, finding.severity.value, finding.message) == ("P07", "violation", "the document is no YAML")
    assert str(finding.place).startswith(place)


def test_aliases_that_grow_without_end_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_CELLS", 1000)
    names = "abcdefg"
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join(['{k: *' + before + '}'] * 9)}]\n" for before, name in pairwise(names)
    )
    with pytest.raises(InputError) as caught:
        page(bomb.encode(), "a.yaml")
    assert caught.value.message == "the document has more than 1,000 values"


ONE = "a: &a {x: R}\n"
LISTS = "".join(f"{a}: &{a} [{', '.join(f'*{b}' for _ in range(9))}]\n" for b, a in pairwise("abcdefghijkl"))
MAPS = "".join(f"{a}: &{a} {{{', '.join(f'k{n}: *{b}' for n in range(9))}}}\n" for b, a in pairwise("abcdefghijkl"))
MANY = "- a: b\n" + "".join(f"  k{n}: R\n" for n in range(1000)) + "  rows:\n" + "  - {x: R}\n" * 1000


@pytest.mark.parametrize(
    ("text", "place", "most"),
    [
        (ONE + LISTS, "a.yaml", "1,000,000 values"),
        (ONE + MAPS, "a.yaml", "1,000,000 values"),
        (f"a: &a [{', '.join('x' * 1000)}]\nrows:\n" + "- {k: *a}\n" * 1000, "a.yaml", "1,000,000 values"),
        (f"a: &a {'x' * 99_999}\nrows:\n" + "- {k: *a}\n" * 700, "a.yaml", "67,108,864 characters"),
        (MANY, "a.yaml:1:3", "1,000,000 values"),
        ("".join(f"- {{k{n}: R}}\n" for n in range(1001)), "a.yaml:1:3", "1,000,000 values"),
    ],
    ids=["lists", "maps", "a list in cells", "a long text", "rows in a long row", "keys that each row has alone"],
)
def test_what_is_short_and_grows_without_end_is_refused(text, place, most):
    with pytest.raises(InputError) as caught:
        page(text.encode(), "a.yaml")
    assert (caught.value.place, caught.value.message) == (place, f"the document has more than {most}")


def cells(matrix):
    return [
        (row.label, [(mark.party or cell.party, mark.role[0]) for cell in row.cells for mark in cell.marks])
        for row in matrix.activities
    ]


@pytest.mark.parametrize(
    "text",
    [
        "raci:\n- activity: Sell\n  responsible: [Ann, Bob]\n  accountable: Cy\n",
        "raci:\n  Sell: {R: [Ann, Bob], A: Cy}\n  Print: {}\n  Bake: {R: Cy}\n",
        "raci:\n- task: Sell\n  roles:\n  - {name: Ann, raci: R}\n  - {name: Bob, raci: R}\n  - {name: Cy, raci: A}\n",
        "- name: Sell\n  raci: {R: [Ann, Bob], A: Cy, C: []}\n",
    ],
)
def test_matrices_in_maps_of_any_form_are_read(text):
    [matrix] = parse(read_document(text.encode(), "a.yaml")).matrices
    assert cells(matrix)[0] == ("Sell", [("Ann", "R"), ("Bob", "R"), ("Cy", "A")])


def assigned(text):
    return [
        (matrix.layout.value, [row.label for row in matrix.activities], cells_of(matrix))
        for matrix in parse(read_document(text.encode(), "a.yaml")).matrices
    ]


def cells_of(matrix):
    return [(mark.party, mark.role) for row in matrix.activities for cell in row.cells for mark in cell.marks]


STEP = "id: b4\nname: Bake\nraci: {responsible: [ann, bob], accountable: cy}\n"


def test_a_map_named_by_its_scheme_is_about_what_the_map_around_it_is_called():
    daci = "DACI:\n  driver: [ann]\n  approver: [cy]\n  contributor: [bob]\n  informed: [dan]\nattributes: {hours: 2}\n"
    raci = [("ann", "Responsible"), ("bob", "Responsible"), ("cy", "Accountable")]
    others = [("ann", "Driver"), ("cy", "Approver"), ("bob", "Contributor"), ("dan", "Informed")]
    assert assigned(STEP + daci) == [
        ("roles-as-columns", ["Bake"], raci),
        ("roles-as-columns", ["Bake"], others),
    ]
    assert [(each.level, each.plain, each.place.line) for each in blocks(STEP + daci, Heading)] == [
        (1, "raci", 3),
        (1, "DACI", 4),
        (1, "attributes", 9),
    ]
    [table, _] = blocks(STEP + daci, RawTable)
    assert texts(table) == [["", "responsible", "accountable"], ["Bake", "ann, bob", "cy"]]
    assert [str(cell.place) for cell in table.rows[0].cells] == ["a.yaml:2:7", "a.yaml:3:21", "a.yaml:3:46"]


def test_letters_of_parties_and_names_below_letters_are_read_below_a_scheme_too():
    assert assigned("title: Bake\nraci: {Shop: R, Web: A}\n") == [
        ("parties-as-columns", ["Bake"], [(None, "Responsible"), (None, "Accountable")])
    ]
    assert assigned("title: Bake\nraci: {R: [Ann, Bo], A: Cy}\n") == [
        ("list", ["Bake"], [("Ann", "Responsible"), ("Bo", "Responsible"), ("Cy", "Accountable")])
    ]


def test_maps_without_a_name_are_called_by_their_keys_where_there_are_several():
    text = "bake: {raci: {responsible: Ann, accountable: Bo}, sla: {hours: 2}}\nsell: {raci: {responsible: Bo}}\n"
    assert tables(text) == [
        [["", "responsible", "accountable"], ["bake", "Ann", "Bo"]],
        [["", "responsible"], ["sell", "Bo"]],
    ]
    assert tables("bake: {raci: {responsible: Ann, accountable: Bo}, sla: {hours: 2}}\n") == []


def test_a_legend_or_sentences_below_the_name_of_a_scheme_are_no_names():
    legend = "name: Chart\nraci: {R: does it, A: answers, C: is asked, I: is told}\n"
    legend += "tasks:\n- {task: Sell, Ann: R, Bo: A}\n- {task: Bake, Ann: I, Bo: R}\n"
    roles = [(None, role) for role in ("Responsible", "Accountable", "Informed", "Responsible")]
    assert assigned(legend) == [("parties-as-columns", ["Sell", "Bake"], roles)]
    assert tables("name: Chart\nraci: {responsible: Does the work., accountable: Answers for it.}\n") == []


def test_a_list_whose_maps_have_two_schemes_is_a_table_for_each():
    text = "steps:\n- name: Bake\n  raci: {R: Ann, A: Bo}\n  daci: {driver: Ann, informed: Cy}\n"
    text += "- {name: Rest}\n- name: Sell\n  daci: {driver: Bo, informed: Ann}\n"
    assert tables(text) == [
        [["name", "R", "A"], ["Bake", "Ann", "Bo"], ["Rest", "", ""]],
        [["name", "driver", "informed"], ["Bake", "Ann", "Cy"], ["Sell", "Bo", "Ann"]],
    ]
    assert [(each.level, each.plain) for each in blocks(text, Heading)] == [(1, "steps"), (2, "raci"), (2, "daci")]


def test_a_configuration_is_no_matrix():
    text = "services:\n  web: {image: a, ports: ['80:80']}\n  db: {image: b}\nversion: 3\n"
    assert parse(read_document(text.encode(), "a.yml")).matrices == ()


@pytest.mark.parametrize("text", ["- &a {task: Sell, R: *a}\n", "a: &a [*a]\n", "a: &a {b: *a}\n"])
def test_what_holds_itself_is_refused(text):
    refused_as_too_deep(text)


@pytest.mark.parametrize(("begin", "end"), [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")])
def test_what_nests_deeply_is_refused(begin, end):
    refused_as_too_deep(f"{begin * 900}b{end * 900}\n")


def refused_as_too_deep(text):
    with pytest.raises(InputError) as caught:
        page(text.encode(), "a.yaml")
    assert str(caught.value).startswith("a.yaml: the document nests too deeply, or in itself.")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("- task: Sell\n  R: [[Ann], [Bob]]\n", "a.yaml:2:3"),
        ("- task: Sell\n  one: [{R: Ann}]\n  two: [{A: Bob}]\n", "a.yaml:3:3"),
        ("- task: Sell\n  more: {who: [{R: Ann}, {A: Bob}]}\n", "a.yaml:2:3"),
    ],
    ids=["lists in a list", "two lists of maps", "rows in a map"],
)
def test_what_a_row_cannot_hold_is_told_and_left_out(text, place):
    [finding] = page(text.encode(), "a.yaml").findings
    assert (finding.code, finding.severity.value, str(finding.place), finding.done) == (
        "P07",
        "violation",
        place,
        "left out",
    )


@pytest.mark.parametrize(
    ("text", "said", "table"),
    [
        (
            "- {task: Sell, Ann: R, Ann: A}\n- {task: Buy, Ann: A}\n",
            ("a.yaml:1:24", "the key 'Ann' stands twice in a row"),
            [["task", "Ann"], ["Sell", "R"], ["Buy", "A"]],
        ),
        (
            "Sell: {Ann: R, Bob: A, Ann: C}\nBuy: {Ann: A}\n",
            ("a.yaml:1:24", "the key 'Ann' stands twice in a row"),
            [["", "Ann", "Bob"], ["Sell", "R", "A"], ["Buy", "A", ""]],
        ),
        (
            "- task: Sell\n  ? [Ann, Bob]\n  : R\n",
            ("a.yaml:2:5", "a key that is a list or a map names nothing"),
            [["task"], ["Sell"]],
        ),
        (
            "x:\n- task: Sell\n? {Ann: Bob}\n: R\n",
            ("a.yaml:3:3", "a key that is a list or a map names nothing"),
            [["task"], ["Sell"]],
        ),
    ],
    ids=["twice in a row", "twice in a map of maps", "list", "map"],
)
def test_a_key_that_stands_twice_or_names_nothing_is_told_and_left_out(text, said, table):
    read = page(text.encode(), "a.yaml")
    assert [(str(each.place), each.message) for each in read.findings] == [said]
    assert [(each.code, each.severity.value, each.done) for each in read.findings] == [("P07", "violation", "left out")]
    assert tables(text) == [table]


def test_keys_that_stand_twice_in_a_map_of_rows_are_two_rows():
    text = "Sell: {Ann: R}\nBuy: {Ann: A}\nSell: {Ann: C}\n"
    assert tables(text) == [[["", "Ann"], ["Sell", "R"], ["Buy", "A"], ["Sell", "C"]]]


def test_a_list_of_maps_beside_a_map_of_a_row_is_told_and_gives_no_rows():
    text = "- name: Bake\n  needs:\n  - name: Flour\n  assignments:\n    Ann: R\n    Bob: A\n"
    found = page(text.encode(), "a.yaml")
    [table] = found.blocks
    assert [[cell.plain for cell in row.cells] for row in (table.header, *table.rows)] == [
        ["name", "Ann", "Bob"],
        ["Bake", "R", "A"],
    ]
    assert [(each.code, str(each.place)) for each in found.findings] == [("P07", "a.yaml:2:3")]
