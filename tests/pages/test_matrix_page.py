"""The page of ``render --to html`` in a real browser, opened as a file: filters, keyboard, files, no request."""

import csv
import io
import unicodedata
from dataclasses import replace

import pyoxigraph as ox
import pytest
from playwright.sync_api import expect
from raci_documents.versions import version

from raci_graph.cli.checks import Wish, checked_sources
from raci_graph.render import render
from raci_graph.sources import read_source

HEBREW = "\u05e0\u05d9\u05d4\u05d5\u05dc | RA | I\n\u05d2\u05d9\u05d1\u05d5\u05d9 | I | RA\nMove it | C | RA"
HEBREW_PARTIES = ("\u05dc\u05e7\u05d5\u05d7", "\u05e1\u05e4\u05e7")
PARTIES = tuple(f"Party {at} of the customer relations and support" for at in range(1, 31))
HARM = "</script><img src=x onerror=alert(1)><b onclick='alert(2)'>x"


@pytest.fixture(scope="module")
def matrices():
    """What is shown, by name, with what was found in it."""
    [checked] = checked_sources(("hosted-exchange",), Wish())
    [matrix] = checked.source.matrices
    long = "Keep" + "ing" * 60
    roomy = version(f"# 1 Run\n# 1.1 Day\n{long} | R (daily) | A\nWash | ? | C\n# 2 Stop\nEnd | R | A", title=long)
    hebrew = version(HEBREW, HEBREW_PARTIES)
    hebrew = replace(
        hebrew, legend=tuple(replace(entry, text="\u05d1\u05d9\u05e6\u05d5\u05e2") for entry in hebrew.legend)
    )
    return {
        "hosted-exchange": (matrix, checked.findings),
        "hebrew": (hebrew, ()),
        "harm": (version(f"# 1 {HARM}\n{HARM} | R | A", (HARM, "Bob"), title=HARM), ()),
        "long": (roomy, ()),
        "broad": (version(f"Run it{' | R' * 30}", tuple(f"Party {at}" for at in range(1, 31))), ()),
        "many": (version("\n".join(f"Do number {at}{' | R' * 30}" for at in range(1, 61)), PARTIES), ()),
    }


@pytest.fixture(scope="module")
def page_file(matrices, tmp_path_factory):
    """``page_file("hebrew")``: the file with the page of a matrix."""
    folder = tmp_path_factory.mktemp("pages")
    for name, (matrix, findings) in matrices.items():
        (folder / f"{name}.html").write_text(render("html", matrix, findings), "utf-8")
    return lambda name: folder / f"{name}.html"


@pytest.fixture
def visit(chromium, page_file):
    """``visit("hebrew", "#row-2", color_scheme="dark")``: opens a page, which must ask for nothing and not complain."""
    contexts, asked, complaints, own = [], [], [], set()

    def open_page(name="hosted-exchange", fragment="", **wishes):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **wishes})
        contexts.append(context)
        context.on("request", lambda each: asked.append(each.url))
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        address = page_file(name).as_uri()
        own.add(address)
        page.goto(address + fragment)
        page.wait_for_load_state("networkidle")
        return page

    yield open_page
    outside = [url for url in asked if not url.startswith(("data:", "blob:")) and url.partition("#")[0] not in own]
    assert (outside, complaints) == ([], [])
    for context in contexts:
        context.close()


def rows(page):
    """The numbers of the rows that are seen."""
    found = page.locator("#matrix tr[id]:visible").all()
    return [int(row.get_attribute("id").removeprefix("row-")) for row in found]


def headings(page):
    return page.locator("#matrix tr.head:visible").all_inner_texts()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["hosted-exchange", "hebrew", "harm", "long"])
@pytest.mark.parametrize("width", [1280, 320])
def test_it_has_no_grave_fault_and_no_sideways_scroll(name, scheme, width, visit, grave_faults):
    page = visit(name, color_scheme=scheme, viewport={"width": width, "height": 800})
    assert grave_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("#row-1 td.cell button").first.click()
    expect(page.locator("#o1")).to_be_visible()
    assert grave_faults(page) == []


