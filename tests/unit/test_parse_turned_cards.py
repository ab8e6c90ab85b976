"""Lists of parties with what each of them does, which are not those of activities."""

import pytest

from raci_graph.parse import parse
from raci_graph.readers import read_document


def read(text):
    reading = parse(read_document(text.encode(), "a.md"))
    return len(reading.matrices), [(str(each.place), each.message, each.done) for each in reading.findings]


def listed(heads):
    items = {head: "".join(f"- {line}\n" for line in lines) for head, lines in heads}
    return "# RACI\n\n" + "".join(f"## {head}\n\n{lines}\n" for head, lines in items.items())


def test_headings_that_are_posts_over_what_they_do_are_told_and_left_out():
    heads = [
        ("Head baker", ["R: Knead; Heat", "A: Clean"]),
        ("Shop manager", ["R: Clean; Sell", "A: Knead; Heat; Sell"]),
    ]
    said = "'Head baker' and the others with roles below them are parties, and what stands there their work"
    assert read(listed(heads)) == (0, [P01, ("a.md:3", said, "left out")])


def test_east_asian_posts_end_with_such_a_word_and_brackets_of_full_width_do_not_count():
    heads = [
        ("Sponsor\uff08\u7ebf\uff09", ["R: \u76ee\u6807", "A: \u9a8c\u6536"]),
        ("\u4ea7\u54c1\u7ecf\u7406", ["R: \u9700\u6c42", "A: \u5b9e\u73b0"]),
        ("\u524d\u7aef", ["R: \u6846\u67b6", "A: \u67b6\u6784"]),
    ]
    matrices, [_, (place, said, done)] = read(listed(heads))
    assert (matrices, place, done) == (0, "a.md:3", "left out")
    assert said.endswith("and the others with roles below them are parties, and what stands there their work")


P01 = ("a.md", "there is no responsibility matrix in this document", "nothing was read")
UNSURE = "'{}' and the others with roles below them may be parties, and what stands there what they do"


@pytest.mark.parametrize(
    "heads",
    [
        [(each, ["R: Knead the dough; Heat the oven", "A: Clean"]) for each in ("Ann", "Bob", "Cy")],
        [("Ann", ["A: Dough; Oven; Shop", "C: Till"]), ("Bob", ["R: Dough; Oven", "A: Till"])],
        [
            ("Ann", ["R: Dough, Oven", "A: Rye"]),
            ("Bo", ["R: Mill", "A: Till"]),
            ("Shop lead", ["R: Keys", "A: Bills"]),
        ],
    ],
    ids=["longer words behind the letters", "one accountable each", "one post and nothing that comes again"],
)
def test_a_doubt_about_the_direction_is_told(heads):
    matrices, told = read(listed(heads))
    assert (matrices, [each for each in told if each[2] == "read as activities"]) == (
        1,
        [("a.md:3", UNSURE.format("Ann"), "read as activities")],
    )


@pytest.mark.parametrize(
    "heads",
    [
        [("Knead the dough", ["R: Ann", "A: Bob"]), ("Heat", ["R: Cy", "A: Bob"]), ("Sell", ["R: Ann", "A: Bob"])],
        [("Dough", ["R: Head baker; Baker", "A: Owner"]), ("Shop", ["R: Sales manager", "A: Owner"])],
    ],
    ids=["names of a word", "posts behind the letters"],
)
def test_activities_over_parties_are_not(heads):
    assert read(listed(heads)) == (1, [])
