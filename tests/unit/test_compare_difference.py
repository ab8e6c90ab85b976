"""What changed in rows that both versions have, and in the legend."""

from dataclasses import replace
from pathlib import Path

import pytest
from raci_documents.versions import LEGEND, version, with_attributes

from raci_graph.compare import diff_matrices
from raci_graph.compare.changes import KINDS, Kind, LegendChange
from raci_graph.graph.read import from_graph
from raci_graph.graph.write import to_graph
from raci_graph.model import About, Column, Layout, LegendEntry, Mark
from raci_graph.parse import parse
from raci_graph.readers import read_document
from raci_graph.render import render


def changes(old, new):
    return diff_matrices(version(old), version(new)).changes


def test_nothing_differs_in_the_same():
    diff = diff_matrices(version("Keep | R | A"), version("Keep | R | A"))
    assert (diff.counts(), diff.changes, len(diff.pairs)) == ({}, (), 1)


def test_who_gained_and_who_lost_which_role():
    (change,) = changes("Keep | RI | A", "Keep | AR | C")
    assert change.kinds == (Kind.REASSIGNED,)
    assert change.gained == (("Ann", "Accountable"), ("Bob", "Consulted"))
    assert change.lost == (("Ann", "Informed"), ("Bob", "Accountable"))


def test_the_order_of_letters_and_of_columns_is_no_change():
    old = version("Keep | RA | I", ("Ann", "Bob"))
    assert diff_matrices(old, version("Keep | I | AR", ("Bob", "Ann"))).counts() == {}


def test_a_rewording_hides_no_change_of_roles():
    (change,) = changes("Keep the mail server running | R | A", "Keep the mail servers running | A | R")
    assert change.kinds == (Kind.REASSIGNED, Kind.REWORDED)


def test_all_kinds_of_one_row_stand_in_their_order():
    old = "# Run\nWash | R\nKeep all the mail | RA (x)"
    new = "# Run\nWash | R\n# Stop\nKeep all mail | R"
    (change,) = changes(old, new)
    assert change.kinds == (Kind.REASSIGNED, Kind.REWORDED, Kind.MOVED, Kind.REMARKED)
    assert (change.old_section, change.new_section) == (("Run",), ("Stop",))
    assert change.remarks == (("Ann", "x", None),)


def test_a_row_in_doubt_is_not_called_reassigned():
    (change,) = changes("Keep | ? | A", "Keep | R | I")
    assert (change.kinds, change.gained, change.lost) == ((Kind.UNSETTLED,), (), ())
    assert changes("Keep | ? | A", "Keep | ? | A") == ()
    assert [each.kinds for each in changes("Keep | R | A | <R>", "Keep | R | A | <A>")] == [(Kind.UNSETTLED,)]
    assert changes("Keep | R | A | <R>", "Keep | R | A | <R>") == ()


def test_what_is_printed_in_a_cell_in_doubt_counts_where_both_sides_have_it():
    graph, one, other = (in_doubt(printed) for printed in (None, "X", "Y"))
    assert diff_matrices(graph, one).counts() == diff_matrices(other, graph).counts() == {}
    assert diff_matrices(one, other).counts() == {"unsettled": 1}


def in_doubt(printed):
    made = version("Keep | ? | A")
    (row,) = made.activities
    return replace(made, activities=(replace(row, cells=(replace(row.cells[0], printed=printed), row.cells[1])),))


DOUBTS = (Path(__file__).parents[1] / "fixtures" / "rows-in-doubt.md").read_text("utf-8")


def read(text, form="md"):
    (made,) = parse(read_document(text if isinstance(text, bytes) else text.encode(), f"page.{form}"), About()).matrices
    return made