@pytest.mark.parametrize(
    ("party", "role", "found"),
    [
        ("Customer", "", 30),
        ("OVHcloud", "", 42),
        ("", "Accountable", 49),
        ("", "Consulted", 0),
        ("Customer", "Accountable", 16),
    ],
)
def test_rows_are_filtered_by_party_and_role(party, role, found, visit):
    page = visit()
    assert page.locator("#count").inner_text() == "49 of 49 rows"
    page.get_by_label("Party", exact=True).select_option(party)
    page.get_by_label("Role", exact=True).select_option(role)
    expect(page.locator("#count")).to_have_text(f"{found} of 49 rows")
    assert len(rows(page)) == found
    assert page.locator("#none").is_visible() == (found == 0)


def test_rows_are_filtered_by_section_with_those_inside_it(visit):
    page = visit()
    page.get_by_label("Section", exact=True).select_option("3")
    expect(page.locator("#count")).to_have_text("33 of 49 rows")
    assert rows(page) == list(range(11, 44))
    page.get_by_label("Section", exact=True).select_option("3.1.1")
    expect(page.locator("#count")).to_have_text("9 of 49 rows")
    assert headings(page) == ["3 Service usage", "3.1 Operations", "3.1.1 Daily operations"]
    page.get_by_role("button", name="Show all rows").click()
    expect(page.locator("#count")).to_have_text("49 of 49 rows")
    assert len(headings(page)) == 24


def test_rows_are_filtered_by_words_without_accents(visit, matrices):
    page = visit()
    page.get_by_label("Text", exact=True).fill("BACK\u00dcP")
    expect(page.locator("#count")).to_have_text("3 of 49 rows")
    assert rows(page) == [19, 31, 40]
    page.get_by_label("Text", exact=True).fill("ba\u0301ckup service")
    expect(page.locator("#count")).to_have_text("2 of 49 rows")
    labels = {
        each.row: unicodedata.normalize("NFC", each.label.lower()) for each in matrices["hosted-exchange"][0].activities
    }
    assert rows(page) == [row for row, label in labels.items() if "backup" in label and "service" in label]


def test_rows_are_filtered_by_findings_and_by_doubt(visit):
    page = visit()
    page.get_by_label("with findings").check()
    expect(page.locator("#count")).to_have_text("29 of 49 rows")
    page.get_by_label("Party", exact=True).select_option("Customer")
    page.get_by_label("Role", exact=True).select_option("Informed")
    expect(page.locator("#count")).to_have_text("0 of 49 rows")
    page.get_by_label("Role", exact=True).select_option("Responsible")
    expect(page.locator("#count")).to_have_text("8 of 49 rows")
    assert page.get_by_label("not settled", exact=True).count() == 0
    other = visit("long")
    other.get_by_label("not settled", exact=True).check()
    expect(other.locator("#count")).to_have_text("1 of 3 rows")
    assert rows(other) == [2]


def test_a_view_is_in_the_address_and_comes_back(visit):
    page = visit()
    page.get_by_label("Party", exact=True).select_option("Customer")
    page.get_by_label("Role", exact=True).select_option("Accountable")
    page.get_by_label("Text", exact=True).fill("access")
    expect(page.locator("#count")).to_have_text("3 of 49 rows")
    fragment = page.evaluate("location.hash")
    assert fragment == "#party=Customer&role=Accountable&text=access"
    again = visit("hosted-exchange", fragment)
    assert rows(again) == rows(page) == [20, 22, 23]
    assert again.get_by_label("Role", exact=True).input_value() == "Accountable"
    again.get_by_role("button", name="Show all rows").click()
    expect(again.locator("#count")).to_have_text("49 of 49 rows")
    assert again.evaluate("location.hash") == ""


def test_an_address_that_names_what_is_not_there_shows_all_rows(visit):
    page = visit("hosted-exchange", "#party=Nobody&role=%3Cscript%3E&other=1")
    assert page.locator("#count").inner_text() == "49 of 49 rows"


def test_a_link_to_a_row_that_is_filtered_away_shows_it(visit):
    page = visit("hosted-exchange", "#party=Customer&role=Accountable&text=access")
    page.locator("#findings ~ .wide a[href='#row-18']").first.click()
    expect(page.locator("#count")).to_have_text("49 of 49 rows")
    expect(page.locator("#row-18")).to_be_in_viewport()
    assert page.locator("#row-18:target").count() == 1


