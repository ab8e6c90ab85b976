"""Services side by side: which rows go together, who carries what, and how it is said."""

import csv
import io
import json
from dataclasses import replace

import pytest
from raci_documents.versions import version

from raci_graph.compare.party_groups import PartyGroups
from raci_graph.compare.row_types import Proposal, TypeGround, typed_rows
from raci_graph.compare.schemes import scheme_in
from raci_graph.compare.services import Likeness, compare_services, service_names
from raci_graph.compare_formats import COMPARISON_FORMS, Labels, render_comparison
from raci_graph.sources import parse_rdf

ROOF = "https://example.org/kind/"
PHASES = {f"{ROOF}{kind}": f"{ROOF}{phase}" for kind, phase in (("bake", "make"), ("sell", "trade"), ("clean", "make"))}
LABELS = Labels({f"{ROOF}{name}": name for name in ("bake", "sell", "clean", "make", "trade")})


def service(text, types=(), **about):
    """Return a matrix whose rows have types, by the ends of their names; a blank one is no type."""
    made = version(text, **about)
    kinds = [f"{ROOF}{kind}" if kind else None for kind in types] + [None] * len(made.activities)
    rows = tuple(replace(row, type=kind) for row, kind in zip(made.activities, kinds, strict=False))
    return replace(made, activities=rows)


BREAD = service(
    "Bake bread | RA | I\nSell bread | R | A\nSweep the floor | A | R", ("bake", "sell", "clean"), title="Bread"
)


def kinds(*matrices, suggest=None):
    """Return how each piece of work is shared out, with its type and the row of each service."""
    comparison = compare_services(matrices, PHASES, suggest)
    return [
        (work.kind.value, work.type.removeprefix(ROOF), {each.service: each.row.activity.row for each in work.shares})
        for work in comparison.works
    ]


def test_the_same_service_twice_is_the_same():
    assert kinds(BREAD, BREAD) == [
        ("same", "bake", {0: 1, 1: 1}),
        ("same", "sell", {0: 2, 1: 2}),
        ("same", "clean", {0: 3, 1: 3}),
    ]


def test_another_accountable_stands_first_then_another_doer_then_what_one_names_then_other_roles():
    cake = service(
        "Sweep the floor | AR |\nBake cakes | RA | C\nSell cakes | A | R", ("clean", "bake", "sell"), title="Cake"
    )
    extra = service("Wrap | R | A\nBake bread | RA | I", ("wrap", "bake"), title="Wrap")
    assert kinds(BREAD, cake) == [
        ("other accountable", "sell", {0: 2, 1: 3}),
        ("other responsible", "clean", {0: 3, 1: 1}),
        ("other roles", "bake", {0: 1, 1: 2}),
    ]
    assert kinds(BREAD, extra) == [
        ("only one", "sell", {0: 2}),
        ("only one", "clean", {0: 3}),
        ("only one", "wrap", {1: 1}),
        ("same", "bake", {0: 1, 1: 2}),
    ]


def test_a_row_in_doubt_is_not_called_shared_otherwise():
    doubtful = service("Bake bread | ? | ?\nSell bread | R | A", ("bake", "sell"), title="Doubt")
    assert kinds(BREAD, doubtful) == [
        ("only one", "clean", {0: 3}),
        ("unsettled", "bake", {0: 1, 1: 1}),
        ("same", "sell", {0: 2, 1: 2}),
    ]


def test_of_several_rows_of_one_type_those_go_together_whose_texts_are_most_alike():
    one = service("Bake rye bread | R | A\nBake plain cakes | A | R", ("bake", "bake"), title="One")
    two = service("Bake a pie | RA |\nBake plain cake | A | R\nBake rye loaves | R | A", ("bake",) * 3, title="Two")
    assert kinds(one, two) == [
        ("only one", "bake", {1: 1}),
        ("same", "bake", {0: 1, 1: 3}),
        ("same", "bake", {0: 2, 1: 2}),
    ]


def test_three_services_stand_side_by_side_and_one_may_lack_a_piece_of_work():
    alike = service("Bake bread | RA | I", ("bake",), title="Third")
    other = service("Bake bread | A | RI", ("bake",), title="Fourth")
    assert kinds(BREAD, alike, alike)[-1] == ("same", "bake", {0: 1, 1: 1, 2: 1})
    assert kinds(BREAD, alike, other)[0] == ("other responsible", "bake", {0: 1, 1: 1, 2: 1})


