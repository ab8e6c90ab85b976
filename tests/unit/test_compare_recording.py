"""Which row revises which: what a graph says of it, and where that is written."""

import pyoxigraph as ox
import pytest
from raci_documents.versions import version

from raci_graph.compare import Settled, diff_matrices
from raci_graph.compare.recorded import Rows, with_recorded
from raci_graph.compare.recording import recorded_in
from raci_graph.errors import InputError, UsageError

RACI = "https://w3id.org/raci-graph/ns#"
REVISES = ox.NamedNode(f"{RACI}revisesRow")


def row(side, number):
    return ox.NamedNode(f"urn:x:{side}/{number}")


def revises(later, earlier):
    return ox.Triple(row(*later), REVISES, row(*earlier))


def rows(*revisions, count=3):
    """The graph of an old and a new version with so many rows, and what else is said."""
    for side in ("old", "new"):
        for number in range(1, count + 1):
            node = row(side, number)
            yield ox.Triple(node, ox.NamedNode(f"{RACI}inMatrix"), ox.NamedNode(f"urn:x:{side}"))
            yield ox.Triple(node, ox.NamedNode(f"{RACI}rowNumber"), ox.Literal(number))
    yield from revisions


def diff(recorded=(), **settled):
    from dataclasses import replace

    old, new = (replace(version("Keep | R\nSell | R\nWash | R"), iri=f"urn:x:{side}") for side in ("old", "new"))
    return diff_matrices(old, new, Settled(frozenset(recorded), **settled))


def test_what_is_recorded_is_found_from_either_side():
    known = Rows(rows(revises(("new", 1), ("old", 2)), revises(("new", 9), ("old", 1))))
    assert known.recorded("urn:x:old", "urn:x:new") == {(2, 1)}
    assert known.recorded("urn:x:new", "urn:x:old") == {(1, 2)}
    assert known.recorded("urn:x:old", "urn:x:old") == known.recorded(None, "urn:x:new") == set()


def test_each_pair_is_recorded_in_the_order_of_the_new_version():
    assert Rows(rows()).revisions(diff({(2, 1), (1, 2)})) == [
        revises(("new", 1), ("old", 2)),
        revises(("new", 2), ("old", 1)),
        revises(("new", 3), ("old", 3)),
    ]
    assert Rows([]).revisions(diff()) == []


def test_what_a_decision_contradicts_is_overruled():
    known = Rows(rows(revises(("new", 1), ("old", 2)), revises(("new", 3), ("old", 3))))
    recorded = known.recorded("urn:x:old", "urn:x:new")
    assert known.overruled(diff(recorded)) == []
    assert known.overruled(diff(recorded, same=frozenset({(1, 1)}))) == [revises(("new", 1), ("old", 2))]
    assert known.overruled(diff(recorded, apart=frozenset({(2, 1)}))) == [revises(("new", 1), ("old", 2))]


def test_a_row_that_revises_two_keeps_both():
    known = Rows(rows(revises(("new", 1), ("old", 1)), revises(("new", 1), ("old", 2))))
    assert known.overruled(diff(known.recorded("urn:x:old", "urn:x:new"))) == []


def test_what_is_recorded_stands_beside_what_is_decided():
    settled = Settled(frozenset(), frozenset({(1, 1)}), frozenset({(2, 2)}))
    assert with_recorded(settled, frozenset({(3, 3)})) == Settled(
        frozenset({(3, 3)}), frozenset({(1, 1)}), frozenset({(2, 2)})
    )


ONE, TWO = revises(("new", 1), ("old", 1)), revises(("new", 2), ("old", 2))
TURTLE = "@prefix raci: <https://w3id.org/raci-graph/ns#> .\n\n<urn:x:new/{0}>\n    raci:revisesRow <urn:x:old/{0}> .\n"


def test_a_folder_gets_a_file_of_its_own(tmp_path):
    (tmp_path / "matrix.ttl").write_text("<urn:x:a> <urn:x:b> <urn:x:c> .\n", "utf-8")
    file = tmp_path / "revisions.ttl"
    assert recorded_in(str(tmp_path), [ONE], []) == {file: TURTLE.format(1)}
    file.write_text(TURTLE.format(1), "utf-8")
    assert recorded_in(str(tmp_path), [TWO], [ONE]) == {file: TURTLE.format(2)}


def test_what_another_file_of_the_folder_says_is_not_touched(tmp_path):
    (tmp_path / "matrix.ttl").write_text(TURTLE.format(1), "utf-8")
    with pytest.raises(UsageError) as caught:
        recorded_in(str(tmp_path), [], [ONE])
    assert str(caught.value) == (
        f"{tmp_path}: it says that <urn:x:new/1> revises <urn:x:old/1>, which is not so now. "
        "Take that triple out of its file"
    )


@pytest.mark.parametrize("end", ["", "\n", "\r\n", " # a remark"])
def test_a_file_keeps_its_characters_and_gets_lines_at_its_end(tmp_path, end):
    file = tmp_path / "all.ttl"
    text = f"# mine\r\n<urn:x:a> <urn:x:b> 'ö' .{end}"
    file.write_bytes(text.encode())
    new = f"<urn:x:new/2> <{RACI}revisesRow> <urn:x:old/2> .\n"
    assert recorded_in(str(file), [TWO], []) == {file: f"{text}{'' if end.endswith(chr(10)) else chr(10)}{new}"}


def test_what_a_file_says_already_is_not_written_again(tmp_path):
    file = tmp_path / "all.nt"
    file.write_text(f"{ONE} .\n", "utf-8")
    assert recorded_in(str(file), [ONE], []) == {}
    with pytest.raises(UsageError, match="Take that triple out of its file"):
        recorded_in(str(file), [], [ONE])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("page.md", "a document holds no graph, so that it cannot say which row revises which"),
        ("all.trig", "triples cannot be added at its end"),
    ],
)
def test_what_cannot_say_it_is_refused(tmp_path, name, message):
    (tmp_path / name).write_text("", "utf-8")
    with pytest.raises(UsageError) as caught:
        recorded_in(str(tmp_path / name), [ONE], [])
    assert str(caught.value).startswith(f"{tmp_path / name}: {message}. ")


def test_a_bundled_matrix_is_not_written_to():
    with pytest.raises(UsageError, match=r"^hosted-exchange: a bundled matrix is not written to, so that it cannot "):
        recorded_in("hosted-exchange", [ONE], [])


def test_a_file_that_cannot_be_read_is_said(tmp_path):
    (tmp_path / "matrix.ttl").write_text("", "utf-8")
    (tmp_path / "revisions.ttl").write_text("<", "utf-8")
    with pytest.raises(InputError, match="this is not Turtle"):
        recorded_in(str(tmp_path), [ONE], [])
