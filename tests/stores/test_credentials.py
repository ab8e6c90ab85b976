"""Credentials: where they come from, whom they are sent to, and that nothing shows them."""

import base64
import json
import logging
import subprocess
import sys
import traceback
from urllib.request import parse_http_list, parse_keqv_list

import pytest

from raci_graph.engines.addresses import parse_address
from raci_graph.engines.connect import connect
from raci_graph.engines.credentials import Credentials, find_credentials
from raci_graph.errors import StoreError, UsageError

SELECT = "SELECT ?o { ?s ?p ?o }"
SECRET = "s3cr3t+/ä"  # noqa: S105 - of a server of the tests
SERVER = ("http", "h", 80)


def rows(reply, *values):
    bindings = [{"o": {"type": "literal", "value": value}} for value in values]
    body = {"head": {"vars": ["o"]}, "results": {"bindings": bindings}}
    return reply(body=json.dumps(body).encode())


@pytest.fixture
def netrc(tmp_path, monkeypatch):
    """``netrc(text)``: writes a netrc file that only its owner may read, and names it."""

    def write(text, mode=0o600):
        path = tmp_path / "netrc"
        path.write_text(text, "utf-8")
        path.chmod(mode)
        monkeypatch.setenv("RACI_GRAPH_NETRC", str(path))
        return path

    return write


def test_without_any_there_are_none():
    assert find_credentials(["http://h/query"], {}) == {}


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({"USER": "ada", "PASSWORD": "p"}, Credentials(None, "ada", "p")),
        ({"USER": "ada"}, Credentials(None, "ada", "")),
        ({"USER": "ada", "PASSWORD": "p", "AUTH": "Basic"}, Credentials("basic", "ada", "p")),
        ({"USER": "ada", "PASSWORD": "p", "AUTH": "digest"}, Credentials("digest", "ada", "p")),
        ({"TOKEN": "t"}, Credentials("bearer", token="t")),  # noqa: S106 - of no server
        ({"TOKEN": "t", "USER": "ada", "AUTH": "bearer"}, Credentials("bearer", token="t")),  # noqa: S106 - of no server
        ({"TOKEN": "t", "USER": "ada", "AUTH": "basic"}, Credentials("basic", "ada")),
    ],
)
def test_the_environment_names_them(environ, found):
    assert find_credentials(["http://h/query"], {f"RACI_GRAPH_{name}": text for name, text in environ.items()}) == {
        SERVER: found
    }


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"USER": "ada", "TOKEN": "t0k"}, "RACI_GRAPH_USER and RACI_GRAPH_TOKEN are both set"),
        ({"AUTH": "ntlm"}, "RACI_GRAPH_AUTH is none of basic, digest, bearer"),
        ({"AUTH": "bearer"}, "RACI_GRAPH_AUTH is bearer, and RACI_GRAPH_TOKEN is not set"),
        ({"TOKEN": "t0k\nX: y"}, "RACI_GRAPH_TOKEN holds blanks or other signs"),
    ],
)
def test_an_environment_that_contradicts_itself_is_refused(environ, words):
    with pytest.raises(UsageError, match=words) as caught:
        find_credentials(["http://h/query"], {f"RACI_GRAPH_{name}": text for name, text in environ.items()})
    assert "t0k" not in str(caught.value)


def test_an_address_goes_before_the_environment_and_is_for_its_own_host():
    environ = {"RACI_GRAPH_USER": "eve", "RACI_GRAPH_PASSWORD": "e"}
    assert find_credentials(["http://ada:p@h/query", "http://other:81/update"], environ) == {
        SERVER: Credentials(None, "ada", "p"),
        ("http", "other", 81): Credentials(None, "eve", "e"),
    }


def test_a_netrc_file_is_asked_by_host_and_port_and_then_by_host(netrc):
    netrc("machine h:81 login ada password p81\nmachine h login eve password p\ndefault login all password none")
    assert find_credentials(["http://h:81/q", "http://h/q", "http://other/q"]) == {
        ("http", "h", 81): Credentials(None, "ada", "p81"),
        SERVER: Credentials(None, "eve", "p"),
    }


def test_the_netrc_file_of_the_home_is_read_without_a_name(tmp_path):
    file = tmp_path / ".netrc"
    file.write_text("machine h login ada password p", "utf-8")
    file.chmod(0o600)
    assert find_credentials(["http://h/q"], {"HOME": str(tmp_path)}) == {SERVER: Credentials(None, "ada", "p")}


def test_a_netrc_file_that_others_may_read_is_refused_where_its_password_would_be_used(netrc):
    path = netrc(f"machine h login ada password {SECRET}", 0o640)
    with pytest.raises(UsageError) as caught:
        find_credentials(["http://h/q"])
    assert str(caught.value) == f"{path}: others may read this file, which holds a password. Run chmod 600 {path}"
    assert find_credentials(["http://other/q"]) == {}


def test_a_broken_netrc_file_is_placed_and_not_repeated(netrc):
    path = netrc(f"machine h login ada password p\nmachine h {SECRET} x")
    with pytest.raises(UsageError) as caught:
        find_credentials(["http://h/q"])
    assert str(caught.value).startswith(f"{path}:2: the netrc file cannot be read")
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_named_netrc_file_that_is_not_there_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("RACI_GRAPH_NETRC", str(tmp_path / "none"))
    with pytest.raises(UsageError, match="the netrc file cannot be read"):
        find_credentials(["http://h/q"])


def test_a_token_is_sent_as_bearer(misbehave, replies, monkeypatch):
    monkeypatch.setenv("RACI_GRAPH_TOKEN", "t0k3n")
    server = misbehave(rows(replies))
    connect(f"{server.address}/query").select(SELECT)
    assert server.requests[0].headers["Authorization"] == "Bearer t0k3n"


