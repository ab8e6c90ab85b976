"""What checks found, remembered by content."""

import os
import shutil
import sqlite3
import time

import pytest

from raci_graph.finding_cache import VARIABLE, FindingCache, default_folder

OLD = time.time_ns() - 10**12


def words(_path, data):
    if b"matrix" in data:
        yield "declares"


@pytest.fixture
def file(tmp_path):
    """A file that did not change of late."""
    path = tmp_path / "a.ttl"
    path.write_text("a matrix")
    os.utime(path, ns=(OLD, OLD))
    return path


class Counting:
    """Counts how often the content of a file is looked at."""

    def __init__(self):
        self.times = 0

    def __call__(self, path, data):
        self.times += 1
        return words(path, data)


def kept(cache, *keys):
    """What a cache knows of some keys: the summaries and all of it."""
    return {key: (each.summary, each.data()) for key, each in cache.get(keys).items()}


def test_what_was_put_is_got_by_the_next_cache(tmp_path):
    FindingCache(tmp_path / "cache", words).put({"k": ({"count": 1}, {"findings": ["ö"]}), "l": (2, [])})
    assert kept(FindingCache(tmp_path / "cache", words), "k", "other") == {"k": ({"count": 1}, {"findings": ["ö"]})}


def test_all_of_it_is_not_looked_at_before_somebody_asks(tmp_path):
    cache = FindingCache(tmp_path, words)
    cache.put({"k": (1, ["all"])})
    with sqlite3.connect(tmp_path / "findings-3.sqlite3") as database:
        database.execute("UPDATE details SET data = 'nothing that could be read'")
    found = cache.get(["k"])["k"]
    assert found.summary == 1
    with pytest.raises(ValueError, match="bytes-like"):
        found.data()


def test_what_was_got_can_be_looked_at_when_the_cache_is_left_and_its_folder_deleted(tmp_path):
    FindingCache(tmp_path / "cache", words).put({"k": (1, ["all"])})
    found = FindingCache(tmp_path / "cache", words).get(["k"])["k"]
    shutil.rmtree(tmp_path / "cache")
    assert found.data() == ["all"]


def test_the_file_is_let_go_of_when_nobody_needs_it(tmp_path):
    cache = FindingCache(tmp_path, words)
    cache.put({"k": (1, ["all"])})
    found = cache.get(["k"])["k"]
    database = cache._database
    del cache
    assert database.execute("SELECT count(*) FROM found").fetchone() == (1,)
    del found
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        database.execute("SELECT 1")


def test_what_was_forgotten_meanwhile_is_told(tmp_path):
    cache = FindingCache(tmp_path, words)
    cache.put({"k": (1, ["all"])})
    found = cache.get(["k"])["k"]
    with sqlite3.connect(tmp_path / "findings-3.sqlite3") as database:
        database.execute("DELETE FROM details")
    with pytest.raises(ValueError, match="not enough values"):
        found.data()


def test_thousands_of_keys_are_got_at_once(tmp_path):
    cache = FindingCache(tmp_path, words)
    cache.put({f"k{number}": (number, -number) for number in range(1200)})
    assert kept(cache, *(f"k{number}" for number in range(1300))) == {f"k{n}": (n, -n) for n in range(1200)}


def test_a_file_is_told_apart_by_its_content(file):
    before = FindingCache(None, words).look(str(file))
    assert before.words == {"declares"}
    file.write_text("nothing")
    after = FindingCache(None, words).look(str(file))
    assert (after.words, after.digest != before.digest) == (frozenset(), True)


def test_a_file_whose_state_is_that_of_long_ago_is_not_read_again(tmp_path, file, monkeypatch):
    monkeypatch.setattr("raci_graph.finding_cache._FRESH", -(10**9))
    first, second = Counting(), Counting()
    cache = FindingCache(tmp_path / "cache", first)
    look = cache.look(str(file))
    cache.put({})
    assert FindingCache(tmp_path / "cache", second).look(str(file)) == look
    assert (first.times, second.times) == (1, 0)


def test_a_file_that_changed_a_moment_ago_is_read_again(tmp_path, file):
    first, second = Counting(), Counting()
    file.write_text("a matrix, new")
    cache = FindingCache(tmp_path / "cache", first)
    cache.look(str(file))
    cache.put({})
    FindingCache(tmp_path / "cache", second).look(str(file))
    assert (first.times, second.times) == (1, 1)


@pytest.mark.parametrize("content", [b"this is no database, whatever its name says", b""])
def test_a_broken_file_of_the_cache_is_made_anew(tmp_path, content):
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / "findings-3.sqlite3").write_bytes(content)
    FindingCache(folder, words).put({"k": (1, [2])})
    assert kept(FindingCache(folder, words), "k") == {"k": (1, [2])}


def test_a_cache_that_cannot_be_made_is_none(tmp_path):
    (tmp_path / "file").write_text("")
    cache = FindingCache(tmp_path / "file" / "cache", words)
    cache.put({"k": (1, [2])})
    assert cache.get(["k"]) == {}


def test_a_cache_that_another_process_writes_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("raci_graph.finding_cache._PATIENCE", 0.01)
    cache = FindingCache(tmp_path, words)
    other = sqlite3.connect(tmp_path / "findings-3.sqlite3")
    other.execute("BEGIN IMMEDIATE")
    cache.put({"k": (1, [2])})
    assert cache.get(["k"]) == {}
    other.rollback()
    cache.put({"k": (1, [2])})
    assert kept(cache, "k") == {"k": (1, [2])}
    other.close()


def test_what_is_old_is_forgotten(tmp_path, monkeypatch):
    cache = FindingCache(tmp_path, words)
    cache.put({"old": (1, 1)})
    monkeypatch.setattr("raci_graph.finding_cache.time.time", lambda: time.time_ns() / 1e9 + 100 * 24 * 3600)
    cache.put({"new": (2, 2)})
    assert kept(cache, "old", "new") == {"new": (2, 2)}
    with sqlite3.connect(tmp_path / "findings-3.sqlite3") as database:
        assert database.execute("SELECT key FROM details").fetchall() == [("new",)]


def test_the_folder_is_the_users(monkeypatch):
    monkeypatch.setenv(VARIABLE, "/somewhere")
    assert default_folder().as_posix() == "/somewhere"
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    assert default_folder().as_posix() == "/caches/raci-graph"