def test_a_row_without_a_type_takes_that_of_the_same_words_then_of_a_text_that_is_plainly_alike():
    untyped = service("bake  BREAD | RA | I\nSell the bread | R | A\nSing | R | A", title="Untyped")
    rows = typed_rows([BREAD, untyped], None)[1]
    assert [(row.type and row.type.removeprefix(ROOF), row.ground, row.score, row.why) for row in rows] == [
        ("bake", TypeGround.SAME_ROW, 100.0, "as row 1 of Bread"),
        ("sell", TypeGround.SAME_ROW, 83.3, "as row 2 of Bread"),
        (None, None, 100.0, ""),
    ]


def test_services_that_say_otherwise_of_the_same_words_give_no_type():
    other = service("Bake bread | R | A", ("sell",), title="Other")
    rows = typed_rows([BREAD, other, service("Bake bread | R | A", title="Untyped")], None)[2]
    assert [(row.type, row.ground) for row in rows] == [(None, None)]


def test_a_suggestion_is_taken_only_where_nothing_else_says_it_and_is_marked():
    asked = []

    def suggest(matrix):
        asked.append(matrix.title)
        return {1: Proposal(f"{ROOF}sell", 71, "like 'sell'"), 2: Proposal(f"{ROOF}clean", 80, "like 'clean'")}

    untyped = service("Bake bread | RA | I\nScrub | R | A", title="Untyped")
    rows = typed_rows([BREAD, untyped], suggest)[1]
    assert asked == ["Untyped"]
    assert [(row.type, row.ground, row.score, row.why) for row in rows] == [
        (f"{ROOF}bake", TypeGround.SAME_ROW, 100.0, "as row 1 of Bread"),
        (f"{ROOF}clean", TypeGround.SUGGESTED, 80, "like 'clean'"),
    ]


def test_what_differs_tellingly_is_not_the_same_row():
    untyped = service("Do not sell bread | R | A\nSell 2 bread | R | A", title="Untyped")
    assert [row.type for row in typed_rows([BREAD, untyped], None)[1]] == [None, None]


def test_parties_in_the_same_position_are_one_and_go_by_it():
    one = service("Bake | R | A", provider="Ann", consumer="Bob")
    two = replace(
        service("Bake | R | A", parties=("Carl", "bob")), about=replace(one.about, provider="Carl", consumer="bob")
    )
    groups = PartyGroups([one, two])
    names = {(at, name): groups.name(at, name) for at, name in ((0, "Ann"), (1, "Carl"), (0, "Bob"), (1, "bob"))}
    assert names == {(0, "Ann"): "provider", (1, "Carl"): "provider", (0, "Bob"): "Bob", (1, "bob"): "Bob"}


def test_a_name_that_one_service_puts_in_a_position_stands_there_in_the_others():
    one = service("Bake | R | A", provider="Ann", consumer="Bob")
    two = service("Bake | R | A")
    groups = PartyGroups([one, two])
    assert [groups.name(1, name) for name in ("Ann", "Bob", "unknown")] == ["Ann", "Bob", "unknown"]
    assert [work.kind.value for work in compare_services([one, two], PHASES).works] == ["same"]


def test_a_name_in_two_positions_is_two_parties():
    one = service("Bake | R | A", provider="Ann", consumer="Bob")
    two = service("Bake | R | A", provider="Bob", consumer="Ann")
    groups = PartyGroups([one, two])
    assert [groups.name(0, "Ann"), groups.name(1, "Ann")] == ["provider", "consumer"]


def test_the_burden_is_counted_by_phase_party_and_service():
    untyped = service("Sing | R | A", title="Choir")
    found = compare_services([BREAD, untyped], PHASES).burdens
    assert [(each.service, each.phase, each.party, each.answers, each.does) for each in found] == [
        (0, f"{ROOF}make", "Ann", 2, 1),
        (0, f"{ROOF}make", "Bob", 0, 1),
        (0, f"{ROOF}trade", "Ann", 0, 1),
        (0, f"{ROOF}trade", "Bob", 1, 0),
        (1, None, "Ann", 0, 1),
        (1, None, "Bob", 1, 0),
    ]


