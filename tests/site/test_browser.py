"""The site in a real browser: from files, and the page of queries from a server. Nothing outside is asked for."""

import io
import json
import re

import pytest
from pypdf import PdfReader

HOSTED = "id/ovhcloud/hosted-exchange/2022-11-15/index.html"
PATIENCE = 60_000
TABLE = ".tabPanel.active .yasr table tbody tr"
LINK_PARTS = ("each.title", "each.getAttribute('href')")
RUN = ".tabPanel.active .yasqe_queryButton"
LOOKED_AT = [
    "index.html",
    "matrices/index.html",
    "parties/index.html",
    "services/index.html",
    "id/index.html",
    HOSTED,
    "id/ovhcloud/party/customer/index.html",
    "id/activity-types/index.html",
    "id/activity-type/make-backups/index.html",
    "id/controls/index.html",
    "id/control/iso-27001-2022/index.html",
    "id/control/iso-27001-2022/A.8.13/index.html",
    "404.html",
    "id/town/loans/2026-05-01/changes/index.html",
    "compare/index.html",
    "compare/services.html",
    "questions/index.html",
    "query/index.html",
    "rules/index.html",
    "rules/W02.html",
    "ns/index.html",
    "ns/pylode.html",
    "shapes/index.html",
    "search/index.html",
]


@pytest.mark.parametrize("visit", ["light", "dark"], indirect=True)
def test_no_page_has_a_serious_fault(from_files, grave_faults):
    faults = {path: grave_faults(from_files(path)) for path in LOOKED_AT}
    assert {path: found for path, found in faults.items() if found} == {}


def hits(page):
    page.locator("#said:not(:empty)").wait_for()
    return page.locator("#hits a").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("backup recovery", ["Realize backup recovery", "Restore from backups"]),
        ("BACKÚP récov", ["Realize backup recovery", "Restore from backups"]),
        (
            "hosted exchange",
            [
                "Hosted Exchange Responsibility model",
                "Hosted Exchange",
                "Monitor business process hosted on the Exchange service",
            ],
        ),
        ("النسخ", ["النسخ الاحتياطي"]),
        ("W02", ["W02 Several parties answer for an activity"]),
        ("zzz", []),
    ],
)
def test_the_search_finds(words, found, from_files):
    page = from_files("search/index.html")
    page.get_by_label("Words").fill(words)
    assert hits(page) == found


def test_the_search_is_kept_in_the_address_and_leads_to_the_row(from_files):
    page = from_files("search/index.html", "#q=backup+recovery")
    assert hits(page)[0] == "Realize backup recovery"
    page.get_by_role("link", name="Realize backup recovery").click()
    page.wait_for_url(f"**/{HOSTED}#row-*")
    number = page.url.rpartition("-")[2]
    assert page.locator(f"#row-{number} th").inner_text() == "Realize backup recovery"


def test_the_search_is_narrowed_to_a_kind(from_files):
    page = from_files("search/index.html", "#q=backup")
    assert "Make and manage backups" in hits(page)
    page.get_by_label("What").select_option("question")
    page.get_by_text("1 found", exact=True).wait_for()
    assert hits(page) == ["Which activities speak of a certain thing, such as backup?"]


def test_the_page_of_a_party_leads_to_its_rows(from_files):
    page = from_files("id/ovhcloud/party/customer/index.html")
    page.locator("main table a").first.click()
    page.wait_for_url(f"**/{HOSTED}#party=Customer")
    assert page.locator("#party").input_value() == "Customer"
    page.locator("#role").select_option(index=1)
    page.wait_for_url("**role=*")
    shown = page.locator("#count").inner_text()
    assert re.fullmatch(r"\d+ of 49 rows", shown)
    visible = page.locator("#matrix tbody tr[id]:visible").count()
    assert visible == int(shown.split()[0])
    assert 0 < visible < 49


def test_hostile_texts_are_shown_as_they_are(from_files, site, visit):
    [path] = [
        each
        for each in site.rglob("index.html")
        if "alert(3)" in each.read_text("utf-8") and "urn" in str(each) and (each.parent / "matrix.ttl").is_file()
    ]
    page = from_files(path.relative_to(site).as_posix())
    assert page.locator("#row-1 th").inner_text() == "javascript:alert(3)"
    assert "{{ 7 * 7 }}" in page.locator("#row-3").inner_text()
    page = from_files("search/index.html", "#q=javascript+alert")
    assert "javascript:alert(3)" in hits(page)
    assert page.title() == "Search"


