"""The lock of an embedded store: one process writes, a second one is told who; nobody who reads is refused."""

import os
import re
import signal
import subprocess
import sys

import pyoxigraph as ox
import pytest

from raci_graph.engines.connect import connect
from raci_graph.engines.lock import LOCK_FILE
from raci_graph.errors import StoreError

TRIPLE = ox.Triple(ox.NamedNode("urn:x:s"), ox.NamedNode("urn:x:p"), ox.Literal("o"))
HOLD = """
import sys, time
from raci_graph.engines.connect import connect
engine = connect(sys.argv[1], create=True)
print("held", flush=True)
time.sleep(600)
"""


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "store"
    engine = connect(str(path), create=True)
    engine.put_graph("urn:x:g", [TRIPLE])
    engine.close()
    return path


@pytest.fixture
def holder(store):
    """Another process that writes to the store."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(store)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_writer_is_told_who_writes(store, holder):
    with pytest.raises(StoreError) as caught:
        connect(str(store))
    assert caught.value.place == str(store)
    since = r"since \d{4}-\d\d-\d\dT[\d:]+\+00:00"
    said = rf"another process writes to the store: process {holder.pid} on \S+ {since} \(-c .*\)"
    assert re.fullmatch(said, caught.value.message)


def test_a_reader_is_not_refused(store, holder):
    assert connect(str(store), read_only=True).graphs() == [("urn:x:g", 1)]


def test_what_a_killed_process_leaves_behind_is_no_lock(store, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert f"process {holder.pid} " in (store / LOCK_FILE).read_text("utf-8")
    engine = connect(str(store))
    assert f"process {os.getpid()} " in (store / LOCK_FILE).read_text("utf-8")
    engine.close()


def test_the_lock_is_let_go_when_the_store_is_closed_or_forgotten(store):
    connect(str(store)).close()
    connect(str(store))
    engine = connect(str(store))
    assert engine.put_graph("urn:x:g", [TRIPLE]) == 1
    engine.close()


def test_a_store_whose_making_was_interrupted_is_made_anew(tmp_path):
    (tmp_path / LOCK_FILE).write_text("process 1 on vm\n", "utf-8")
    (tmp_path / "MANIFEST-000001").write_bytes(b"")
    engine = connect(str(tmp_path), create=True)
    assert engine.put_graph("urn:x:g", [TRIPLE]) == 1
    engine.close()


def test_what_a_killed_load_left_behind_is_removed_by_the_next_who_writes(store):
    (store / "bulk-123.sst").write_bytes(b"half")
    connect(str(store), read_only=True).close()
    assert (store / "bulk-123.sst").exists()
    engine = connect(str(store))
    assert not (store / "bulk-123.sst").exists()
    assert engine.graphs() == [("urn:x:g", 1)]
    engine.close()


def test_a_store_that_was_closed_after_much_was_replaced_needs_no_log(store):
    many = [ox.Triple(TRIPLE.subject, TRIPLE.predicate, ox.Literal(f"{number:0200}")) for number in range(6_000)]
    engine = connect(str(store))
    assert engine.put_graph("urn:x:g", many) == 6_000
    engine.close()
    for log in store.glob("*.log"):
        log.unlink()
    assert connect(str(store), read_only=True).graphs() == [("urn:x:g", 6_000)]


class Watched:
    """A store that notes when it is merged."""

    def __init__(self, store):
        self.store, self.merged = store, 0

    def __getattr__(self, name):
        return getattr(self.store, name)

    def optimize(self):
        self.store.optimize()
        self.merged += 1


@pytest.mark.parametrize(
    ("sizes", "merged"),
    [([6_000, 24_000], [0, 1]), ([6_000, 24_000, 6_000], [0, 1, 0]), ([6_000, 100], [0, 0])],
    ids=["grown fivefold", "grown by a fifth at last", "no step of sorted files"],
)
def test_a_store_is_merged_that_many_steps_were_loaded_into_and_that_has_grown(store, sizes, merged):
    seen = []
    for number, size in enumerate(sizes):
        engine = connect(str(store))
        engine.merged_after = min(number, 1) or 2
        engine._store = watched = Watched(engine._store)
        triples = [ox.Triple(TRIPLE.subject, TRIPLE.predicate, ox.Literal(f"{number}{at:0200}")) for at in range(size)]
        engine.put_graph(f"urn:x:{number}", triples)
        engine.close()
        watched.store = None
        seen.append(watched.merged)
    assert seen == merged
    there = dict(connect(str(store), read_only=True).graphs())
    assert there == {"urn:x:g": 1} | {f"urn:x:{number}": size for number, size in enumerate(sizes)}
