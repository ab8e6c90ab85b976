"""The decisions file."""

import datetime
import string
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raci_graph.decisions import dump_decisions, load_decisions
from raci_graph.errors import InputError
from raci_graph.model import Basis, Decision, Place

COLUMNS = ["Venue", "Shop"]
DECISION = """[[decision]]
row = 2
activity = "Sell tickets"
column = "Shop"
letters = "RA"
basis = "Judgement"
who = "Jo Doe"
date = 2025-03-03
reason = "by phone"
"""
REMARK = """[[remark]]
name = "order"
rows = [18, 22]
column = "Shop"
who = "Jo Doe"
reason = "IR and RI say the same"
"""


def load(text):
    return load_decisions(text, "d.toml", COLUMNS)


def refusal(text):
    with pytest.raises(InputError) as error:
        load(text)
    return error.value


def test_a_decision_has_all_that_is_said_and_the_line_where_it_begins():
    assert load(f"# Choices\n\n{DECISION}") == [
        Decision(
            name="2-2",
            rows=(2,),
            column="Shop",
            letters="RA",
            basis=Basis.JUDGEMENT,
            who="Jo Doe",
            reason="by phone",
            on=datetime.date(2025, 3, 3),
            activity="Sell tickets",
            place=Place("d.toml", 3),
        )
    ]


def test_a_remark_has_rows_and_no_letters():
    [remark] = load(REMARK)
    assert (remark.name, remark.rows, remark.letters, remark.basis) == ("order", (18, 22), None, Basis.EXPLICIT)
    assert remark.place == Place("d.toml", 1)


def test_an_empty_file_decides_nothing():
    assert load("# nothing\n") == []


def test_a_second_source_needs_no_reason():
    [decision] = load(DECISION.replace('"Judgement"', '"SecondSource"').replace("reason", "source"))
    assert (decision.basis, decision.source, decision.reason) == (Basis.SECOND_SOURCE, "by phone", None)


def test_a_column_that_the_matrix_does_not_have_keeps_its_name():
    assert load(DECISION.replace('"Shop"', '"Web"'))[0].name == "2-Web"


def test_texts_are_composed_as_documents_are():
    assert load(DECISION.replace("Sell tickets", "cafe\u0301"))[0].activity == "caf\u00e9"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("[[decision]\n", "d.toml:1:11", "this is not TOML: Expected ']]' at the end of an array declaration"),
        ("a = " + "[" * 5000, "d.toml", "this is not TOML: "),
        ("a = " + "1" * 5000, "d.toml", "this is not TOML: "),
        ("[[decisions]]\nrow = 1\n", "d.toml", "unknown table 'decisions'"),
        ("[decision]\nrow = 1\n", "d.toml", "'decision' must be written as [[decision]]"),
        ("decision = [1]\n", "d.toml", "'decision' must be written as [[decision]]"),
        ("decision = [{row = 1}]\n", "d.toml", "'decision' must be written as [[decision]]"),
        (DECISION.replace("row =", "rwo ="), "d.toml:1", "unknown key 'rwo'"),
        (DECISION.replace('who = "Jo Doe"\n', ""), "d.toml:1", "the key 'who' is missing"),
        (DECISION.replace("Jo Doe", " "), "d.toml:1", "who is blank"),
        (DECISION.replace("row = 2", 'row = "2"'), "d.toml:1", "row must be a number"),
        (DECISION.replace("row = 2", "row = true"), "d.toml:1", "row must be a number"),
        (DECISION.replace('"RA"', "7"), "d.toml:1", "letters must be a text"),
        (DECISION.replace("Judgement", "Guess"), "d.toml:1", "basis is 'Guess'"),
        (DECISION.replace("Judgement", "Explicit"), "d.toml:1", "basis is 'Explicit'"),
        (DECISION.replace('reason = "by phone"', ""), "d.toml:1", "a decision by Judgement has no reason"),
        (DECISION.replace("Judgement", "SecondSource"), "d.toml:1", "a decision by SecondSource has no source"),
        (DECISION.replace("2025-03-03", '"3 March"'), "d.toml:1", "date must be a date, such as 2026-11-25"),
        (DECISION.replace("2025-03-03", "2025-03-03T10:00:00"), "d.toml:1", "date must be a date, such as 2026-11-25"),
        (f"{DECISION}\n{DECISION}", "d.toml:11", "there are two decisions '2-2'"),
        (f"{REMARK}\n{REMARK}", "d.toml:8", "there are two decisions 'order'"),
        (REMARK.replace("[18, 22]", "[]"), "d.toml:1", "rows must be a list of row numbers"),
        (REMARK.replace("[18, 22]", '["18"]'), "d.toml:1", "rows must be a list of row numbers"),
        (REMARK.replace("[18, 22]", "18"), "d.toml:1", "rows must be a list"),
        (REMARK.replace("rows", "row"), "d.toml:1", "unknown key 'row'"),
    ],
)
def test_a_broken_file_is_refused_with_its_place_and_a_remedy(text, place, message):
    error = refusal(text)
    assert error.place == place
    assert error.message.startswith(message)
    assert error.remedy


def test_the_second_of_two_decisions_is_named_by_its_line():
    assert refusal(f"{REMARK}\n{DECISION.replace('row = 2', 'row = -')}").place == "d.toml:9:7"
    assert refusal(f"{REMARK}\n{DECISION.replace('row = 2', 'row = []')}").place == "d.toml:8"


def test_written_decisions_are_those_that_were_read():
    decisions = load(f"{DECISION}\n{REMARK}")
    assert dump_decisions(decisions) == f"{DECISION}\n{REMARK}"


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)


@settings(deadline=None, derandomize=True, database=None)
@given(TEXT, TEXT, st.text(string.ascii_uppercase + "/", max_size=4), st.dates() | st.none())
def test_any_decision_that_is_written_is_read_back(activity, reason, letters, on):
    written = Decision("7-1", (7,), "Venue", letters, Basis.JUDGEMENT, "Jo", reason, None, on, activity)
    [read] = load(dump_decisions([written]))
    composed = [unicodedata.normalize("NFC", text) for text in (activity, reason)]
    assert [read.activity, read.reason] == composed
    assert (read.name, read.rows, read.letters, read.on, read.who) == ("7-1", (7,), letters, on, "Jo")
