"""A matrix of 1,000 rows and eight parties: its page is small, and has all that the page of a small one has."""

import json
import re
from functools import partial

import pytest
from playwright.sync_api import expect

from raci_graph.site import build_site
from raci_graph.site.parts import MOST, Parts
from raci_graph.site.publish import Folder
from raci_graph.site.view import write_page

ROWS = 1000
LARGEST = 500_000
PUSH = "(globalThis.raciMore ??= []).push(...["
WITHOUT_MANY = """() => {
  const alike = "#matrix tr[id][hidden], #all-hand-overs li:nth-child(n + 20)";
  for (const each of document.querySelectorAll(alike)) each.remove();
}"""
"""Takes out of the page what is there a thousand times, but for the rows in sight: an element more is no fault more."""
LETTERS = ("R", "A", "C", "I", "", "C", "I", "I")


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """The site of the large matrix, and the path of its page in it."""
    top = tmp_path_factory.mktemp("large")
    heads = [f"Team {name}" for name in "ABCDEFGH"]
    lines = ["# Many duties", "", f"| Activity | {' | '.join(heads)} |", f"|{'---|' * 9}"]
    for row in range(1, ROWS + 1):
        letters = [LETTERS[(row + at) % 8] for at in range(8)]
        if row == ROWS:
            letters[2] = "X?"
        lines.append(f"| Keep the backup of mailbox number {row} | {' | '.join(letters)} |")
    (top / "large.md").write_text("\n".join([*lines, ""]), "utf-8")
    build_site([str(top / "large.md")], top / "public")
    [page] = (top / "public").glob("id/urn/uuid/*/index.html")
    return top / "public", page


@pytest.fixture
def page(large, visit):
    """``page("#row-7")``: opens the page as a file; nothing else may be asked for."""
    _, path = large

    def open_page(fragment=""):
        visit.page.goto(path.as_uri() + fragment)
        return visit.page

    yield open_page
    assert visit.schemes_and_hosts() == {("file", "")}


def test_the_page_and_the_files_beside_it_are_small(large):
    top, path = large
    sizes = {each.name: each.stat().st_size for each in (*top.rglob("*.html"), *path.parent.glob("*.js"))}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert sorted(each.name for each in path.parent.glob("*.js")) == [
        *(f"more-{at}.js" for at in range(1, 4)),
        *(f"origins-{at}.js" for at in range(1, 9)),
    ]


def test_every_row_stands_once_in_the_page_or_beside_it(large):
    _, path = large
    texts = [each.read_text("utf-8") for each in (path, *sorted(path.parent.glob("more-*.js")))]
    found = [int(number) for text in texts for number in re.findall(r'<tr id=\\?"row-(\d+)\\?"', text)]
    assert found == list(range(1, ROWS + 1))
    origins = "".join(each.read_text("utf-8") for each in path.parent.glob("origins-*.js"))
    assert sorted(map(int, re.findall(r'popover id=\\"o(\d+)\\"', origins))) == found


def test_all_rows_are_filtered(page):
    shown = page()
    assert shown.locator("#count").inner_text() == "1000 of 1000 rows"
    shown.get_by_label("Text", exact=True).fill("number 99")
    expect(shown.locator("#count")).to_have_text("19 of 1000 rows")
    shown.get_by_label("Party", exact=True).select_option("Team A")
    shown.get_by_label("Role", exact=True).select_option("Accountable")
    expect(shown.locator("#count")).to_have_text("1 of 1000 rows")
    assert shown.locator("#matrix tr[id]:visible").get_attribute("id") == "row-993"


def test_a_row_beside_the_page_says_where_it_comes_from_and_what_was_found(page, visit):
    shown = page()
    assert [url.rpartition("/")[2] for url in visit.asked if "origins" in url] == []
    shown.locator("#row-1000 td.cell button").nth(2).click()
    expect(shown.locator("#o1000")).to_be_visible()
    assert shown.locator("#o1000 dt.asked").inner_text() == "Team C"
    assert shown.locator("#o1000 dt.asked + dd").inner_text() == (
        "As printed: X?. Place: large.md:1004:52. Ground: not settled."
    )
    shown.keyboard.press("Escape")
    expect(shown.locator("#o1000")).to_be_hidden()
    shown.locator("#row-999 td.cell button").first.press("Enter")
    expect(shown.locator("#o999")).to_be_visible()
    assert [url.rpartition("/")[2] for url in visit.asked if "origins" in url] == ["origins-8.js"]
    assert shown.locator("#row-1000 .found").first.inner_text().startswith("P03 violation: ")
    assert shown.locator("#all-findings a[href='#row-1000']").count() == shown.locator("#row-1000 .found").count()
    assert shown.locator("#all-hand-overs a[href='#row-999']").count() == 1
    assert shown.locator("figcaption").all_inner_texts() == ["Load by phase", "Hand-overs"]
    assert shown.locator("#all-figures ~ p.none").all_inner_texts() == [
        "Too large for a page, and left out: Who does what. raci-graph report --figures draws it."
    ]


