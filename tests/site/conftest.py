"""What the tests of the site share: a site of several SOURCES, a browser, and a server that does as .htaccess says."""

from __future__ import annotations

import http.server
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from rewriting import answer_of, rules_of
from web_servers import WebServers

from raci_graph.site import build_site

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://w3id.org/raci-graph/"
HOSTILE = """# <img src=x onerror=alert(1)> & "quoted" 'matrix'

| <script>alert(2)</script> activity | Nice "party" </td> | =cmd |
|---|---|---|
| javascript:alert(3) | R | A |
| </script><script>document.title="broken"</script> | A | R |
| {{ 7 * 7 }} `</style>` | RA | I |
"""
RIGHT_TO_LEFT = """# مصفوفة المسؤوليات

| النشاط | العميل | المزود |
|---|---|---|
| إنشاء الحساب | A | R |
| النسخ الاحتياطي | I | RA |
"""
MEDIA_TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".jsonld": "application/ld+json",
    ".wasm": "application/wasm",
}


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers as Apache would with the .htaccess of a site."""

    top: Path

    def do_GET(self):
        prefix = urlsplit(BASE).path
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(prefix):
            self.send_error(404)
            return
        path = path.removeprefix(prefix)
        rules = rules_of((self.top / ".htaccess").read_text("utf-8"))
        answer = answer_of(rules, path, self.headers.get("Accept", ""), self.top)
        if answer and answer.status != 200:
            self.send_response(answer.status)
            self.send_header("Location", prefix + answer.target)
            self.end_headers()
            return
        self.send_file(self.top / (answer.target if answer else path))

    def send_file(self, file):
        if not file.is_file():
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", MEDIA_TYPES.get(file.suffix, "application/octet-stream"))
        self.end_headers()
        self.wfile.write(file.read_bytes())

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def sources(repository, tmp_path_factory):
    """The SOURCES of the site: a bundled matrix, documents with and without names, two versions, and hostile texts."""
    folder = tmp_path_factory.mktemp("sources")
    texts = {"hostile.md": HOSTILE, "arabic.md": RIGHT_TO_LEFT}
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    for year in ("2025", "2026"):
        made = folder / year
        made.mkdir()
        (made / "lending.md").write_bytes((repository / f"tests/fixtures/versions/{year}.md").read_bytes())
        about = [f'base = "{BASE}id/"', 'publisher = "Town"', 'id = "loans"', f'version = "{year}-05-01"']
        (made / "raci.toml").write_text("\n".join(["[matrix]", *about, ""]), "utf-8")
    fixtures = repository / "tests/fixtures"
    named = [
        folder / "2025",
        folder / "2026",
        fixtures / "library",
        fixtures / "services",
        *map(folder.joinpath, texts),
    ]
    return ["hosted-exchange", *map(str, named)]


@pytest.fixture(scope="session")
def site(sources, tmp_path_factory):
    """The folder of the site."""
    place = tmp_path_factory.mktemp("site") / "public"
    build_site(sources, place)
    return place


@pytest.fixture(scope="session")
def serving():
    """``with serving(folder) as address``: a server of this machine that carries a site."""

    @contextmanager
    def serve(top):
        handler = type("OfSite", (Handler,), {"top": top})
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as started:
            thread = threading.Thread(target=started.serve_forever)
            thread.start()
            yield f"http://127.0.0.1:{started.server_port}{urlsplit(BASE).path}"
            started.shutdown()
            thread.join()

    return serve


@pytest.fixture(scope="session")
def server(site, serving):
    """The address of a server of this machine that carries the site."""
    with serving(site) as address:
        yield address


class Visit:
    """A page with what happened on it: what it asked for, and what it complained of."""

    def __init__(self, context):
        self.asked = []
        self.complaints = []
        context.on("request", lambda request: self.asked.append(request.url))
        self.page = context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _said(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def schemes_and_hosts(self):
        parts = [urlsplit(url) for url in self.asked if not url.startswith(("data:", "blob:"))]
        return {(each.scheme, each.netloc) for each in parts}


@pytest.fixture
def visit(request, chromium):
    """A visit that must end without complaint; by a reader who likes light pages, or as the parameter says."""
    context = chromium.new_context(color_scheme=getattr(request, "param", "light"))
    visit = Visit(context)
    yield visit
    context.close()
    assert visit.complaints == []


@pytest.fixture
def from_files(visit, site):
    """``from_files(path)``: opens a page of the site as a file; nothing else may be asked for."""

    def open_page(path, fragment=""):
        visit.page.goto((site / path).as_uri() + fragment)
        return visit.page

    yield open_page
    assert visit.schemes_and_hosts() == {("file", "")}


@pytest.fixture(scope="session")
def web_servers(need, tmp_path_factory):
    """Starts real web servers of this machine, which end with the tests."""
    started = WebServers(need, tmp_path_factory)
    yield started
    started.stop()


@pytest.fixture(scope="session")
def apache(web_servers):
    """``apache(folder)``: starts Apache with a folder of documents, and gives what asks it."""
    return web_servers.apache


@pytest.fixture(scope="session")
def nginx(web_servers):
    """``nginx(folder, maps, rules)``: starts nginx with a folder and what is set for all and for the one server."""
    return web_servers.nginx


@pytest.fixture(scope="session")
def caddy(web_servers):
    """``caddy(folder, rules)``: starts Caddy with a folder and what is set for its site."""
    return web_servers.caddy
