"""Words for roles in documents of which no matrix is read: they are told, and nothing is taken for a matrix."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document

ROWS = (("Bake bread", "Ann", "Bob"), ("Sell bread", "Bob", "Cy"), ("Order flour", "Cy", "Ann"))
FORMS = {
    "brackets": "- **{}** ({}: {}; {}: {})\n",
    "square": "- {} [{}: {}, {}: {}]\n",
    "dashes": "- {} — {}: {}, {}: {}\n",
    "bars": "{} | {}: {} | {}: {}\n\n",
    "headings": "### {}\n\n- **{}:** {}\n- **{}:** {}\n\n",
    "nested": "- {}\n  - {}: {}\n  - {}: {}\n",
}


def told(text, name="a.md"):
    reading = parse(read_document(text.encode(), name))
    assert reading.matrices == ()
    return [(each.message, str(each.place)) for each in reading.findings if each.code == "P17"]


def lines(form, first, second):
    return "".join(FORMS[form].format(task, first, one, second, other) for task, one, other in ROWS)


def said(first, second):
    labels = f"'{first}', '{second}'"
    return f"these lines may say who has which role: {labels} come again, and not all are sure words for roles"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Owner", "Reviewer"),
        ("Zuständig", "Freigabe"),
        ("Pilote", "Appui"),
        ("担当", "承認者"),
        ("Chủ trì", "Phối hợp"),
    ],
)
def test_labels_of_several_meanings_that_come_again_are_told_once(form, first, second):
    assert [message for message, _ in told("# Shop\n\n" + lines(form, first, second))] == [said(first, second)]


def test_the_finding_stands_at_the_first_of_them():
    text = "# Shop\n\nSome words.\n\n" + lines("brackets", "Owner", "Reviewer")
    assert told(text) == [(said("Owner", "Reviewer"), "a.md:5:1")]
    text = "Bake bread (owner: Ann; reviewer: Bob)\nSell bread (owner: Bob; reviewer: Cy)\n"
    assert told(text, "a.txt") == [(said("owner", "reviewer"), "a.txt:1:1")]


@pytest.mark.parametrize(
    "text",
    [
        "- Bake (owner: Ann; reviewer: Bob)\n",
        "- Bake (owner: Ann; day: Monday)\n- Sell (owner: Bob; day: Friday)\n- Order (owner: Cy; day: Sunday)\n",
        "- Bake (support: Al; informed: Bo)\n- Sell (support: Bo; informed: Cy)\n- Eat (support: Cy; informed: Al)\n",
        "### Bake\n\nOwner: Ann\nReviewer: Bob\n\n### Sell\n\nOwner: Cy\nReviewer: Ann\n",
        "| Task | Ann | Bob |\n|---|---|---|\n| Bake | approves | eats |\n| Sell | watches | pays |\n",
        "| No | State | Next |\n|---|---|---|\n| Rye | aprova | Ana |\n| Bun | decide | Rui |\n| Jam | aprova | Al |\n",
    ],
)
def test_single_and_other_labels_and_few_words_are_nothing(text):
    assert told("# Shop\n\n" + text) == []


def test_words_for_roles_in_cells_among_others_are_told():
    rows = (
        "fornece | autoriza | pede",
        "guarda | valida | aprova",
        "regista, conta | aprova | lê",
        "vê, decide | lê | -",
    )
    text = "| Trabalho | Ana | Rui | Eva |\n|---|---|---|---|\n" + "".join(
        f"| Passo {at} | {each} |\n" for at, each in enumerate(rows)
    )
    message = "the table may say who has which role, but not all words in its cells are sure ones for roles"
    assert told(f"# Shop\n\n{text}") == [(message, "a.md:3")]


def test_beside_a_matrix_they_are_not():
    matrix = "## RACI\n\n| Task | Ann | Bob |\n|---|---|---|\n| Bake | R | A |\n\n## Plan\n\n"
    reading = parse(read_document((matrix + lines("brackets", "Owner", "Reviewer")).encode(), "a.md"))
    assert len(reading.matrices) == 1
    assert [each.code for each in reading.findings if "come again" in each.message] == []