def test_texts_from_right_to_left(from_files, site):
    page = from_files("search/index.html", "#q=النسخ")
    hits(page)
    page.get_by_role("link", name="النسخ الاحتياطي").click()
    page.wait_for_url("**#row-2")
    assert page.locator("#matrix").get_attribute("dir") == "rtl"


def test_a_matrix_is_printed_without_the_menu(from_files):
    page = from_files(HOSTED)
    page.emulate_media(media="print")
    assert not page.locator("header nav").is_visible()
    assert not page.locator("#filters").is_visible()
    assert page.locator("#matrix").is_visible()
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    texts = [each.extract_text() for each in sheets]
    assert {each.mediabox.width > each.mediabox.height for each in sheets} == {True}
    assert [text for text in texts if "Kinds of work" in text] == []  # of the menu
    of_table = next(at for at, text in enumerate(texts) if "Findings\nRule" in text)
    assert of_table > 1
    header = "Row Activity Customer OVHcloud Kind of work Findings"
    assert [" ".join(text.split()).count(header) for text in texts[:of_table]] == [1] * of_table


def test_the_pages_fit_a_narrow_window(from_files, visit):
    visit.page.set_viewport_size({"width": 360, "height": 740})
    for path in LOOKED_AT:
        page = from_files(path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_the_page_of_queries_says_that_it_needs_a_server(from_files):
    page = from_files("query/index.html")
    assert "python3 -m http.server" in page.locator("#needs-server").inner_text()
    assert not page.locator("#choice").is_visible()


@pytest.fixture
def asking(visit, server):
    """``asking(fragment)``: opens the page of queries from the server; nobody else may be asked."""
    visit.page.set_default_timeout(PATIENCE)

    def open_page(fragment=""):
        visit.page.goto(f"{server}query/index.html{fragment}")
        visit.page.locator(RUN).wait_for()
        return visit.page

    yield open_page
    host = server.split("/")[2]
    assert visit.schemes_and_hosts() == {("http", host)}
    assert not any("/sparql" in url for url in visit.asked)


def choose(page, *names):
    page.locator("summary").click()
    page.get_by_role("button", name="Choose none of these").click()
    for name in names:
        page.get_by_label(name).check()


def test_a_saved_question_is_answered_in_the_browser(asking, repository, grave_faults):
    expected = json.loads((repository / "tests/queries/expected/05-roles-by-party.json").read_text("utf-8"))
    numbers = [each["assignments"]["value"] for each in expected["results"]["bindings"]]
    page = asking("#question=05-roles-by-party")
    choose(page, "Hosted Exchange Responsibility model, 2022-11-15")
    assert page.locator("#chosen").inner_text() == "1 matrix, 0.5 MB"
    page.locator(RUN).click()
    page.locator(TABLE).first.wait_for()
    integers = [f'"{each}"^^<http://www.w3.org/2001/XMLSchema#integer>' for each in numbers]
    assert page.locator(f"{TABLE} td:nth-child(6)").all_inner_texts() == integers
    assert grave_faults(page) == []


def ask(page, query):
    page.evaluate("(text) => document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.setValue(text)", query)
    page.locator(RUN).click()


COUNT = "SELECT (COUNT(*) AS ?n) { ?m a <https://w3id.org/raci-graph/ns#ResponsibilityMatrix> }"


def test_queries_are_asked_of_the_matrices_that_are_chosen(asking):
    page = asking()
    ask(page, COUNT)
    page.locator(TABLE).first.wait_for()
    assert page.locator(f"{TABLE} td:nth-child(2)").inner_text().startswith('"8"')
    choose(page, "Hosted Exchange Responsibility model, 2022-11-15")
    ask(page, COUNT)
    page.locator(TABLE, has_text='"1"').wait_for()


def test_an_answer_that_takes_too_long_is_given_up(asking, visit):
    page = asking()
    page.evaluate("document.getElementById('seconds').append(new Option('1', '1', true, true))")
    ask(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER (?c < ?f && ?f < ?i) }")
    page.locator(".tabPanel.active .errorResult").wait_for()
    assert "took longer than 1 seconds" in page.locator(".errorResult").inner_text()
    page.evaluate("document.getElementById('seconds').value = '30'")
    ask(page, COUNT)
    page.locator(TABLE).first.wait_for()


def test_too_much_data_is_refused(asking):
    page = asking()
    page.evaluate("globalThis.raciQuery.matrices[0].bytes = 20_000_001")
    page.locator("summary").click()
    page.get_by_role("button", name="Choose all of these").click()
    assert "no more than 20.0 MB can be asked at a time" in page.locator("#chosen").inner_text()
    ask(page, COUNT)
    page.locator(".tabPanel.active .errorResult").wait_for()
    assert "The chosen matrices have more than 20.0 MB. Choose fewer" in page.locator(".errorResult").inner_text()


def test_a_broken_query_is_told(asking):
    page = asking()
    ask(page, "SELECT nothing")
    page.locator(".tabPanel.active .errorResult").wait_for()
    assert "error" in page.locator(".errorResult").inner_text().lower()


LED = """SELECT ?iri WHERE { VALUES ?iri {
  <https://w3id.org/raci-graph/id/ovhcloud/hosted-exchange/2022-11-15>
  <https://w3id.org/raci-graph/id/ovhcloud/hosted-exchange/2022-11-15/assignment/22-1-1>
  <https://w3id.org/raci-graph/id/ovhcloud/hosted-exchange/2022-11-15/legend/R>
  <https://w3id.org/raci-graph/id/ovhcloud/party/customer>
  <https://w3id.org/raci-graph/id/activity-type/make-backups>
  <https://w3id.org/raci-graph/id/control/csa-ccm-4/A&A-02>
  <https://w3id.org/raci-graph/ns#Assignment>
  <https://w3id.org/raci-graph/shapes#W02-SeveralAccountables>
  <https://example.org/other#x>
  <javascript:alert(9)>
  <urn:x:other>
  <URN>
} }"""


def test_an_iri_of_the_dataset_leads_to_its_page_and_another_one_to_itself(asking, server, site):
    urn = next(site.glob("id/urn/uuid/*/matrix.ttl")).parent.name
    page = asking()
    ask(page, LED.replace("URN", f"urn:uuid:{urn}#cell/2-1"))
    page.locator(TABLE).nth(11).wait_for()
    links = page.locator(f"{TABLE} a.iri")
    found = dict(zip(*(links.evaluate_all(f"(all) => all.map((each) => {of})") for of in LINK_PARTS), strict=True))
    named = {
        iri.removeprefix("https://w3id.org/raci-graph/"): (to or "").removeprefix(server) for iri, to in found.items()
    }
    assert named == {
        HOSTED.removesuffix("/index.html"): HOSTED,
        f"{HOSTED.removesuffix('/index.html')}/assignment/22-1-1": f"{HOSTED}#row-22",
        f"{HOSTED.removesuffix('/index.html')}/legend/R": HOSTED,
        "id/ovhcloud/party/customer": "id/ovhcloud/party/customer/index.html",
        "id/activity-type/make-backups": "id/activity-type/make-backups/index.html",
        "id/control/csa-ccm-4/A&A-02": "id/control/csa-ccm-4/A&A-02/index.html",
        "ns#Assignment": "ns/index.html#Assignment",
        "shapes#W02-SeveralAccountables": "shapes/index.html#W02-SeveralAccountables",
        "https://example.org/other#x": "https://example.org/other#x",
        "javascript:alert(9)": "",
        "urn:x:other": "",
        f"urn:uuid:{urn}#cell/2-1": f"id/urn/uuid/{urn}/index.html#row-2",
    }
    files = [to.partition("#")[0] for to in named.values() if to and "example.org" not in to]
    assert [path for path in files if not (site / path).is_file()] == []


def test_triples_are_shown(asking):
    page = asking()
    ask(page, "CONSTRUCT { ?m a <urn:x> } WHERE { ?m a <https://w3id.org/raci-graph/ns#ResponsibilityMatrix> }")
    page.locator(TABLE).first.wait_for()
    assert page.locator(TABLE).count() == 8


def test_an_answer_is_taken_as_a_file(asking):
    page = asking()
    ask(page, COUNT)
    page.locator(TABLE).first.wait_for()
    with page.expect_download() as download:
        page.locator(".yasr_downloadIcon").click()
    assert download.value.path().read_text("utf-8").split() == ['"n"', '"8"']
