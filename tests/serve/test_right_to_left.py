"""Matrices that are written from right to left, in the pages of the server and in a real browser."""

from urllib.parse import urlencode

import pytest
from selectolax.lexbor import LexborHTMLParser

FORM = "application/x-www-form-urlencoded"
MATRIX = """# מטריצת אחריות

| פעילות | לקוח | ספק | מבקר |
|---|---|---|---|
| פתיחת תיבת דואר | R | A | I |
| גיבוי הנתונים | I | RA | C |
| Restore the data | C | RA | I |
"""


@pytest.fixture(scope="module")
def hebrew(start, tmp_path_factory):
    path = tmp_path_factory.mktemp("hebrew") / "page.md"
    path.write_text(MATRIX, "utf-8")
    return start(path)


@pytest.fixture
def page(chromium, hebrew):
    """``page("/")``: opens a page of the server, in a window of the width that is wished for."""
    contexts = []

    def open_page(path, width=1280):
        context = chromium.new_context(viewport={"width": width, "height": 800})
        contexts.append(context)
        opened = context.new_page()
        opened.goto(hebrew.address.rstrip("/") + path)
        return opened

    yield open_page
    for context in contexts:
        context.close()


def lefts(found):
    return [each.bounding_box()["x"] for each in found.all()]


def open_matrix(page, width):
    opened = page("/", width)
    opened.locator("main table a").first.click()
    opened.wait_for_url("**/matrix?*")
    return opened


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_of_the_matrix_begins_at_the_right(width, page, grave_faults):
    opened = open_matrix(page, width)
    heads = opened.locator("#matrix thead th")
    assert heads.all_inner_texts() == ["Row", "Activity", "לקוח", "ספק", "מבקר"]
    assert lefts(heads) == sorted(lefts(heads), reverse=True)
    box, table = (opened.locator(each).bounding_box() for each in (".wide:has(#matrix)", "#matrix"))
    assert table["x"] + table["width"] == box["x"] + box["width"]
    row = opened.locator("#matrix tbody tr").first.locator("th a")
    cell = opened.locator("#matrix tbody tr").first.locator("th")
    assert cell.evaluate("(each) => getComputedStyle(each).textAlign") == "right"
    assert row.bounding_box()["x"] > cell.bounding_box()["x"]
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert grave_faults(opened) == []


@pytest.mark.parametrize("width", [1280, 360])
def test_the_answer_to_a_question_begins_at_the_right(width, page, grave_faults):
    opened = page("/questions/02-responsibilities-of-party", width)
    heads = opened.locator("#answer thead th")
    assert heads.count() > 4
    assert lefts(heads) == sorted(lefts(heads), reverse=True)
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert grave_faults(opened) == []


@pytest.mark.parametrize(
    ("words", "direction"), [(("one", "שתיים", "three"), "ltr"), (("אחת", "שתיים", "three"), "rtl")]
)
def test_an_answer_has_the_direction_of_most_of_its_rows(words, direction, hebrew):
    query = f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {' '.join(f'(1 {word!r})' for word in words)} }} }}"
    answer = hebrew.ask("/editor", method="POST", body=urlencode({"query": query}), Content_Type=FORM)
    tree = LexborHTMLParser(answer.text)
    assert len(tree.css("#answer tbody tr")) == 3
    assert tree.css_first("#answer").attributes["dir"] == direction


def test_the_heat_map_begins_at_the_right(page):
    opened = open_matrix(page, 1280)
    heat_map = opened.locator("figure svg").last
    whole = heat_map.bounding_box()
    parties = [heat_map.locator("text", has_text=name).first for name in ("לקוח", "ספק", "מבקר")]
    places = [each.bounding_box()["x"] for each in parties]
    assert places == sorted(places, reverse=True)
    label = heat_map.locator("text", has_text="גיבוי הנתונים").bounding_box()
    assert label["x"] > places[0]
    boxes = [each.bounding_box() for each in heat_map.locator("text, rect").all()]
    assert [
        box for box in boxes if box["x"] < whole["x"] or box["x"] + box["width"] > whole["x"] + whole["width"]
    ] == []