def test_the_page_is_used_by_keyboard(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.get_by_label("Party", exact=True).focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#count")).to_have_text("30 of 49 rows")
    page.get_by_role("link", name="Skip the table").focus()
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("id") == "box"
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("aria-label") == "RA: Responsible, Accountable"
    page.keyboard.press("Enter")
    expect(page.locator("#o1")).to_be_visible()
    assert page.locator("#o1 dt.asked").inner_text() == "Customer"
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Close"
    page.keyboard.press("Escape")
    expect(page.locator("#o1")).to_be_hidden()
    assert page.locator(":focus").get_attribute("popovertarget") == "o1"


def test_a_cell_of_the_second_source_says_where_it_comes_from(visit):
    page = visit()
    page.locator("#row-3 td.cell button").nth(1).click()
    said = page.locator("#o3 dt.asked ~ dd").all_inner_texts()
    assert page.locator("#o3 dt.asked").inner_text() == "OVHcloud"
    assert said[0] == "As printed: RA. Place: source.txt:15:92. Ground: a second source shows it."
    assert said[1].startswith("Decision: 3-2: OVHcloud RA (The raci_graph maintainers, 2026-11-25). The plain text has")
    page.locator("#o3").get_by_role("button", name="Close").click()
    expect(page.locator("#o3")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 320])
def test_where_a_cell_comes_from_is_seen_wherever_the_cell_stands(width, visit):
    page = visit(viewport={"width": width, "height": 700})
    for row, block in ((1, "start"), (20, "center"), (49, "end"), (3, "center")):
        for button in page.locator(f"#row-{row} td.cell button").all():
            button.evaluate("(each, block) => each.scrollIntoView({ block })", block)
            button.click()
            box = page.locator(f"#o{row}").bounding_box()
            assert (box["x"] >= 0, box["x"] + box["width"] <= width) == (True, True), row
            assert (box["y"] >= 0, box["y"] + box["height"] <= 700, box["height"] > 120) == (True, True, True), row
            page.keyboard.press("Escape")


def test_of_many_cells_the_one_that_was_asked_for_is_in_sight(visit):
    page = visit("broad")
    page.locator("#row-1 td.cell button").nth(24).click()
    asked = page.locator("#o1 dt.asked")
    expect(asked).to_have_text("Party 25")
    expect(asked).to_be_in_viewport()
    expect(page.locator("#o1 dt").first).not_to_be_in_viewport()


def test_the_name_of_a_row_stays_in_sight_beside_many_parties(visit):
    page = visit("many")
    label = page.locator("#row-30 th")
    assert label.bounding_box()["width"] >= 256
    page.locator("#row-30 td.cell button").nth(29).scroll_into_view_if_needed()
    expect(label).to_be_in_viewport()
    box, name = page.locator("#box").bounding_box(), label.bounding_box()
    assert (page.evaluate("box.scrollLeft > 1000"), round(name["x"] - box["x"])) == (True, 1)


def test_what_has_the_focus_is_hidden_by_no_header(visit):
    page = visit("many", viewport={"width": 1280, "height": 700})
    page.locator("#row-12 td.cell button").nth(5).focus()
    hidden = []
    for _ in range(100):
        page.keyboard.press("Shift+Tab")
        seen = page.evaluate(
            """() => {
              const { x, y, width, height } = document.activeElement.getBoundingClientRect();
              return [[2, 2], [width - 2, height - 2]].every(([right, down]) =>
                document.elementFromPoint(x + right, y + down)?.closest("td") === document.activeElement.closest("td"));
            }"""
        )
        if not seen:
            hidden.append(page.evaluate("document.activeElement.closest('tr').id"))
    assert hidden == []


