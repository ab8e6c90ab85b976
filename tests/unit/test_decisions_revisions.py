"""The [[revision]] entries of a decisions file."""

import datetime

import pytest

from raci_graph.decisions.file import load_decisions
from raci_graph.decisions.revisions import Revision, load_revisions
from raci_graph.errors import InputError
from raci_graph.model import Place

REMEDY = "See 'raci-graph import --help' for the form of a decisions file"
SHORT = '[[revision]]\nrow = 1\nold-row = 2\nsame = true\nwho = "Jo"\n'


def test_all_that_an_entry_may_say():
    text = SHORT + (
        'activity = "Keep"\nold-activity = "Keep it"\ndate = 2026-11-25\nreason = "told"\n\n'
        '[[revision]]\nrow = 2\nold-row = 1\nsame = false\nwho = "Ann"\n'
    )
    assert load_revisions(text, "d.toml") == [
        Revision(
            1,
            2,
            same=True,
            who="Jo",
            place=Place("d.toml", 1),
            activity="Keep",
            old_activity="Keep it",
            on=datetime.date(2026, 11, 25),
            reason="told",
        ),
        Revision(2, 1, same=False, who="Ann", place=Place("d.toml", 11)),
    ]


def test_a_reason_left_blank_is_none():
    (found,) = load_revisions(SHORT + 'reason = ""\n', "d.toml")
    assert found.reason is None


def test_without_entries_nothing_is_settled():
    assert load_revisions("", "d.toml") == []
    assert load_revisions("[[open-revision]]\nrow = 1\nsame = ''\nwho = ''\n", "d.toml") == []


def test_a_decisions_file_may_have_them_beside_decisions():
    assert load_decisions(SHORT, "d.toml", ()) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SHORT.replace("row = 1\n", "row = '1'\n", 1), f"d.toml:1: row must be a number. {REMEDY}"),
        (SHORT.replace("true", "'yes'"), f"d.toml:1: same must be true or false. {REMEDY}"),
        (SHORT.replace("row = 1\n", "row = true\n", 1), f"d.toml:1: row must be a number. {REMEDY}"),
        (SHORT.replace("same = true\n", ""), f"d.toml:1: the key 'same' is missing. {REMEDY}"),
        (SHORT.replace('"Jo"', '" "'), f"d.toml:1: who is blank. {REMEDY}"),
        (SHORT + "date = '2026'\n", f"d.toml:1: date must be a date, such as 2026-11-25. {REMEDY}"),
        (
            SHORT + "note = 'x'\n",
            "d.toml:1: unknown key 'note'. Known keys: activity, date, old-activity, old-row, reason, row, same, who",
        ),
        ("revision = 1\n", f"d.toml: 'revision' must be written as [[revision]]. {REMEDY}"),
        ("[[revisions]]\n", f"d.toml: unknown table 'revisions'. {REMEDY}"),
        (
            "\n[[open-revision]]\nrow = 1\nold-row = 1\nsame = false\n",
            (
                "d.toml:2: an open-revision entry is filled in, and only revisions settle something. "
                "Write [[revision]] in place of [[open-revision]]"
            ),
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text, message):
    with pytest.raises(InputError) as caught:
        load_revisions(text, "d.toml")
    assert str(caught.value) == message


def test_broken_toml_is_said_with_its_place():
    with pytest.raises(InputError, match=r"^d\.toml:1:7: this is not TOML: "):
        load_revisions("row = \n", "d.toml")
