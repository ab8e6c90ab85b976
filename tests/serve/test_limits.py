"""What one client asks is bounded, and many clients at once get an answer or a clear refusal."""

import json
import os
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from raci_graph.cli import run

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (?a != ?d && ?g != ?j) }"
ANY = "SELECT ?s { ?s ?p ?o }"
CLIENTS, REQUESTS = 50, 4
SLACK = 20
PATIENCE = 60
FORM = "application/x-www-form-urlencoded"

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux: processes are looked at, memory has a limit")


@pytest.fixture(scope="module")
def hasty(start):
    """A server that gives an answer one second and seven rows."""
    return start("--timeout", "1", "--rows", "7")


def test_a_query_that_does_not_end_is_ended(hasty):
    got = hasty.get(RUNAWAY)
    assert (got.status, got.text) == (
        504,
        "the answer took longer than 1 s. Ask for less, or allow more by --timeout\n",
    )
    assert json.loads(hasty.get("ASK {}").body) == {"head": {}, "boolean": True}


def test_a_page_of_a_query_that_does_not_end_says_so(hasty):
    got = hasty.ask("/editor", method="POST", body=f"query={quote(RUNAWAY)}", Content_Type=FORM)
    assert got.status == 504
    assert "the answer took longer than 1 s" in got.text


def test_queries_that_do_not_end_keep_others_waiting_for_no_longer_than_the_limit(hasty):
    with ThreadPoolExecutor(12) as clients:
        runaways = [clients.submit(hasty.get, RUNAWAY) for _ in range(8)]
        others = [clients.submit(hasty.get, "ASK {}") for _ in range(4)]
        statuses = {each.result().status for each in runaways}
        assert 504 in statuses
        assert statuses <= {503, 504}
        for got in (each.result() for each in others):
            assert got.status in (200, 503)
            if got.status == 503:
                assert (got.text, got.headers["Retry-After"]) == ("too much is asked at once. Try again\n", "1")
    assert until_answered(hasty)


def until_answered(site):
    end = time.monotonic() + SLACK
    while time.monotonic() < end:
        if site.get("ASK {}").status == 200:
            return True
    return False


def test_an_answer_that_is_cut_off_says_so(hasty):
    got = hasty.get(ANY)
    assert got.headers["X-SPARQL-MaxRows"] == "7"
    assert len(json.loads(got.body)["results"]["bindings"]) == 7
    page = hasty.ask("/editor", method="POST", body=f"query={quote(ANY)}", Content_Type=FORM)
    cut = "There is more: the answer is cut off after 7. Ask for less, or allow more with --rows."
    assert f'<p class="warning" id="cut">{cut}</p>' in page.text
    assert '<p id="count">7 rows</p>' in page.text
    built = hasty.get("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", Accept="application/n-triples")
    assert (built.headers["X-SPARQL-MaxRows"], built.text.count(" .\n")) == ("7", 7)


def test_an_answer_that_is_whole_says_nothing_of_a_limit(hasty):
    got = hasty.get(f"{ANY} LIMIT 7")
    assert got.headers["X-SPARQL-MaxRows"] is None
    assert len(json.loads(got.body)["results"]["bindings"]) == 7
    page = hasty.ask("/editor", method="POST", body=f"query={quote(ANY + ' LIMIT 7')}", Content_Type=FORM)
    assert '<p id="count">7 rows</p>' in page.text
    assert 'id="cut"' not in page.text


