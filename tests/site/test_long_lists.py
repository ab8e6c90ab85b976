"""Thousands of sections, rows that name their parties, hundreds of parties, long names: no page is too large."""

import re

import pytest
from playwright.sync_api import expect

from raci_graph.site import build_site
from raci_graph.site.parts import Parts
from raci_graph.site.publish import Folder
from raci_graph.site.tables import LONGEST as LINES
from raci_graph.site.tables import write_long_list

LARGEST = 500_000
SECTIONS = 600
ROWS = 1200
PARTIES = 300
SQUARE = 50
TITLES = 60
MATRICES = 4
LONG = " of the handbook for all who keep the records" * 20


def by_sections():
    lines = ["# By sections", "", "| Activity | Customer | Provider |", "|---|---|---|"]
    for number in range(1, SECTIONS + 1):
        lines += [f"| **Section {number}{LONG}** | | |", f"| Keep record {number} | R | A |"]
    return lines


def by_roles():
    head = ["# By roles", "", "| Activity | Responsible | Accountable | Informed |", "|---|---|---|---|"]
    names = "The customer | The provider | The auditor, the board"
    return [
        *head,
        *(f"| Keep record {number} of the archive of the house | {names} |" for number in range(1, ROWS + 1)),
    ]


def by_parties():
    heads = [f"Team {number} {'of the house ' * 30}" for number in range(1, PARTIES + 1)]
    head = ["# By parties", "", f"| Activity | {' | '.join(heads)} |", f"|{'---|' * (PARTIES + 1)}"]
    return [*head, *(f"| Keep record {row} | {' | '.join(['R', 'A', *('I' * (PARTIES - 2))])} |" for row in (1, 2))]


def all_for_all():
    heads = [f"Team {number}" for number in range(1, SQUARE + 1)]
    head = ["# All for all", "", f"| Activity | {' | '.join(heads)} |", f"|{'---|' * (SQUARE + 1)}"]
    first = ["| **Part 1** |", f"| Keep record 1 |{' RA |' * SQUARE}"]
    rest = (each for row in range(2, SQUARE + 1) for each in (f"| **Part {row}** |", f"| Keep record {row} | R | A |"))
    return [*head, *(f"{line}{' |' * (SQUARE + 2 - line.count('|'))}" for line in (*first, *rest))]


def titled(number):
    table = ["", "| Activity | Customer | Provider |", "|---|---|---|", f"| Keep record {number} | R | A |"]
    return [f"# Title {number}{LONG * 8}", *table]


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """The folder of the site, and the page of each matrix in it by its title."""
    top = tmp_path_factory.mktemp("long")
    texts = {"sections": by_sections(), "roles": by_roles(), "parties": by_parties(), "all": all_for_all()}
    texts |= {f"title-{number}": titled(number) for number in range(TITLES)}
    sources = [top / f"{name}.md" for name in texts]
    for path, lines in zip(sources, texts.values(), strict=True):
        path.write_text("\n".join([*lines, ""]), "utf-8")
    build_site(list(map(str, sources)), top / "public")
    pages = {}
    for page in (top / "public").glob("id/urn/uuid/*/index.html"):
        pages[re.search("<title>(.*)</title>", page.read_text("utf-8"))[1]] = page
    return top / "public", pages


def test_no_page_is_too_large(places):
    top, _ = places
    files = [*top.rglob("*.html"), *top.rglob("more-*.js"), *top.rglob("origins-*.js")]
    sizes = {path.relative_to(top).as_posix(): path.stat().st_size for path in files}
    assert {path: size for path, size in sizes.items() if size > LARGEST} == {}


@pytest.fixture
def opened(places, visit):
    """``opened("By roles")``: opens the page of a matrix as a file."""

    def open_page(title):
        visit.page.goto(places[1][title].as_uri())
        return visit.page

    yield open_page
    assert visit.schemes_and_hosts() == {("file", "")}