def challenge(reply):
    said = 'Digest realm="r", nonce="n0nce", qop="auth", algorithm="MD5", opaque="o"'
    return reply(401, type="text/html", headers=(("WWW-Authenticate", 'Basic realm="r"'), ("WWW-Authenticate", said)))


@pytest.mark.parametrize("stated", ["digest", None])
def test_a_server_that_asks_for_a_digest_gets_one_and_never_the_password(stated, misbehave, replies, monkeypatch):
    monkeypatch.setenv("RACI_GRAPH_USER", "ada")
    monkeypatch.setenv("RACI_GRAPH_PASSWORD", SECRET)
    if stated:
        monkeypatch.setenv("RACI_GRAPH_AUTH", stated)
    server = misbehave(challenge(replies), rows(replies, "x"))
    engine = connect(f"{server.address}/query")
    assert engine.select(SELECT).texts() == [["x"]]
    assert engine.select(SELECT).texts() == [["x"]]
    first, second, third = server.requests
    assert ("Authorization" in first.headers) == (stated is None)  # basic, until the server asks for a digest
    for request, count in ((second, "00000001"), (third, "00000002")):
        answer = parse_keqv_list(parse_http_list(request.headers["Authorization"].removeprefix("Digest ")))
        assert (answer["username"], answer["uri"], answer["nonce"], answer["nc"]) == ("ada", "/query", "n0nce", count)
        assert len(answer["response"]) == 32


def test_a_digest_that_is_refused_is_not_tried_for_ever(misbehave, replies, monkeypatch):
    monkeypatch.setenv("RACI_GRAPH_USER", "ada")
    monkeypatch.setenv("RACI_GRAPH_PASSWORD", SECRET)
    server = misbehave(challenge(replies))
    with pytest.raises(StoreError, match="HTTP status 401"):
        connect(f"{server.address}/query").select(SELECT)
    assert len(server.requests) == 3


def test_no_password_goes_to_virtuoso_before_it_asks(misbehave, replies, monkeypatch):
    monkeypatch.setenv("RACI_GRAPH_USER", "ada")
    monkeypatch.setenv("RACI_GRAPH_PASSWORD", SECRET)
    server = misbehave(rows(replies))
    connect(f"{server.address}/sparql-auth").select(SELECT)
    assert "Authorization" not in server.requests[0].headers


def test_a_redirect_does_not_take_the_password_along(misbehave, replies, monkeypatch):
    monkeypatch.setenv("RACI_GRAPH_USER", "ada")
    monkeypatch.setenv("RACI_GRAPH_PASSWORD", SECRET)
    elsewhere = misbehave(rows(replies))
    server = misbehave(replies(307, headers=(("Location", f"{elsewhere.address}/query"),)))
    engine = connect(f"{server.address}/query")
    for ask in (lambda: engine.select(SELECT), lambda: list(engine.triples("urn:x:g"))):
        with pytest.raises(StoreError, match=f"points to {elsewhere.address}/query instead of answering"):
            ask()
    assert elsewhere.requests == []


def echo(reply):
    """A server that repeats what it was sent."""
    return lambda request: reply(500, str(request.headers).encode() + f" {SECRET} t0k3n".encode(), "text/plain")


@pytest.mark.parametrize("kind", ["basic", "bearer", "address"])
def test_nothing_shows_a_password(  # noqa: PLR0913 - it looks everywhere
    kind, misbehave, replies, monkeypatch, caplog, triples
):
    caplog.set_level(logging.DEBUG)
    server = misbehave(echo(replies))
    address = f"{server.address}/query"
    if kind == "address":
        address = address.replace("//", "//ada:s3cr3t%2B%2F%C3%A4@")
    elif kind == "basic":
        monkeypatch.setenv("RACI_GRAPH_USER", "ada")
        monkeypatch.setenv("RACI_GRAPH_PASSWORD", SECRET)
    else:
        monkeypatch.setenv("RACI_GRAPH_TOKEN", "t0k3n" if kind == "bearer" else "")
    engine = connect(address)
    said = [repr(engine), str(vars(engine)), repr(engine.profile), engine.place, repr(parse_address(address))]
    for ask in (
        lambda: engine.select(SELECT),
        lambda: engine.put_graph("urn:x:g", triples),
        lambda: engine.put_graphs({"urn:x:g": triples, "urn:x:h": []}),
        lambda: list(engine.triples("urn:x:g")),
        lambda: engine.drop_graphs(["urn:x:g"]),
    ):
        with pytest.raises(StoreError, match="HTTP status 500") as caught:
            ask()
        said += [repr(caught.value), *traceback.format_exception(caught.value)]
    assert len(server.requests) == 5
    assert all("Authorization" in request.headers for request in server.requests)
    words = "".join([*said, caplog.text])
    sent = base64.b64encode(f"ada:{SECRET}".encode()).decode()
    hidden = ("t0k3n",) if kind == "bearer" else (SECRET, sent, "s3cr3t%2B%2F%C3%A4")
    assert [secret for secret in hidden if secret in words] == []


def test_the_command_line_shows_no_password(misbehave, replies, tmp_path, repository):
    server = misbehave(echo(replies))
    command = [sys.executable, "-m", "raci_graph", "query", "handovers", "--store", f"{server.address}/query"]
    environ = {"RACI_GRAPH_USER": "ada", "RACI_GRAPH_PASSWORD": SECRET, "PYTHONPATH": str(repository)}
    done = subprocess.run(command, capture_output=True, text=True, env=environ, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.count("\n") == 1
    assert f"{server.address}/query: the server refuses with HTTP status 500" in done.stderr
    assert [
        part for part in ("s3cr3t", base64.b64encode(f"ada:{SECRET}".encode()).decode()) if part in done.stderr
    ] == []
