"""The pages in a real browser: Debian's Chromium, without a window. No outside request, no error, no serious fault."""

import json
from urllib.parse import quote, urlsplit

import pytest

from raci_graph.queries import find

PARTY = "https://w3id.org/raci-graph/id/ovhcloud/party/"
PATIENCE = 60_000
TABLE = ".tabPanel.active .yasr table tbody tr"
RUN = ".tabPanel.active .yasqe_queryButton"
PARTIES = "SELECT ?party { ?party a <https://w3id.org/raci-graph/ns#Party> } ORDER BY ?party"


class Visit:
    """A page with what happened on it: what it asked for, and what it complained of."""

    def __init__(self, context, site, grave_faults):
        self.site = site
        self._grave_faults = grave_faults
        self.asked = []
        self.complaints = []
        context.on("request", lambda request: self.asked.append(request.url))
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _said(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def open(self, path):
        self.page.goto(self.site.address.rstrip("/") + path)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def hosts(self):
        """Where requests went; an image that stands in the page itself is asked of nobody."""
        return {urlsplit(url).netloc for url in self.asked if not url.startswith("data:")}

    def faults(self):
        return self._grave_faults(self.page)


@pytest.fixture
def visit(request, chromium, site, grave_faults):
    """A visit that must end without complaint; by a reader who likes light pages, or as the parameter says."""
    context = chromium.new_context(color_scheme=getattr(request, "param", "light"))
    visit = Visit(context, site, grave_faults)
    yield visit
    assert (visit.complaints, visit.hosts()) == ([], {site.netloc})
    context.close()


dark_too = pytest.mark.parametrize("visit", ["light", "dark"], indirect=True)


def cells(page, column):
    return page.locator(f"#answer tbody tr td:nth-child({column})").all_inner_texts()


@dark_too
def test_a_question_is_chosen_and_asked_with_a_parameter(visit, repository):
    expected = json.loads((repository / "tests/queries/expected/02-responsibilities-of-party.json").read_text("utf-8"))
    bindings = expected["results"]["bindings"]
    page = visit.open("/")
    assert visit.faults() == []
    page.get_by_role("link", name=find("02").question).click()
    assert page.locator("#count").inner_text() == f"{len(bindings)} rows"
    page.get_by_label("party", exact=True).select_option(label="Customer")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**party=*")
    rows = [each for each in bindings if each["party"]["value"] == f"{PARTY}customer"]
    assert page.locator("#count").inner_text() == f"{len(rows)} rows" == "14 rows"
    assert cells(page, 5) == [each["row"]["value"] for each in rows]
    assert cells(page, 6) == [each["activityLabel"]["value"] for each in rows]
    assert visit.faults() == []


def test_a_question_goes_to_the_editor_and_its_answer_to_a_file(visit, repository):
    expected = json.loads((repository / "tests/queries/expected/05-roles-by-party.json").read_text("utf-8"))
    page = visit.open("/questions/05-roles-by-party")
    numbers = [each["assignments"]["value"] for each in expected["results"]["bindings"]]
    assert cells(page, 5) == numbers == ["16", "0", "14", "14", "33", "0", "9", "36"]
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON", exact=True).click()
    assert download.value.suggested_filename == "05-roles-by-party.json"
    assert json.loads(download.value.path().read_text("utf-8")) == expected
    page.get_by_role("link", name="Open it in the editor").click()
    page.locator(RUN).click()
    page.locator(TABLE).first.wait_for()
    assert page.locator(TABLE).count() == 8
    integers = [f'"{each}"^^<http://www.w3.org/2001/XMLSchema#integer>' for each in numbers]
    assert page.locator(f"{TABLE} td:nth-child(6)").all_inner_texts() == integers


@dark_too
def test_the_editor_asks_this_server_alone_and_keeps_its_tabs(visit):
    page = visit.open(f"/editor?query={quote(PARTIES)}")
    assert not page.locator("#plain").is_visible()
    page.locator(RUN).click()
    page.locator(TABLE).first.wait_for()
    found = page.locator(f"{TABLE} a").all_inner_texts()
    assert found == [f"{PARTY}customer", f"{PARTY}ovhcloud"]
    assert visit.faults() == []
    page.get_by_role("button", name="New tab").click()
    assert page.get_by_role("tab").count() == 2
    assert visit.faults() == []
    page.keyboard.type("SELECT ?a { ?a a raci:Par")
    page.keyboard.press("Control+Space")
    visit.open(f"/editor?query={quote(PARTIES)}")
    assert page.get_by_role("tab").count() == 2
    assert page.locator(TABLE).count() == 0
    assert [url for url in visit.asked if urlsplit(url).path == "/sparql"] == [f"{visit.site.address}sparql"]


@dark_too
def test_the_editor_shows_why_a_query_is_not_answered(visit):
    query = "SELECT * FROM <https://example.org/> { ?s ?p ?o }"
    page = visit.open(f"/editor?query={quote(query)}")
    page.locator(RUN).click()
    page.locator(".tabPanel.active .yasr .errorResult").wait_for()
    assert "the query reads from outside the store with FROM" in page.locator(".errorResult").inner_text()
    assert visit.faults() == []
    # The browser itself notes that the server refused; nothing else is complained of.
    assert visit.complaints == ["Failed to load resource: the server responded with a status of 400 (Bad Request)"]
    visit.complaints.clear()


@dark_too
def test_the_matrix_and_its_nodes(visit, hosted_exchange):
    page = visit.open(f"/matrix?iri={quote(hosted_exchange, safe='')}")
    assert page.locator("#matrix tbody tr:has(td)").count() == 49
    assert page.locator("#matrix tbody tr:has(td)").first.locator("td").all_inner_texts() == ["1", "RA", ""]
    assert visit.faults() == []
    page.locator("#matrix thead").get_by_role("link", name="Customer").click()
    assert page.locator("h1").inner_text() == "Customer"
    assert visit.faults() == []


def test_the_pages_are_used_by_keyboard(visit):
    page = visit.open("/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Hosted Exchange Responsibility model"
    page.keyboard.press("Enter")
    page.wait_for_url("**/matrix?*")


def test_the_pages_fit_a_narrow_window(visit, hosted_exchange):
    visit.page.set_viewport_size({"width": 360, "height": 740})
    for path in ("/", "/questions/02-responsibilities-of-party", f"/matrix?iri={quote(hosted_exchange, safe='')}"):
        page = visit.open(path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


@pytest.mark.parametrize("path", ["/nothing", "/questions/02-responsibilities-of-party?party=Nobody", "/matrix"])
@dark_too
def test_a_page_of_an_error_has_no_serious_fault(path, visit):
    visit.open(path)
    assert visit.faults() == []
    assert len(visit.complaints) == 1
    assert visit.complaints[0].startswith("Failed to load resource: the server responded with a status of 4")
    visit.complaints.clear()


def test_the_editor_without_javascript(chromium, site, grave_faults):
    context = chromium.new_context(java_script_enabled=False)
    visit = Visit(context, site, grave_faults)
    page = visit.open("/editor")
    page.get_by_label("Query").fill(PARTIES)
    page.get_by_role("button", name="Run").click()
    assert page.locator("#count").inner_text() == "2 rows"
    assert cells(page, 1) == [f"Customer\n{PARTY}customer", f"OVHcloud\n{PARTY}ovhcloud"]
    context.close()
