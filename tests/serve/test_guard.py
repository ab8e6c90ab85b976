"""Who may ask: this machine's own programs and pages, and nothing leaves."""

import socket
import threading
from urllib.parse import quote

import pytest

ASK = f"/sparql?query={quote('ASK {}')}"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_this_machine_is_answered(host, site):
    port = site.netloc.rpartition(":")[2]
    assert site.ask(ASK, Host=f"{host}:{port}").status == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example:{port}", ""])
@pytest.mark.parametrize("path", ["/", ASK, "/static/pages.css", "/nothing"])
def test_another_name_is_refused_whatever_is_asked(host, path, site):
    port = site.netloc.rpartition(":")[2]
    got = site.ask(path, Host=host.format(port=port))
    assert (got.status, got.text) == (403, f"this server answers to http://127.0.0.1:{port}/ alone\n")


@pytest.mark.parametrize("place", ["cross-site", "same-site"])
def test_a_page_of_another_site_may_lead_here_but_not_ask(place, site):
    assert site.ask("/", Sec_Fetch_Site=place, Sec_Fetch_Mode="navigate").status == 200
    got = site.ask(ASK, Sec_Fetch_Site=place, Sec_Fetch_Mode="no-cors")
    assert (got.status, got.text) == (403, "a page of another site may not ask this server\n")
    assert site.ask("/editor", method="POST", Sec_Fetch_Site=place, Sec_Fetch_Mode="navigate").status == 403


def test_no_other_site_may_read_an_answer(site):
    got = site.ask(ASK, Origin="https://evil.example")
    assert [name for name in got.headers if name.lower().startswith("access-control")] == []


@pytest.mark.parametrize("path", ["/", ASK, "/static/yasgui.min.js", "/nothing", "/sparql?query=x"])
def test_every_answer_tells_a_browser_to_load_nothing_from_elsewhere(path, site):
    headers = site.ask(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.fixture
def outside():
    """A listener on this machine, and the connections that it got."""
    got = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        done = threading.Event()

        def accept():
            while not done.is_set():
                try:
                    connection, address = listener.accept()
                except TimeoutError:
                    continue
                got.append(address)
                connection.close()

        thread = threading.Thread(target=accept)
        thread.start()
        yield "http://{}:{}/".format(*listener.getsockname()), got
        done.set()
        thread.join()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <%s> { ?s ?p ?o } }",
        "SELECT * { BIND (<%s> AS ?where) SERVICE ?where { ?s ?p ?o } }",
        "SELECT * { { SELECT * { sErViCe\n<%s> { ?s ?p ?o } } } }",
        "SELECT * { \\u0053ERVICE <%s> { ?s ?p ?o } }",
        "SELECT * FROM <%s> { ?s ?p ?o }",
        "SELECT * FROM NAMED <%s> { GRAPH ?g { ?s ?p ?o } }",
        "DESCRIBE <x> FROM <%s>",
        "LOAD <%s>",
    ],
)
def test_nothing_that_is_asked_leaves(query, site, outside):
    address, got = outside
    asked = query % address
    assert site.get(asked).status == 400
    assert site.post(asked).status == 400
    page = site.ask(
        "/editor", method="POST", body=f"query={quote(asked)}", Content_Type="application/x-www-form-urlencoded"
    )
    assert page.status == 400
    site.ask(f"/questions/03-handovers?matrix={quote(address)}")
    site.ask(f"/node?iri={quote(address)}")
    assert got == []