def test_a_matrix_with_doubts_that_was_written_differs_in_nothing():
    document = read(DOUBTS)
    (graph,) = from_graph(to_graph(document).triples, "page.md")
    assert [each.unplaced != () for each in document.activities] == [False, *[True] * 5]
    for form in ("md", "csv", "xlsx"):
        for source in (document, graph):
            written = read(render(form, source), form)
            for other in (document, graph):
                assert diff_matrices(other, written).counts() == {}
                assert diff_matrices(written, other).counts() == {}
    assert render("csv", graph).count("?]") > render("csv", document).count("?]") == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("| X? | A | R |", "| Y? | A | R |"),
        ("| X? | A | R |", "| X? | R | A |"),
        ("| X? | A | R |", "| R | A | X? |"),
        ("| X? | A | R |", "| A | A | R |"),
        ("| R | ? | A |", "| R | ?? | A |"),
        ("| Mill | R | A |", "| Mill | A | R |"),
        ("| Mill | R | A |", "| Mill | R |"),
        ("| Mill | R | A |", "| Mill | R | A | I |"),
        ("| [R/Z] | A | **Y** |", "| [R/Z] | A | Y |"),
    ],
)
def test_a_row_in_doubt_that_is_printed_otherwise_cannot_be_compared(before, after):
    document, edited = read(DOUBTS), read(DOUBTS.replace(before, after))
    (graph,) = from_graph(to_graph(document).triples, "page.md")
    for source in (document, graph):
        for old in (source, read(render("xlsx", source), "xlsx")):
            diff = diff_matrices(old, edited)
            assert (diff.counts(), len(diff.pairs)) == ({"unsettled": 1}, 6)
            assert diff_matrices(edited, old).counts() == {"unsettled": 1}


def test_marks_without_a_column_that_no_cell_shows_are_compared():
    one, other = version("Keep | R | A | <R>"), version("Keep | R | A | <R>")
    (row,) = other.activities
    other = replace(other, activities=(replace(row, unplaced=()),))
    assert diff_matrices(one, other).counts() == diff_matrices(other, one).counts() == {"unsettled": 1}


def test_a_row_in_doubt_is_the_same_where_only_a_party_has_another_name():
    rows = "Keep | R | A\nSell | A | R\nWash | I | RA\nBuy | ? | R"
    diff = diff_matrices(version(rows, ("Ann", "Shop")), version(rows, ("Ann", "Store")))
    assert diff.counts() == {"parties": 1}


def test_remarks_and_further_columns_are_compared():
    old = with_attributes(version("Keep | R (daily) | A\nSell | R"), SLA=["4 h", ""], Tool=["x", "y"])
    new = with_attributes(version("Keep | R (weekly) | A (once)\nSell | R"), SLA=["8 h", "2 h"], Note=["x", "y"])
    assert [(each.pair.new.text, each.remarks) for each in diff_matrices(old, new).changes] == [
        ("Keep", (("Ann", "daily", "weekly"), ("Bob", None, "once"), ("SLA", "4 h", "8 h"))),
        ("Sell", (("SLA", None, "2 h"),)),
    ]


def test_a_remark_that_a_graph_does_not_keep_is_no_change():
    document = version("Keep | R (daily) | A")
    graph = replace(
        document,
        activities=tuple(
            replace(each, cells=tuple(replace(cell, comment=None) for cell in each.cells))
            for each in document.activities
        ),
    )
    assert diff_matrices(document, graph).counts() == diff_matrices(graph, document).counts() == {}
    other = version("Keep | R (weekly) | A")
    assert [each.remarks for each in diff_matrices(graph, other).changes] == [(("Ann", "daily", "weekly"),)]


def test_markup_around_a_remark_is_none():
    old, new = version("Keep | R"), version("Keep | R")
    (row,) = new.activities
    bold = replace(row.cells[0], printed="**R**", marks=(Mark("R", "Responsible", 3),))
    assert diff_matrices(old, replace(new, activities=(replace(row, cells=(bold, row.cells[1])),))).counts() == {}