def test_an_address_leads_to_a_row_beside_the_page(page):
    shown = page("#row-900")
    expect(shown.locator("#row-900")).to_be_in_viewport()
    assert shown.locator("#row-900:target").count() == 1
    shown = page("#text=number+1000")
    expect(shown.locator("#count")).to_have_text("1 of 1000 rows")


def test_it_has_no_serious_fault(page, grave_faults):
    shown = page("#text=number+99")
    shown.locator("#row-990 td.cell button").first.click()
    expect(shown.locator("#o990")).to_be_visible()
    shown.evaluate(WITHOUT_MANY)
    assert shown.locator("#matrix tr[id]").count() == 19
    assert grave_faults(shown) == []


def test_without_scripts_it_says_what_is_missing(large, chromium):
    _, path = large
    context = chromium.new_context(java_script_enabled=False)
    shown = context.new_page()
    shown.goto(path.as_uri())
    rows = shown.locator("#matrix tr[id]").count()
    said = shown.locator("noscript").inner_text()
    context.close()
    assert said == (
        f"A script adds what has no room in this page: {ROWS - rows} of its rows, 2 of its findings, "
        "1,000 of its hand-overs, 2 of its figures, 1,000 of its dialogs that say where cells come from. "
        "Without it, all of that is in the files."
    )
    assert 0 < rows < ROWS


def test_a_page_of_changes_is_small_too(tmp_path):
    table = [("changed", str(row), str(row), "Keep it </script> " * 9, "Keep it", "R") for row in range(3500)]
    group = {"kind": "cell", "heading": "Cells", "sentences": [f"sentence {at} is told" for at in range(2000)]}
    diff = {"title": "Mail", "old": None, "new": None, "summary": "Much.", "groups": [group], "rows": table}
    write_page(Folder(tmp_path), "a/index.html", "diff", title="What changed", columns=list("abcdef"), diffs=[diff])
    page = (tmp_path / "a/index.html").read_text("utf-8")
    files = [f"more-{at}.js" for at in range(1, 4)]
    assert sorted(each.name for each in (tmp_path / "a").iterdir()) == ["index.html", *files]
    assert MOST - 1000 < len(page) < LARGEST
    assert re.findall(r'<script src="([^"]+)"', page) == [*files, "../assets/more.js"]
    assert page.count(" is told</li>") == 2000
    rows = page.count('<tr><th scope="row"')
    left = [(tmp_path / "a" / name).read_text("utf-8") for name in files]
    assert f"A script adds what has no room in this page: {3500 - rows:,} of its rows.</p>" in page
    found = json.loads(left[0].removeprefix(PUSH).removesuffix("]);\n"))
    assert found[0] == "matrix-1-rows"
    assert found[1].startswith(f'<tr><th scope="row">changed</th><td class="number">{rows}</td>')
    assert sum(text.count("<tr>") for text in left) == 3500 - rows


def kept(parts, sizes):
    pieces = [(kind, number, "x" * size) for number, (kind, size) in enumerate(sizes)]
    return [parts.keep(kind, kind, number, caller=partial(str, text)) != "" for kind, number, text in pieces]


def test_a_page_with_room_keeps_all_of_it():
    parts = Parts()
    assert kept(parts, [("rows", MOST), ("origins", 9)]) == [True, True]
    assert (parts.scripts, parts.first_rows, parts.kinds) == ([], [], [])


def test_what_is_asked_for_least_leaves_first_and_of_each_kind_the_last():
    pieces = [("rows", 30), ("rows", 30), ("origins", 40), ("origins", 40), ("findings", 5), ("findings", 5)]
    first = Parts()
    kept(first, pieces)
    assert first.room(MOST) == {}
    assert first.room(MOST + 10) == {"origins": 70}
    before = {"origins": 0, "choices": 0, "figures": 0, "hand-overs": 0, "rows as printed": 0}
    assert first.room(MOST + 85) == {**before, "findings": 5}
    second = Parts(first.room(MOST + 85))
    assert kept(second, pieces) == [True, True, False, False, True, False]
    assert (second.scripts, second.first_rows) == (["more-1.js"], [2])
    assert second.kinds == [("findings", 1), ("origins", 2)]
    third = Parts(first.room(MOST + 100))
    assert kept(third, pieces) == [True, False, False, False, False, False]
    assert third.kinds == [("rows", 1), ("findings", 2), ("origins", 2)]