def test_rows_without_end_are_not_worked_out(site):
    got = site.get("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    assert (got.status, got.headers["X-SPARQL-MaxRows"]) == (200, "10000")
    assert len(json.loads(got.body)["results"]["bindings"]) == 10_000


@linux
def test_a_query_that_gathers_without_end_takes_down_its_own_process_alone(site):
    got = site.get("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?i ?f")
    assert (got.status, got.text) == (
        500,
        "the process that answers has ended, perhaps for want of memory. Ask for less\n",
    )
    assert site.get("ASK {}").status == 200


def test_many_clients_at_once_are_answered(start, answer):
    site = start("--timeout", "60")
    party = "https://w3id.org/raci-graph/id/ovhcloud/party/customer"
    query = "SELECT ?s ?o { ?s <https://w3id.org/raci-graph/ns#rowNumber> ?o } ORDER BY ?o"
    expected = answer(query)
    paths = [
        f"/sparql?query={quote(query)}",
        f"/questions/02-responsibilities-of-party?party={quote(party, safe='')}",
        "/",
        "/questions/22-accountability-share.csv",
    ]
    whole = [site.ask(path).body for path in paths]
    assert json.loads(whole[0]) == expected

    def client(number):
        turned = [(number + step) % len(paths) for step in range(REQUESTS)]
        return [(at, site.ask(paths[at])) for at in turned]

    with ThreadPoolExecutor(CLIENTS) as clients:
        found = [each for many in clients.map(client, range(CLIENTS)) for each in many]
    assert len(found) == CLIENTS * REQUESTS
    assert {got.status for _, got in found} <= {200, 503}
    assert [at for at, got in found if got.status == 200 and got.body != whole[at]] == []
    assert [got.headers["Retry-After"] for _, got in found if got.status == 503] in ([], ["60"])
    assert site.ask("/").body == whole[2]
    assert site.process.poll() is None


@linux
def test_a_worker_that_is_killed_is_replaced(start):
    site = start()
    for child in children(site.process.pid):
        os.kill(child, 9)
    statuses = [site.get("ASK {}").status for _ in range(8)]
    assert set(statuses) <= {200, 500}
    assert statuses[-1] == 200


def children(pid):
    """The worker processes of a server."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            stat, command = ((folder / name).read_text("utf-8") for name in ("stat", "cmdline"))
            if stat.rpartition(")")[2].split()[1] == str(pid) and "spawn_main" in command:
                found.append(int(folder.name))
    return found


def until_busy(pids, count):
    """Wait until so many of these processes have computed for a second more: that is a query that does not end."""
    before = {pid: ticks(pid) for pid in pids}
    end = time.monotonic() + PATIENCE
    while sum(ticks(pid) > before[pid] + os.sysconf("SC_CLK_TCK") for pid in pids) < count:
        assert time.monotonic() < end, "no process computes"
        time.sleep(0.02)


def ticks(pid):
    """How long a process has computed."""
    return int(Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[11])


@linux
@pytest.mark.parametrize("busy", [False, True], ids=["idle", "amid a query"])
def test_ctrl_c_ends_it_with_130_and_without_a_word(busy, start):
    site = start()
    with ThreadPoolExecutor(1) as clients:
        asked = clients.submit(lambda: site.get(RUNAWAY).status) if busy else None
        if busy:
            until_busy(children(site.process.pid), 1)
        assert site.interrupt() == 130
        if asked:
            assert asked.exception() is not None or asked.result() >= 500
    assert site.lines[1:] == ["\n"]  # after the ^C of the terminal


@linux
def test_queries_that_nobody_waits_for_are_broken_off(start):
    site = start("--timeout", "3600")
    workers = children(site.process.pid)
    sent = f"GET /sparql?query={quote(RUNAWAY)} HTTP/1.1\r\nHost: {site.netloc}\r\n\r\n"
    clients = [socket.create_connection(site.netloc.split(":"), PATIENCE) for _ in range(len(workers) + 2)]
    for client in clients:
        client.sendall(sent.encode())
    until_busy(workers, len(workers))
    for client in clients:
        client.close()
    assert site.get("ASK {}").status == 200


def test_a_port_that_is_taken_is_named(site, capsys):
    port = site.netloc.rpartition(":")[2]
    assert run(["serve", "--port", port]) == 2
    remedy = "Give another --port, or --port 0 for a free one"
    assert capsys.readouterr().err == f"raci-graph: port {port} cannot be had (Address already in use). {remedy}\n"
