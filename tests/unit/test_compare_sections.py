"""Which sections are the same, and what is said of those that are not."""

from raci_documents.versions import version

from raci_graph.compare import diff_matrices
from raci_graph.compare.changes import Kind, SectionChange
from raci_graph.compare.sections import Sections, plain_path


def sections(old, new):
    return diff_matrices(version(old), version(new)).sections


def test_a_path_is_the_labels_from_the_top_down():
    matrix = version("# 1 Run\n## 1.1 Keep\nKeep it | R")
    found = Sections(matrix)
    assert found.path(matrix.activities[0].section) == ("Run", "Keep")
    assert (found.path(None), found.path("nowhere")) == ((), ())
    assert plain_path(("Run (it)", "KEEP")) == ("run it", "keep")


def test_the_same_path_is_the_same_section_whatever_its_letters():
    assert sections("# 1 Run it\nKeep | R", "# 1 Run it\nKeep | R") == ()
    assert sections("# 1 Run it\nKeep | R", "# 1 RUN IT\nKeep | R") == (
        SectionChange(("Run it",), ("RUN IT",), "1", "1"),
    )


def test_a_section_with_most_of_the_rows_has_another_name():
    old = "# 1 Run\nKeep | R\nSell | R\nWash | R"
    new = "# 2 Do\nKeep | R\nSell | R\n# 3 Clean\nWash | R"
    assert sections(old, new) == (
        SectionChange(("Run",), ("Do",), "1", "2"),
        SectionChange(None, ("Clean",), None, "3"),
    )


def test_with_half_of_the_rows_it_is_another_section():
    old = "# Run\nKeep | R\nSell | R"
    new = "# Do\nKeep | R\n# Clean\nSell | R"
    assert sections(old, new) == (
        SectionChange(("Run",), None),
        SectionChange(None, ("Do",)),
        SectionChange(None, ("Clean",)),
    )


def test_a_section_without_rows_is_known_by_those_below_it():
    old = "# 1 Run\n## 1.1 Keep\nKeep | R\n## 1.2 Sell\nSell | R"
    new = "# 1 Do\n## 1.1 Keep\nKeep | R\n## 1.2 Sell\nSell | R"
    assert sections(old, new) == (SectionChange(("Run",), ("Do",), "1", "1"),)


def test_a_section_that_stands_below_another_one_is_said_to():
    old = "# Run\n## Keep\nKeep | R\n# Stop\nSell | R"
    new = "# Run\n# Stop\nSell | R\n## Keep\nKeep | R"
    diff = diff_matrices(version(old), version(new))
    assert diff.sections == (SectionChange(("Run", "Keep"), ("Stop", "Keep")),)
    assert diff.changes == ()


def test_empty_sections_come_and_go():
    assert sections("# 1 Run\nKeep | R\n# 2 Void", "# 1 Run\nKeep | R\n# 2 Nil") == (
        SectionChange(("Void",), None, "2"),
        SectionChange(None, ("Nil",), None, "2"),
    )


def test_sections_of_one_path_go_together_in_their_order():
    assert sections("# 1 Run\nKeep | R\n# 2 Run\nSell | R", "# 1 Run\nKeep | R\n# 3 Run\nSell | R") == (
        SectionChange(("Run",), ("Run",), "2", "3"),
    )


def test_a_row_in_a_section_of_another_name_has_not_moved_and_one_without_section_has():
    old = "Keep | R\n# Run\nSell | R\nBuy | R"
    new = "# Do\nKeep | R\nSell | R\nBuy | R"
    (change,) = diff_matrices(version(old), version(new)).changes
    assert (change.pair.new.text, change.kinds, change.old_section, change.new_section) == (
        "Keep",
        (Kind.MOVED,),
        (),
        ("Do",),
    )
