"""YAML front matter: what a page says of itself, and its maps of roles."""

import pytest

from raci_graph.errors import InputError
from raci_graph.parse import parse
from raci_graph.readers import read_document
from raci_graph.readers.front_matter import FrontMatter, front_matter


def assigned(front, body=""):
    reading = parse(read_document(f"---\n{front}\n---\n{body}".encode(), "a.md"))
    return [
        (row.label, mark.party, mark.role, str(cell.place))
        for matrix in reading.matrices
        for row in matrix.activities
        for cell in row.cells
        for mark in cell.marks
    ]


def test_a_map_of_roles_is_about_the_page():
    front = "title: Sell tickets\nraci:\n  responsible: [Ann, role_of_sales]\n  accountable: Bob\n  informed:\n    - Cy"
    assert assigned(front) == [
        ("Sell tickets", "Ann", "Responsible", "a.md:4:16"),
        ("Sell tickets", "role_of_sales", "Responsible", "a.md:4:16"),
        ("Sell tickets", "Bob", "Accountable", "a.md:5:16"),
        ("Sell tickets", "Cy", "Informed", "a.md:6:13"),
    ]


def test_a_map_of_maps_has_an_activity_for_each_key():
    front = "raci:\n  Sell: {R: Ann, A: Bob}\n  Print: {R: Bob, A: Ann}"
    assert [(label, party, role) for label, party, role, _ in assigned(front)] == [
        ("Sell", "Ann", "Responsible"),
        ("Sell", "Bob", "Accountable"),
        ("Print", "Bob", "Responsible"),
        ("Print", "Ann", "Accountable"),
    ]


def test_keys_for_roles_outside_of_a_map_are_told():
    page = "---\ntitle: Sell\naccountable: Bob\nresponsible: [Ann]\n---\n"
    reading = parse(read_document(page.encode(), "a.md"))
    assert [(each.code, str(each.place)) for each in reading.findings] == [("P01", "a.md"), ("P17", "a.md:3:1")]
    assert front_matter(page.replace("accountable", "author").splitlines(), "a.md").findings == ()


@pytest.mark.parametrize(
    ("keys", "places"),
    [
        ("decision-makers: [Ann]\nconsulted: [Bob]", ["a.md:3:1"]),
        ("deciders: Ann\nconsulted:\ninformed: all of us", ["a.md:3:1"]),
        ("deciders: Ann\nconsulted: []", []),
        ("deciders: Ann\nstatus: accepted", []),
        ("consulted: Ann\ninformed: Bob", []),
        ("accountable: Ann\nstatus: open", ["a.md:3:1"]),
        ("accountable:\nstatus: open", []),
    ],
)
def test_those_of_a_record_of_a_decision_are_told_too_and_so_is_one_accountable(keys, places):
    found = front_matter(f"---\ntitle: Sell\n{keys}\n---\n".splitlines(), "a.md").findings
    assert [(each.code, str(each.place)) for each in found] == [("P17", place) for place in places]


def test_a_map_of_another_scheme_is_a_matrix_of_its_own():
    front = "title: Sell\nraci: {responsible: Ann, accountable: Bob}\n"
    front += "DACI: {driver: [Ann], approver: Bob, contributor: Cy, informed: Ann}"
    assert [(label, party, role) for label, party, role, _ in assigned(front)] == [
        ("Sell", "Ann", "Responsible"),
        ("Sell", "Bob", "Accountable"),
        ("Sell", "Ann", "Driver"),
        ("Sell", "Bob", "Approver"),
        ("Sell", "Cy", "Contributor"),
        ("Sell", "Ann", "Informed"),
    ]


def test_maps_of_another_scheme_are_a_table_and_sentences_are_no_names():
    front = "daci:\n  Sell: {driver: Ann, approver: Bob}\n"
    front += "  Print: {approver: Ann, contributor: [Bob, Cy], informed: Di}"
    assert assigned(front) == [
        ("Sell", "Ann", "Driver", "a.md:3:18"),
        ("Sell", "Bob", "Approver", "a.md:3:33"),
        ("Print", "Ann", "Approver", "a.md:4:21"),
        ("Print", "Bob", "Contributor", "a.md:4:39"),
        ("Print", "Cy", "Contributor", "a.md:4:39"),
        ("Print", "Di", "Informed", "a.md:4:60"),
    ]
    assert assigned("title: Sell\ndaci: {driver: Does the work., approver: Answers for it.}") == []


def test_a_page_without_a_title_is_called_by_its_name_its_id_or_its_file():
    roles = "raci: {R: Ann, A: Bob}"
    assert {label for label, *_ in assigned(f"name: Sale\n{roles}")} == {"Sale"}
    assert {label for label, *_ in assigned(f"id: s1\n{roles}")} == {"s1"}
    assert {label for label, *_ in assigned(roles)} == {"a.md"}


@pytest.mark.parametrize("front", ["raci: yes", "raci: [R, A]", "other: {R: Ann, A: Bob}", "raci: {}"])
def test_another_value_is_no_map_of_roles(front):
    assert assigned(front) == []


def test_lines_between_two_rules_that_are_no_map_are_no_front_matter():
    assert front_matter(["---", "text", "---"], "a.md") == FrontMatter(0)
    assert front_matter(["---", "---"], "a.md") == FrontMatter(2)
    assert front_matter(["text"], "a.md") == FrontMatter(0)


def test_what_is_no_yaml_is_refused_with_its_line():
    with pytest.raises(InputError, match=r"a\.md:3"):
        front_matter(["---", "a: 1", "b: [", "---"], "a.md")


def test_a_page_may_begin_with_a_rule_and_an_empty_line():
    text = "---\n\n## Steps: who\n\n| Step | `IT` |\n|---|---|\n| Bake: | R |\n\n---\n\nend\n"
    assert front_matter(text.splitlines(), "a.md").size == 0
    with pytest.raises(InputError, match=r"a\.md:\d: the front matter is not YAML"):
        front_matter(text.replace("---\n\n", "---\n", 1).splitlines(), "a.md")


def test_a_list_of_maps_is_a_table():
    front = (
        "raci:\n  - {activity: Bake, responsible: Ann, accountable: Bob}\n"
        "  - {activity: Sell, accountable: Ann, informed: [Bob, Cy]}"
    )
    assert assigned(front) == [
        ("Bake", "Ann", "Responsible", "a.md:3:35"),
        ("Bake", "Bob", "Accountable", "a.md:3:53"),
        ("Sell", "Ann", "Accountable", "a.md:4:35"),
        ("Sell", "Bob", "Informed", "a.md:4:50"),
        ("Sell", "Cy", "Informed", "a.md:4:50"),
    ]


@pytest.mark.parametrize("value", ["[Ann, Bob]", "Ann", "[{responsible: Ann}, Bob]", "[]"])
def test_another_value_of_that_key_is_no_table(value):
    assert front_matter(["---", f"raci: {value}", "---"], "a.md").roles == ()
