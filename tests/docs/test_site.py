"""The built pages: every page is there and in the navigation, every link leads somewhere, nothing is fetched."""

import importlib.util
import re
import subprocess
import sys
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote, urlsplit

import pytest


class Page(HTMLParser):
    """The links of a page, what a browser loads with it, its anchors, and what its navigation links to."""

    def __init__(self):
        super().__init__()
        self.links, self.loaded, self.anchors, self.navigation = set(), set(), set(), set()
        self.in_navigation = False

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.anchors |= {values[name] for name in ("id", "name") if values.get(name)}
        if tag == "div" and "sidebar-tree" in values.get("class", ""):
            self.in_navigation = True
        if tag == "a" and "href" in values:
            self.links.add(values["href"])
            if self.in_navigation:
                self.navigation.add(values["href"])
        elif tag == "link" and values.get("rel") not in {"next", "prev", "index", "search"}:
            self.loaded.add(values["href"])
        self.loaded |= {values[name] for name in ("src", "poster", "data") if values.get(name)}

    def handle_endtag(self, tag):
        if tag == "aside":
            self.in_navigation = False


@pytest.fixture(scope="module")
def site(repository, need, tmp_path_factory):
    for name in ("sphinx", "myst_parser", "furo"):
        need(name, importlib.util.find_spec(name))
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-d", folder / "trees"]
    done = subprocess.run([*command, repository / "docs", folder / "html"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "html"


@pytest.fixture(scope="module")
def pages(site):
    found = {}
    for path in sorted(site.rglob("*.html")):
        found[path] = Page()
        found[path].feed(path.read_text("utf-8"))
    return found


def test_every_page_of_docs_is_built_and_in_the_navigation(site, pages, repository):
    docs = repository / "docs"
    names = {path.relative_to(docs).with_suffix(".html").as_posix() for path in docs.rglob("*.md")}
    assert len(names) > 80
    assert {name for name in names if not (site / name).exists()} == set()
    assert names - pages[site / "index.html"].navigation == {"index.html"}


def test_every_link_within_the_pages_leads_somewhere(pages):
    broken, count = set(), 0
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            count += 1
            anchors = pages[target].anchors if target in pages else set()
            if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in anchors):
                broken.add((path.name, link))
    assert count > 1000
    assert broken == set()


def test_nothing_is_fetched_from_elsewhere(site, pages):
    loaded = {(path, name) for path, page in pages.items() for name in page.loaded}
    assert {name for _, name in loaded if re.match(r"[a-z]+:|//", name) and not name.startswith("data:")} == set()
    missing = {name for path, name in loaded if not (path.parent / urlsplit(name).path).exists()}
    assert missing == set()
    styles = "".join(path.read_text("utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"(?:url\(|@import )[\"']?(?:https?:)?//[^)\"']*", styles) == []


def test_the_search_is_that_of_the_pages(site):
    assert (site / "searchindex.js").stat().st_size > 10_000


def test_ci_builds_them_with_warnings_as_errors(repository):
    assert (
        '-m sphinx -W --keep-going -q -d "$scratch/doctrees" docs "$scratch/docs"'
        in (repository / ".ci/run").read_text()
    )


@pytest.fixture(scope="module")
def address(site):
    """The address of this machine at which the pages are served while the tests run."""
    handler = partial(SilentHandler, directory=site)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class SilentHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


def test_a_browser_asks_no_other_machine_and_finds_a_rule(address, chromium):
    page = chromium.new_page()
    asked, faults = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    for name in ("index.html", "reference/commands.html", "rules/W30.html"):
        page.goto(f"{address}/{name}", wait_until="networkidle")
    page.goto(f"{address}/search.html?q=waiver", wait_until="networkidle")
    page.wait_for_selector("ul.search li a")
    found = {
        link.get_attribute("href").partition("#")[0].partition("?")[0]
        for link in page.query_selector_all("ul.search li a")
    }
    page.close()
    assert "rules/W30.html" in found
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert faults == []


@pytest.mark.parametrize(
    "name", ["index.html", "tutorial.html", "reference/commands.html", "explanation/decisions.html"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_has_no_grave_fault_for_those_who_cannot_see_it(name, scheme, address, chromium, grave_faults):
    page = chromium.new_page(color_scheme=scheme)
    page.goto(f"{address}/{name}", wait_until="networkidle")
    found = grave_faults(page)
    page.close()
    assert found == []
