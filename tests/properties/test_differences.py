"""Differences of any two versions: the same facts from either side, no row twice or nowhere, edits found exactly."""

from dataclasses import replace
from hashlib import sha256
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from raci_documents.versions import LEGEND, exchanged, facts, version

from raci_graph.compare import Settled, candidates, diff_matrices
from raci_graph.compare.changes import Kind

WORDS = (
    "manage",
    "backups",
    "the",
    "mail",
    "servers",
    "not",
    "enable",
    "disable",
    "Ann",
    "2",
    "3",
    "",
    "邮件",
    "*",
    "\n",
)
CELLS = ("", "R", "A", "RA", "CI", "R (daily)", "?")
PARTIES = ("Ann", "Bob", "ann", "Client", "IT team", "IT-Team")
LABELS = ("# 1 Run", "# 2 Run", "# Run", "## 1.1 Stop", "## Start", "### Deep")

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join).map(lambda text: f"do {text}")


@st.composite
def matrices(draw):
    """Draw a matrix with few words, so that many of its rows are alike, or the same."""
    parties = draw(st.lists(st.sampled_from(PARTIES), min_size=1, max_size=3, unique=True))
    lines = []
    for _ in range(draw(st.integers(0, 8))):
        if draw(st.integers(0, 3)) == 0:
            lines.append(draw(st.sampled_from(LABELS)))
        text = " ".join(draw(texts).split())
        lines.append(" | ".join([text, *(draw(st.sampled_from(CELLS)) for _ in parties)]))
    legend = (*LEGEND[: draw(st.integers(1, 3))], *LEGEND[3:])
    made = version("\n".join(lines), tuple(parties))
    return replace(made, legend=legend)


@st.composite
def settled(draw, old, new):
    """Draw what may be settled about the rows of two versions: no row twice the same as another, none both ways."""
    pairs = [(one.row, other.row) for one in old.activities for other in new.activities]
    if not pairs:
        return Settled()
    apart = draw(st.frozensets(st.sampled_from(pairs), max_size=3))
    same = draw(st.frozensets(st.sampled_from(pairs), max_size=3)) - apart
    once = {}
    for before, after in sorted(same):
        if before not in once and after not in once.values():
            once[before] = after
    return Settled(draw(st.frozensets(st.sampled_from(pairs), max_size=2)), frozenset(once.items()), apart)


@given(st.data(), matrices(), matrices())
def test_the_other_way_round_has_the_same_facts(data, old, new):
    known = data.draw(settled(old, new))
    forth = facts(diff_matrices(old, new, known))
    turned = Settled(*(frozenset((b, a) for a, b in each) for each in (known.recorded, known.same, known.apart)))
    assert facts(diff_matrices(new, old, turned)) == exchanged(forth)


@given(matrices(), matrices())
def test_so_it_is_where_not_all_rows_are_compared(old, new):
    with patch.object(candidates, "_ALL_BELOW", 0):
        assert facts(diff_matrices(new, old)) == exchanged(facts(diff_matrices(old, new)))


@given(matrices())
def test_a_matrix_does_not_differ_from_itself(matrix):
    diff = diff_matrices(matrix, matrix)
    assert (diff.counts(), diff.changes, diff.questions) == ({}, (), ())
    assert [(pair.old.row, pair.new.row) for pair in diff.pairs] == [(each.row, each.row) for each in matrix.activities]


@given(matrices(), matrices())
def test_each_row_stands_exactly_once(old, new):
    diff = diff_matrices(old, new)
    assert sorted([pair.old.row for pair in diff.pairs] + [each.row for each in diff.dropped]) == [
        each.row for each in old.activities
    ]
    assert sorted([pair.new.row for pair in diff.pairs] + [each.row for each in diff.added]) == [
        each.row for each in new.activities
    ]
    left = {each.row for each in diff.dropped}, {each.row for each in diff.added}
    assert all(each.old.row in left[0] and each.new.row in left[1] for each in diff.questions)


def unlike(number):
    """A text of its own for each number; no two are nearly alike."""
    letters = sha256(str(number).encode()).hexdigest().translate(str.maketrans("0123456789", "ghijklmnop"))
    return " ".join(letters[at : at + 8] for at in range(0, 40, 8))


@st.composite
def edits(draw):
    """Draw rows of two sections, and for each what happens to it; rows that come anew behind them."""
    count = draw(st.integers(4, 30))
    happened = draw(st.lists(st.sampled_from(("", "", "", "drop", "move", "reassign")), min_size=count, max_size=count))
    roles = draw(st.lists(st.sampled_from(("R | A", "A | R", "RA | I", "I | RA")), min_size=count, max_size=count))
    return happened, roles, draw(st.integers(0, 4))


@given(edits())
def test_an_edit_is_found_exactly(drawn):
    happened, roles, fresh = drawn
    old, new = {"Run": [], "Stop": []}, {"Run": [], "Stop": []}
    for number, (what, cells) in enumerate(zip(happened, roles, strict=True)):
        here, there = ("Run", "Stop") if number % 2 else ("Stop", "Run")
        line = f"{unlike(number)} | {cells}"
        old[here].append(line)
        if what == "move":
            new[there].append(line)
        elif what == "reassign":
            new[here].append(f"{unlike(number)} | {' | '.join(cells.split(' | ')[::-1])}")
        elif what != "drop":
            new[here].append(line)
    new["Run"][1:1] = [f"{unlike(900 + number)} | R | A" for number in range(fresh)]

    def sections(rows):
        return version("\n".join(line for label, lines in rows.items() for line in (f"# {label}", *lines)))

    diff = diff_matrices(sections(old), sections(new))
    texts = {what: {unlike(at) for at, each in enumerate(happened) if each == what} for what in set(happened)}
    assert {each.text for each in diff.dropped} == texts.get("drop", set())
    assert {each.text for each in diff.added} == {unlike(900 + number) for number in range(fresh)}
    found = {(each.pair.new.text, each.kinds) for each in diff.changes}
    assert found == {(text, (Kind.MOVED,)) for text in texts.get("move", ())} | {
        (text, (Kind.REASSIGNED,)) for text in texts.get("reassign", ())
    }