def test_services_of_one_name_are_told_apart_by_version_then_source_then_number():
    plain = version("Bake | R | A")
    assert service_names([plain, replace(plain, title="Post")]) == ("Mail", "Post")
    dated = [replace(plain, about=replace(plain.about, version=each)) for each in ("1", "2")]
    assert service_names(dated) == ("Mail, 1", "Mail, 2")
    assert service_names([plain, replace(plain, source="b.md")]) == ("Mail, mail.md", "Mail, b.md")
    assert service_names([plain, plain]) == ("Mail, mail.md, 1", "Mail, mail.md, 2")


def test_a_scheme_gives_english_labels_and_the_top_group():
    turtle = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <https://example.org/kind/> .
    :bake skos:prefLabel "backen"@de, "bake"@en ; skos:broader :dough .
    :dough skos:broader :make ; skos:prefLabel "pâte"@fr .
    :make skos:prefLabel "make"@en . :loop skos:broader :loop .
    """
    scheme = scheme_in(parse_rdf(turtle.encode(), "x.ttl"))
    assert scheme.labels == {f"{ROOF}bake": "bake", f"{ROOF}dough": "pâte", f"{ROOF}make": "make"}
    assert scheme.phases == {f"{ROOF}bake": f"{ROOF}make", f"{ROOF}dough": f"{ROOF}make", f"{ROOF}loop": f"{ROOF}loop"}


def test_rows_without_a_type_that_say_the_same_are_compared_and_the_rest_is_named():
    one = service("Sing | R | A\nDance | RA |\nJuggle three balls | R | A\nSing | A | R", title="One")
    two = service("dance! | A | R\nSing | R | A\nJuggle with three balls | R | A", title="Two")
    comparison = compare_services([one, two], PHASES)
    assert [
        (work.kind.value, work.type, [each.row.activity.row for each in work.shares]) for work in comparison.works
    ] == [
        ("other responsible", None, [2, 1]),
        ("same", None, [1, 2]),
        ("same", None, [3, 3]),
    ]
    assert [[row.activity.row for row in rows] for rows in comparison.untyped] == [[4], []]
    said = render_comparison("text", comparison, LABELS)
    assert "  'Dance': Ann answers in One ('Dance', row 2); Ann answers, Bob does it in Two ('dance!', row 1)\n" in said


def test_groups_are_in_the_order_of_their_notations():
    turtle = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <https://example.org/kind/> .
    :a skos:broader :last . :b skos:broader :second . :c skos:broader :third .
    :last skos:notation "10" . :second skos:notation "2" . :third skos:notation "3" .
    """
    scheme = scheme_in(parse_rdf(turtle.encode(), "x.ttl"))
    assert list(scheme.phases) == [f"{ROOF}b", f"{ROOF}c", f"{ROOF}a"]


def test_of_few_services_a_row_between_the_same_neighbours_takes_the_type_of_the_other():
    one = service(
        "Mix dough | R | A\nAdminister ovens, tins, trays | R | A\nSell bread | R | A", ("mix", "run", "sell")
    )
    two = service("Mix dough | R | A\nAdminister ovens, racks, bins | R | A\nSell bread | R | A", title="Two")
    row = typed_rows([one, two], None)[1][1]
    assert (row.type, row.ground, row.score, row.why) == (f"{ROOF}run", TypeGround.SAME_ROW, 74.1, "as row 2 of Mail")
    many = [one, two, *(replace(two, title=f"Copy {at}") for at in range(9))]
    assert typed_rows(many, None)[1][1].type is None


@pytest.fixture
def comparison():
    cake = service("Sell cakes | A | R\nWhistle | A | R\nSing | R | A", ("sell",), title="Cake <b>|=1")
    return compare_services([BREAD, cake], PHASES)


