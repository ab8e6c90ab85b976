"""How alike texts are, and what in them makes them different work."""

import pytest

from raci_graph.compare.texts import likeness, likenesses, plain, telling


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Administrate the infrastructure (Servers, OS)", "administrate the infrastructure servers os"),
        ("User's  guide…", "user's guide"),
        ("ﬁle №5", "file no5"),
        ("Größe", "grösse"),
        ("运用 監視", "运用 監視"),
        (" -- ", "--"),
        ("", ""),
    ],
)
def test_plain_words(text, words):
    assert plain(text) == words


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("Manage backups", "manage (backups)", 100.0),
        ("Manage backups", "Backups: manage", 100.0),
        ("Manage backups", "Manage the backups", 87.5),
        ("Order hardware", "Order software", 71.4),
        ("abc", "xyz", 0.0),
        ("", "", 100.0),
        ("", "abc", 0.0),
        ("监视邮件", "监视邮箱", 75.0),
    ],
)
def test_likeness_is_the_same_both_ways(one, other, score):
    assert round(likeness(one, other), 1) == round(likeness(other, one), 1) == score


def test_what_is_less_alike_is_left_out():
    texts = ["Manage backups", "Sell"], ["Manage the backups", "Sell"]
    assert likenesses(*texts, [(0, 0), (0, 1), (1, 1)], 87.5) == {(0, 0): 87.5, (1, 1): 100.0}


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Grant access in 2 days", "Grant access in 3 days", "the numbers differ"),
        ("Size of 50Go", "Size of 50GB", None),
        ("Delete mail", "Delete mail in 5 days", "the numbers differ"),
        ("Delete users", "Do not delete users", "only one of them says no"),
        ("Don't delete users", "Delete users", "only one of them says no"),
        ("Löschen ohne Auftrag", "Löschen mit Auftrag", "only one of them says no"),
        ("Work without pay at night", "Work excluding pay at night", None),
        ("Enable accounts of users", "Disable accounts of users", "they say the opposite"),
        ("Enabling accounts of users", "Disables accounts of users", "they say the opposite"),
        ("Managed servers in the hall", "Unmanaged servers in the hall", "they say the opposite"),
        ("Ask Ann for leave", "Ask Bob for leave", "they name other parties"),
        ("Ask Ann for leave", "Ask for leave", None),
        ("Manage backups of servers", "Manage backups of clients", "words that weigh much are others"),
        ("Order hardware", "Order software", "words that weigh much are others"),
        (
            "Keep the list of all the servers in the hall up to date",
            "Keep the list of all the people in the hall up to date",
            None,
        ),
        ("Deliver briks", "Deliver bricks", None),
        ("Bake bread", "Bake bread and cake", None),
    ],
)
def test_what_is_telling_is_so_both_ways(one, other, said):
    assert telling(one, other, ("Ann", "Bob")) == telling(other, one, ("Ann", "Bob")) == said