def roles_as_columns(*rows, legend=LEGEND):
    """A matrix with a column for R and one for A, from (text, who does it, who answers, remark) for each row."""
    made = version("\n".join(text for text, *_ in rows), ("R", "A"), legend=legend)
    columns = [Column(at, at + 1, name, name, None, name) for at, name in enumerate(("Responsible", "Accountable"), 1)]
    activities = []
    for activity, (_, *names, remark) in zip(made.activities, rows, strict=True):
        cells = [
            replace(cell, party="", printed=f"{name} {remark}".strip(), marks=(Mark(name, column.role, 1, name),))
            for cell, name, column in zip(activity.cells, names, columns, strict=True)
        ]
        activities.append(replace(activity, cells=tuple(cells)))
    return replace(made, columns=tuple(columns), activities=tuple(activities), layout=Layout.ROLES_AS_COLUMNS)


def test_columns_of_roles_say_the_same_as_columns_of_parties():
    roles = roles_as_columns(("Keep", "Ann", "Bob", ""), ("Sell", "Bob", "Ann", ""))
    parties = version("Keep | R | A\nSell | A | R")
    assert diff_matrices(roles, parties).counts() == diff_matrices(parties, roles).counts() == {}


def test_remarks_in_columns_of_roles_are_named_by_the_role():
    old = roles_as_columns(("Keep", "Ann", "Bob", ""))
    new = roles_as_columns(("Keep", "Ann", "Bob", "(at night)"))
    assert [each.remarks for each in diff_matrices(old, new).changes] == [
        (("Responsible", None, "at night"), ("Accountable", None, "at night"))
    ]


def test_the_legend_is_compared_letter_by_letter():
    old = (LegendEntry("R", "Responsible"), LegendEntry("W", "W", "Witness"), LegendEntry("X", "X", "Extra"))
    new = (LegendEntry("R", "Responsible", "Responsible"), LegendEntry("W", "W", "Wait"), LegendEntry("I", "Informed"))
    diff = diff_matrices(version("Keep | R", legend=old), version("Keep | R", legend=new))
    assert diff.legend == (
        LegendChange("W", "Witness", "Wait"),
        LegendChange("X", "Extra", None),
        LegendChange("I", None, "Informed"),
    )


def test_a_role_that_only_the_legend_knows_is_what_its_wording_says():
    old = version("Keep | W", legend=(LegendEntry("W", "W", "Witness"),))
    assert diff_matrices(old, version("Keep | V", legend=(LegendEntry("V", "V", "Witness"),))).changes == ()
    (change,) = diff_matrices(old, version("Keep | W", legend=(LegendEntry("W", "W", "Waits"),))).changes
    assert (change.gained, change.lost) == ((("Ann", "Waits"),), (("Ann", "Witness"),))


def test_counts_leave_out_what_there_is_none_of_and_keep_the_order_of_kinds():
    old = version("# Run\nKeep it | R | A\nSell within 2 days | R | A\nWash it | R | A\nBuy it | ?", legend=LEGEND)
    new = version(
        "# Run\nKeep it | A | R\nSell within 3 days | R | A\n# Stop\nWash it | R | A\nBuy it | A", legend=LEGEND[:2]
    )
    counts = diff_matrices(old, new).counts()
    assert counts == {
        "added": 1,
        "dropped": 1,
        "reassigned": 1,
        "moved": 2,
        "unsettled": 1,
        "question": 1,
        "sections": 1,
        "legend": 2,
    }
    assert [kind for kind in KINDS if kind in counts] == list(counts)


def test_pairs_and_rows_alone_stand_in_the_order_of_their_version():
    diff = diff_matrices(version("Zinc | R\nCopper | R\nGold | R"), version("Silver | R\nGold | R\nOak | R\nZinc | R"))
    assert [pair.new.text for pair in diff.pairs] == ["Gold", "Zinc"]
    assert [each.text for each in diff.added] == ["Silver", "Oak"]
    assert [each.text for each in diff.dropped] == ["Copper"]