def test_sections_stand_in_their_order_and_with_their_rows(opened):
    page = opened("By sections")
    heads, rows = page.locator("#matrix tr.head"), page.locator("#matrix tr[id]")
    numbers = [int(text.split()[1]) for text in heads.all_inner_texts()]
    assert numbers == list(range(1, SECTIONS + 1))
    ids = rows.evaluate_all("(all) => all.map((each) => [each.id, each.parentElement.id])")
    assert ids == [[f"row-{number}", f"rows-{number}"] for number in range(1, SECTIONS + 1)]
    page.get_by_label("Section", exact=True).select_option(index=SECTIONS)
    expect(page.locator("#count")).to_have_text(f"1 of {SECTIONS} rows")
    assert page.locator("#matrix tr[id]:visible th").inner_text() == f"Keep record {SECTIONS}"
    assert page.locator("#matrix tr.head:visible").count() == 1


def test_what_is_said_to_be_missing_counts_no_headings(places):
    text = places[1]["By sections"].read_text("utf-8")
    said = int(re.search(r"(\d+) of its rows,", text)[1])
    assert 0 < said < SECTIONS
    assert said == SECTIONS - text.count('<tr id="row-')


def test_the_table_as_printed_is_whole(places, opened):
    text = places[1]["By roles"].read_text("utf-8")
    assert f"{ROWS:,} of its rows as printed" in text
    rows = opened("By roles").locator("#all-printed tr")
    assert rows.locator("th").all_inner_texts() == [
        f"Keep record {number} of the archive of the house" for number in range(1, ROWS + 1)
    ]


def test_the_totals_of_all_parties_are_there(opened):
    page = opened("By parties")
    assert page.locator("#party option").count() == PARTIES + 1
    assert page.locator("#all-above li").count() == PARTIES
    assert page.locator("#all-totals tr").count() == PARTIES
    assert page.locator("#all-totals tr").first.locator("td").all_inner_texts() == ["2", "0", "0", "0"]


def test_figures_of_many_parties_are_left_out(opened):
    page = opened("All for all")
    assert page.locator("#matrix tr[id]").count() == SQUARE
    assert page.locator("figure").count() == 0
    assert page.locator("#all-figures ~ p.none").all_inner_texts() == [
        f"Too large for a page, and left out: {name}. raci-graph report --figures draws it."
        for name in ("Load by phase", "Hand-overs", "Who does what")
    ]


def test_lists_with_long_names_are_whole(places, visit):
    top, _ = places
    visit.page.goto((top / "index.html").as_uri())
    assert visit.page.locator("#first-matrices li").count() == TITLES + MATRICES
    visit.page.goto((top / "matrices/index.html").as_uri())
    assert visit.page.locator("#rows-1 tr").count() == TITLES + MATRICES


def test_each_page_of_a_list_has_files_of_its_own(tmp_path):
    count = 2 * LINES
    rows = ((f"line {number}{LONG}{LONG[:200]}",) for number in range(count))
    write_long_list(Folder(tmp_path), "a", ("Name",), rows, count, title="Lines")
    scripts = ["more-1.js", "page-2-more-1.js"]
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == sorted(["index.html", "page-2.html", *scripts])
    for name, script, first in (("index.html", scripts[0], 0), ("page-2.html", scripts[1], LINES)):
        page = (tmp_path / "a" / name).read_text("utf-8")
        assert re.findall('<script src="(.*?)"', page) == [script, "../assets/more.js"]
        both = page + (tmp_path / "a" / script).read_text("utf-8")
        assert list(map(int, re.findall(r'<td dir=\\?"auto\\?">line (\d+) ', both))) == list(
            range(first, first + LINES)
        )


def test_a_page_at_the_top_has_its_files_beside_it(tmp_path):
    made = Parts({"rows": 0})
    made.keep("rows", "all", caller=lambda: "<li>one</li>")
    made.write(Folder(tmp_path))
    text = '(globalThis.raciMore ??= []).push(...[["all", "<li>one</li>"]]);\n'
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"more-1.js": text}
