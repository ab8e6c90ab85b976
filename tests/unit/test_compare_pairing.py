"""Which rows go together: on what ground, with what score, and what is asked."""

from itertools import combinations, product

from raci_documents.versions import version

from raci_graph.compare import Settled, diff_matrices
from raci_graph.compare.changes import Ground
from raci_graph.compare.pairing import RowPairing

MANY = 150
"""Of so many rows on either side not all pairs are compared."""


def paired(old, new, settled=None):
    """The pairs as (old row, new row, ground, score) and the questions as (old row, new row, score, why)."""
    diff = diff_matrices(version(old), version(new), settled)
    pairs = [(each.old.row, each.new.row, each.ground, round(each.score, 1)) for each in diff.pairs]
    return pairs, [(each.old.row, each.new.row, round(each.score, 1), each.why) for each in diff.questions]


def test_the_same_text_goes_first_within_its_section():
    old = "# Run\nKeep it | R\n# Stop\nKeep it | A"
    new = "# Stop\nKeep it | A\n# Run\nKeep it | R"
    assert paired(old, new) == ([(2, 1, Ground.SAME_TEXT, 100.0), (1, 2, Ground.SAME_TEXT, 100.0)], [])


def test_of_the_same_texts_in_a_section_those_with_the_same_roles_go_together():
    old = "Keep it | R\nKeep it | A\nKeep it | I"
    new = "Keep it | A\nKeep it | C\nKeep it | R"
    pairs, _ = paired(old, new)
    assert [pair[:2] for pair in pairs] == [(2, 1), (3, 2), (1, 3)]


def test_the_same_words_are_the_same_row():
    assert paired("Keep it (all) | R", "keep it: all | R") == ([(1, 1, Ground.SAME_WORDS, 100.0)], [])


def test_what_is_plainly_alike_is_one_row_with_its_score():
    old, new = "Keep the mail server running | R", "Keep the mail servers running | A"
    assert paired(old, new) == ([(1, 1, Ground.LIKENESS, 98.2)], [])


def test_between_the_same_neighbours_less_will_do():
    old = "Open the door | R\nFeed cats of the house | R\nShut the door | R"
    new = "Open the door | R\nFeed all the cats | R\nShut the door | R"
    pairs, asked = paired(old, new)
    assert (pairs[1], asked) == ((2, 2, Ground.LIKENESS, 66.7), [])
    pairs, asked = paired(old, "Feed all the cats | R\nOpen the door | R\nShut the door | R")
    assert [pair[:2] for pair in pairs] == [(1, 2), (3, 3)]
    assert asked == [(2, 1, 66.7, "the texts differ much")]


def test_neighbours_that_are_found_find_theirs():
    old = "First | R\nFeed cats of the house | R\nWalk dogs of the house | R\nLast | R"
    new = "First | R\nFeed all the cats | R\nWalk all the dogs | R\nLast | R"
    pairs, asked = paired(old, new)
    assert ([pair[:2] for pair in pairs], asked) == (
        [(1, 1), (4, 4)],
        [(2, 2, 66.7, "the texts differ much"), (3, 3, 66.7, "the texts differ much")],
    )


def test_of_two_that_are_nearly_as_like_neither_is_taken():
    why = "another row is nearly as like, or more"
    found = paired(
        "Keep the mail server running | R", "Keep the mail servers running | R\nKeep the mail server runing | R"
    )
    assert found == ([], [(1, 1, 98.2, why), (1, 2, 98.2, why)])


def test_what_is_telling_is_asked_however_alike_it_is():
    found = paired("Restore mail within 2 days | R", "Restore mail within 3 days | R")
    assert found == ([], [(1, 1, 96.2, "the numbers differ")])


def test_what_is_not_alike_is_not_asked():
    assert paired("Bake bread | R", "Wash windows | R") == ([(1, 1, Ground.LIKENESS, 0.0)][:0], [])


def test_a_row_is_asked_about_three_times_at_most():
    new = "\n".join(f"Restore mail within {number} days | R" for number in (3, 4, 5, 6))
    _, asked = paired("Restore mail within 2 days | R", new)
    assert [each[:2] for each in asked] == [(1, 1), (1, 2), (1, 3)]


def test_what_is_decided_goes_before_all_else_and_what_is_recorded_before_the_texts():
    old, new = "Keep it | R\nSell it | R\nDrop it | R", "Keep it | R\nSell it | R\nDrop it | R"
    settled = Settled(recorded=frozenset({(1, 2), (3, 3)}), same=frozenset({(2, 1)}))
    pairs, _ = paired(old, new, settled)
    assert [pair[:3] for pair in pairs] == [
        (2, 1, Ground.DECIDED),
        (1, 2, Ground.RECORDED),
        (3, 3, Ground.RECORDED),
    ]


def test_what_is_decided_to_be_apart_is_so_whatever_is_recorded_or_alike():
    settled = Settled(recorded=frozenset({(1, 1)}), apart=frozenset({(1, 1)}))
    assert paired("Keep it | R", "Keep it | R", settled) == ([], [])


def test_a_pair_of_rows_that_are_not_there_is_passed_over():
    settled = Settled(recorded=frozenset({(7, 1), (1, 7)}))
    assert paired("Keep it | R", "Keep it | R", settled) == ([(1, 1, Ground.SAME_TEXT, 100.0)], [])


def test_of_many_rows_all_that_are_reworded_are_found():
    words = (
        "mailbox storage account firewall district cluster password journal cassette harbour basin "
        "office printer cooling watch vehicle speech garden"
    )
    pairs = list(combinations(words.split(), 2))[:MANY]
    old = "\n".join(f"Manage {one} {other} | R" for one, other in pairs)
    new = "\n".join(f"Manage the {one} {other} | R" for one, other in reversed(pairs))
    found = RowPairing(version(old), version(new)).pairs
    assert {i: pair.new.row for i, pair in found.items()} == {at: MANY - at for at in range(MANY)}


def test_so_they_are_in_a_language_that_does_not_part_words():
    pairs = list(combinations("邮盘户规区点钥志带口池站角时总声院门", 2))[:MANY]
    old = "\n".join(f"管理{one}{other}的备份和恢复工作 | R" for one, other in pairs)
    new = "\n".join(f"管理{one}{other}的备份和恢复工作等 | R" for one, other in pairs)
    found = RowPairing(version(old), version(new)).pairs
    assert {i: pair.new.row for i, pair in found.items()} == {at: at + 1 for at in range(MANY)}


def test_rows_of_many_that_differ_in_a_number_alone_are_asked_about_near_their_places():
    old = "\n".join(f"Task {number} | R" for number in range(1000, 1000 + 3 * MANY))
    new = "\n".join(f"Task {number} | R" for number in range(2000, 2000 + 3 * MANY))
    pairs, asked = paired(old, new)
    assert (pairs, {each[3] for each in asked}) == ([], {"the numbers differ"})
    assert max(abs(old - new) for old, new, *_ in asked) < MANY


def test_rows_of_many_that_share_no_word_are_asked_about_at_their_places():
    words = list(map("".join, product("bdfgk", "aeiou", "lmnrs", "aeiou")))[: 2 * MANY]
    old = "\n".join(f"{words[at]} | R" for at in range(MANY))
    new = old.replace(f"\n{words[70]} |", f"\n{words[70][:3]}x |")
    diff = diff_matrices(version(old), version(new))
    assert [(each.old.row, each.new.row, each.score) for each in diff.questions] == []
    assert [(pair.old.row, pair.new.row) for pair in diff.pairs if pair.ground is Ground.LIKENESS] == [(71, 71)]