def test_the_files_come_out_as_they_were_put_in(visit, matrices):
    page = visit()
    matrix, findings = matrices["hosted-exchange"]
    got = {}
    for label in ("CSV", "XLSX", "Turtle", "JSON-LD"):
        with page.expect_download() as download:
            page.get_by_role("link", name=label, exact=True).click()
        got[download.value.suggested_filename] = download.value.path().read_bytes()
    stem = "hosted-exchange-2022-11-15"
    assert list(got) == [f"{stem}.{ending}" for ending in ("csv", "xlsx", "ttl", "jsonld")]
    assert got[f"{stem}.xlsx"] == render("xlsx", matrix, findings)
    triples = set(read_source("hosted-exchange").triples)
    assert {each.triple for each in ox.parse(got[f"{stem}.ttl"], ox.RdfFormat.TURTLE)} == triples
    assert {each.triple for each in ox.parse(got[f"{stem}.jsonld"], ox.RdfFormat.JSON_LD)} == triples
    records = list(csv.reader(io.StringIO(got[f"{stem}.csv"].decode())))
    assert len([record for record in records if record[2] or record[3]]) == 50


def test_all_is_there_without_scripts(visit):
    page = visit(java_script_enabled=False)
    assert page.locator("#filters").is_hidden()
    assert len(rows(page)) == 49
    page.locator("#row-1 td.cell button").first.click()
    expect(page.locator("#o1")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Turtle", exact=True).click()
    assert download.value.suggested_filename == "hosted-exchange-2022-11-15.ttl.gz"


def test_a_table_from_right_to_left_begins_at_the_right(visit):
    page = visit("hebrew")
    heads = page.locator("#matrix thead th")
    places = [each.bounding_box()["x"] for each in heads.all()]
    assert places == sorted(places, reverse=True)
    assert page.locator("h1").evaluate("each => getComputedStyle(each).direction") == "ltr"
    label = page.locator("#row-1 th")
    assert label.evaluate("each => getComputedStyle(each).direction") == "rtl"


def test_a_narrow_window_shows_the_first_columns_of_a_table_from_right_to_left(visit):
    page = visit("hebrew", viewport={"width": 320, "height": 800})
    assert page.evaluate("box.scrollWidth > box.clientWidth")
    box, name = page.locator("#box").bounding_box(), page.locator("#row-1 td.number").bounding_box()
    assert round(box["x"] + box["width"] - name["x"] - name["width"]) == 1


def test_the_heat_map_from_right_to_left_begins_at_the_right(visit):
    page = visit("hebrew")
    assert page.locator("#all-figures + p").count() == 0
    heat_map = page.locator("figure.heat-map svg")
    whole = heat_map.bounding_box()
    first, second = (heat_map.locator("text", has_text=name).first.bounding_box() for name in HEBREW_PARTIES)
    label = heat_map.locator("text", has_text="Move it").bounding_box()
    assert label["x"] > first["x"] > second["x"]
    boxes = [each.bounding_box() for each in heat_map.locator("text, rect").all()]
    assert [
        box for box in boxes if box["x"] < whole["x"] or box["x"] + box["width"] > whole["x"] + whole["width"]
    ] == []


def test_the_other_figures_from_right_to_left_begin_at_the_right(visit):
    page = visit("hebrew")
    loads, handed = (page.locator(f"figure.{kind} svg") for kind in ("load-by-phase", "hand-overs"))
    for figure in (loads, handed):
        whole = figure.bounding_box()
        ends = [
            (box["x"], box["x"] + box["width"])
            for box in (each.bounding_box() for each in figure.locator("text").all())
        ]
        assert min(left for left, _ in ends) >= whole["x"]
        assert max(right for _, right in ends) <= whole["x"] + whole["width"]
    rows, name = (loads.locator("text", has_text=text).first.bounding_box() for text in ("3 rows", "In no section"))
    assert rows["x"] < name["x"]
    answers, does = (handed.get_by_text(text, exact=True).bounding_box() for text in ("answers", "does the work"))
    assert does["x"] + does["width"] < answers["x"]


def test_a_meaning_from_right_to_left_stands_beside_its_letter(visit):
    page = visit("hebrew")
    letter, meaning = (page.locator(f".key {name}").first.bounding_box() for name in ("dt", "dd"))
    assert meaning["x"] - letter["x"] < 100


def test_hostile_texts_do_nothing(visit):
    page = visit("harm")
    assert page.locator("h1").inner_text() == HARM
    assert page.locator("#matrix img, #matrix b, main > b").count() == 0
    page.locator("#row-1 td.cell button").first.hover()
    page.get_by_label("Party", exact=True).select_option(HARM)
    expect(page.locator("#count")).to_have_text("1 of 1 rows")
