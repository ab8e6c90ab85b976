"""Which parties are the same, and on what ground."""

from raci_documents.versions import version

from raci_graph.compare import diff_matrices
from raci_graph.compare.changes import Ground, Kind, PartyChange
from raci_graph.compare.parties import party_names

ROWS = "Keep | RA | I\nSell | R | A\nWash | C | RA\nBuy | A | R"


def diff(old, new, said=None, rows=(ROWS, ROWS)):
    return diff_matrices(version(rows[0], old), version(rows[1], new), parties=said)


def test_parties_of_a_matrix_are_its_columns():
    assert party_names(version(ROWS, ("Bob", "Ann"))) == ["Bob", "Ann"]


def test_a_party_of_the_same_words_is_the_same():
    found = diff(("IT team", "Shop"), ("IT-Team", "Shop"))
    assert found.parties == (PartyChange("IT team", "IT-Team", Ground.SAME_WORDS),)
    assert found.changes == ()


def test_a_party_with_the_same_roles_has_another_name():
    found = diff(("Ann", "Shop"), ("Ann", "Store"))
    assert (found.parties, found.changes) == ((PartyChange("Shop", "Store", Ground.SAME_ROLES, 4, 4),), ())


def test_two_parties_of_other_names_are_told_apart_by_their_roles():
    found = diff(("Ann", "Bob"), ("Cleo", "Dan"))
    assert found.parties == (
        PartyChange("Ann", "Cleo", Ground.SAME_ROLES, 4, 4),
        PartyChange("Bob", "Dan", Ground.SAME_ROLES, 4, 4),
    )


def test_with_fewer_than_three_rows_nobody_is_taken_for_another():
    rows = "Keep | RA | I\nSell | R | A"
    assert diff(("Ann", "Shop"), ("Ann", "Store"), rows=(rows, rows)).parties == (
        PartyChange("Shop", None),
        PartyChange(None, "Store"),
    )


def test_with_less_than_nine_rows_in_ten_alike_it_is_another_party():
    found = diff(("Ann", "Shop"), ("Ann", "Store"), rows=(ROWS, ROWS.replace("Buy | A | R", "Buy | A | C")))
    assert found.parties == (PartyChange("Shop", None), PartyChange(None, "Store"))
    assert found.likely_parties == (PartyChange("Shop", "Store", Ground.SAME_ROLES, 3, 4),)
    assert [change.kinds for change in found.changes] == [(Kind.REASSIGNED,)] * 4


def test_with_less_than_half_of_the_rows_alike_nothing_is_likely():
    other = "Keep | RA | I\nSell | R | C\nWash | C | R\nBuy | A | C"
    assert diff(("Ann", "Shop"), ("Ann", "Store"), rows=(ROWS, other)).likely_parties == ()


def test_of_two_with_the_same_roles_neither_is_guessed():
    rows = "Keep | RA | I | I\nSell | R | A | A\nWash | C | R | R"
    found = diff(("Ann", "Shop", "Mill"), ("Ann", "Store", "Plant"), rows=(rows, rows))
    assert found.parties == (
        PartyChange("Shop", None),
        PartyChange("Mill", None),
        PartyChange(None, "Store"),
        PartyChange(None, "Plant"),
    )


def test_what_is_said_goes_before_all_else():
    found = diff(("Ann", "Shop"), ("Shop", "Ann"), {"Ann": "Shop", "Shop": "Ann"})
    assert (found.parties, found.changes) == (
        (PartyChange("Ann", "Shop", Ground.DECIDED), PartyChange("Shop", "Ann", Ground.DECIDED)),
        (),
    )


def test_a_name_that_stays_is_no_change_though_it_is_said():
    assert diff(("Ann", "Shop"), ("Ann", "Shop"), {"Ann": "Ann"}).parties == ()


def test_a_party_whose_name_another_one_has_now_is_gone():
    found = diff(
        ("Ann", "Bob"), ("Bob", "Cleo"), {"Ann": "Bob"}, rows=(ROWS, ROWS.replace("Buy | A | R", "Buy | A | C"))
    )
    assert found.parties == (
        PartyChange("Ann", "Bob", Ground.DECIDED),
        PartyChange("Bob", None),
        PartyChange(None, "Cleo"),
    )
    assert [(each.lost, each.gained) for each in found.changes][1] == (
        (("Bob", "Accountable"),),
        (("Cleo", "Accountable"),),
    )


def test_two_parties_may_become_one():
    found = diff_matrices(
        version("Keep | R | A\nSell | I | ", ("Ann", "Bob")),
        version("Keep | RA\nSell | I", ("Team",)),
        parties={"Ann": "Team", "Bob": "Team"},
    )
    assert found.changes == ()
