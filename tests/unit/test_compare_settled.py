"""What a decisions file settles about the rows of two versions, and what is written into it to be filled in."""

import pytest
from raci_documents.versions import version

from raci_graph.compare import diff_matrices, load_settled, settled_entries
from raci_graph.compare.settled import with_questions
from raci_graph.errors import InputError

OLD = version("Keep within 2 days | R\nSell | R")
NEW = version("Keep within 3 days | R\nSell | R\nBuy | R")
QUESTION = """\
# 94 % alike; the numbers differ
[[open-revision]]
row = 1
activity = "Keep within 3 days"
old-row = 1
old-activity = "Keep within 2 days"
same = ""
who = ""
reason = ""
"""


def entry(row=1, old_row=1, same="true", *more):
    return "\n".join([f"[[revision]]\nrow = {row}\nold-row = {old_row}\nsame = {same}\nwho = 'Jo'", *more]) + "\n"


def settled(text):
    found = load_settled(text, "d.toml", OLD, NEW)
    return set(found.same), set(found.apart), set(found.recorded)


def test_what_is_the_same_and_what_is_apart():
    text = (
        entry(1, 2)
        + entry(2, 1, "false")
        + entry(1, 2, "true", "activity = 'Keep within 3 days'", "old-activity = 'Sell'")
    )
    assert settled(text) == ({(2, 1)}, {(1, 2)}, set())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (entry(4), "d.toml:1: there is no row 4 in the new version, which has 3. Mend the number"),
        (entry(1, 3), "d.toml:1: there is no row 3 in the old version, which has 2. Mend the number"),
        (
            entry(1, 1, "true", "activity = 'Keep'"),
            "d.toml:1: row 1 of the new version is 'Keep within 3 days', not 'Keep'. Mend the number or the text",
        ),
        (
            entry(1, 1, "true", "old-activity = 'Keep'"),
            "d.toml:1: row 1 of the old version is 'Keep within 2 days', not 'Keep'. Mend the number or the text",
        ),
        (
            entry() + entry(1, 1, "false"),
            "d.toml: two [[revision]] entries contradict each other. Let each row go with one row of the other version",
        ),
        (
            entry(1, 1) + entry(2, 1),
            "d.toml: two [[revision]] entries contradict each other. Let each row go with one row of the other version",
        ),
    ],
)
def test_what_does_not_fit_is_refused(text, message):
    with pytest.raises(InputError) as caught:
        settled(text)
    assert str(caught.value) == message


def test_a_question_is_an_entry_to_be_filled_in():
    questions = diff_matrices(OLD, NEW).questions
    assert settled_entries(questions) == QUESTION
    filled = QUESTION.replace("open-", "").replace('same = ""', "same = true").replace('who = ""', 'who = "Jo"')
    assert settled(filled) == ({(1, 1)}, set(), set())
    assert settled(QUESTION) == (set(), set(), set())


def test_questions_left_stand_behind_what_the_file_has_and_once():
    questions = diff_matrices(OLD, NEW).questions
    kept = "# mine\n[[decision]]\nrow = 1\n"
    assert with_questions("", questions) == QUESTION
    assert with_questions(kept, questions) == f"{kept}\n{QUESTION}"
    assert with_questions(f"{QUESTION}\n{kept}\n{QUESTION}", questions) == f"{kept}\n{QUESTION}"
    assert with_questions(f"{kept}\n{QUESTION}", ()) == kept
    assert with_questions(QUESTION, ()) == ""


def test_a_hostile_text_stays_one_text():
    old, new = version('Keep "it"\\ 2 | R'), version('Keep "it"\\ 3 | R')
    questions = diff_matrices(old, new).questions
    found = (
        settled_entries(questions)
        .replace("open-", "")
        .replace('same = ""', "same = true")
        .replace('who = ""', "who = 'Jo'")
    )
    assert set(load_settled(found, "d.toml", old, new).same) == {(1, 1)}