def test_the_text_says_the_differences_first(comparison):
    assert render_comparison("text", comparison, LABELS) == (
        "3 pieces of work in 2 services. Same work, another accountable: 1; Named by one service only: 2.\n"
        "\n"
        "Same work, another accountable (1)\n"
        "  sell: Bob answers in Bread ('Sell bread', row 2); Ann answers in Cake <b>|=1 ('Sell cakes', row 1)\n"
        "\n"
        "Named by one service only (2)\n"
        "  'Bake bread', row 1 stands only in Bread: Ann answers, Bob is Informed [bake]\n"
        "  'Sweep the floor', row 3 stands only in Bread: Ann answers, Bob does it [clean]\n"
        "\n"
        "Burden by phase\n"
        "phase     party   Bread                   Cake <b>|=1\n"
        "───────────────────────────────────────────────────────────────\n"
        "make      Ann     answers for 2, does 1\n"
        "make      Bob     answers for 0, does 1\n"
        "trade     Ann     answers for 0, does 1   answers for 1, does 0\n"
        "trade     Bob     answers for 1, does 0   answers for 0, does 1\n"
        "no type   Ann                             answers for 1, does 1\n"
        "no type   Bob                             answers for 1, does 1\n"
        "\n"
        "Rows without a type, which are not compared\n"
        "  Cake <b>|=1, row 2: Whistle\n"
        "  Cake <b>|=1, row 3: Sing\n"
    )


def test_the_csv_has_a_line_for_each_piece_of_work_and_a_column_for_each_service(comparison):
    rows = list(csv.reader(io.StringIO(render_comparison("csv", comparison, LABELS))))
    assert rows == [
        ["kind", "type", "Bread", "Cake <b>|=1"],
        [
            "other accountable",
            "sell",
            "2 Sell bread: Bob answers, Ann does it",
            "1 Sell cakes: Ann answers, Bob does it",
        ],
        ["only one", "bake", "1 Bake bread: Ann answers, Bob is Informed", ""],
        ["only one", "clean", "3 Sweep the floor: Ann answers, Bob does it", ""],
    ]


def test_many_services_stand_below_each_other(comparison):
    many = compare_services([replace(BREAD, source=f"{at}.md") for at in range(7)], PHASES)
    rows = list(csv.reader(io.StringIO(render_comparison("csv", many, LABELS))))
    assert rows[0] == ["kind", "type", "service", "row", "activity", "parts", "ground"]
    assert rows[1] == ["same", "bake", "Bread, 0.md", "1", "Bake bread", "Ann answers, Bob is Informed", "decided"]
    assert len(rows) == 1 + 3 * 7
    other = replace(BREAD, source="x.md", activities=service("Bake bread | A | R", ("bake",)).activities)
    said = render_comparison("text", compare_services([*many.services, other], PHASES), LABELS)
    assert (
        "bake: Ann answers, Bob does it in Bread, x.md ('Bake bread', row 1); Ann answers, Bob is Informed in "
        "Bread, 0.md ('Bake bread', row 1), Bread, 1.md ('Bake bread', row 1), "
        "Bread, 2.md ('Bake bread', row 1) and 4 more"
    ) in said


def test_the_json_has_every_fact(comparison):
    found = json.loads(render_comparison("json", comparison, LABELS))
    assert [each["name"] for each in found["services"]] == ["Bread", "Cake <b>|=1"]
    assert found["works"][0] == {
        "kind": "other accountable",
        "type": f"{ROOF}sell",
        "typeLabel": "sell",
        "rows": [
            {
                "service": 0,
                "row": 2,
                "text": "Sell bread",
                "typeGround": {"ground": "decided", "score": 100.0},
                "answers": ["Bob"],
                "does": ["Ann"],
                "others": [],
            },
            {
                "service": 1,
                "row": 1,
                "text": "Sell cakes",
                "typeGround": {"ground": "decided", "score": 100.0},
                "answers": ["Ann"],
                "does": ["Bob"],
                "others": [],
            },
        ],
    }
    assert found["untyped"][0] == {"service": 1, "row": 2, "text": "Whistle"}
    assert found["burdens"][0] == {
        "service": 0,
        "phase": f"{ROOF}make",
        "phaseLabel": "make",
        "party": "Ann",
        "answers": 2,
        "does": 1,
    }


def test_texts_of_a_source_are_inert_in_each_form(comparison):
    shown = {form: render_comparison(form, comparison, LABELS) for form in COMPARISON_FORMS}
    assert "<b>" not in shown["html"]
    assert "Cake &lt;b&gt;|=1" in shown["html"]
    assert "| Cake \\<b\\>\\|=1 |" in shown["markdown"]


def test_kinds_of_likeness_are_sorted_by_gravity():
    assert [each.value for each in Likeness] == [
        "other accountable",
        "other responsible",
        "only one",
        "other roles",
        "unsettled",
        "same",
    ]
