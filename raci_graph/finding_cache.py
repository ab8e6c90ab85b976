"""Remembers what checks found, by the content of all that they depend on, so that only what changed is checked again.

One SQLite file in a folder that may be deleted at any time; two processes may use it at once. A cache that cannot be
opened, read or written is none: the checks run, and nothing is said.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
import weakref
import zlib
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

VARIABLE = "RACI_GRAPH_CACHE"
"""The environment variable that names the folder of the cache."""

_FILE = "findings-3.sqlite3"
_TABLES = """
CREATE TABLE IF NOT EXISTS looks (path TEXT PRIMARY KEY, state TEXT, digest TEXT, words TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS found (key TEXT PRIMARY KEY, summary TEXT, since INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS found_since ON found (since);
CREATE TABLE IF NOT EXISTS details (key TEXT PRIMARY KEY, data BLOB);
"""
_FORGET = (
    "DELETE FROM details WHERE key IN (SELECT key FROM found WHERE since < ?)",
    "DELETE FROM found WHERE since < ?",
)
_PATIENCE = 2.0
"""How many seconds one process waits for another one that writes."""
_FRESH = 2_000_000_000
"""How many nanoseconds a file must be older than its look: one that changed since may have the same time."""
_KEPT = 90 * 24 * 3600
"""For how many seconds a result is kept."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a file: the digest of its content (SHA-256), and the words that were looked for in it."""

    digest: str
    words: frozenset[str]


class Kept(NamedTuple):
    """What is remembered of something: a summary, and all of it when it is asked for; both are data for JSON.

    ``data`` raises ValueError if it cannot be read, or is not there any more.
    """

    summary: Any
    data: Callable[[], Any]


def default_folder() -> Path:
    """Return the folder of the cache: as ``RACI_GRAPH_CACHE`` says, else in the user's folder of caches."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - no home is no error
    return Path(home, "raci-graph")


class FindingCache:
    """The cache in a folder; without one, nothing is remembered.

    Its file is let go of when nobody needs the cache, or what it gave, any more.
    """

    def __init__(self, folder: Path | None, words: Callable[[str, bytes], Iterable[str]]) -> None:
        """Open the cache.

        Args:
            folder: its folder, which is made if there is none; None for no cache.
            words: returns what is to be known of a file, in words without blanks, from its path and content.
        """
        self._words = words
        self._working_folder = os.getcwd()  # noqa: PTH109 - a text is wanted
        self._database = None if folder is None else _opened(folder)
        if self._database is not None:
            weakref.finalize(self, self._database.close)
        self._known: dict[str, tuple[str, Look]] | None = None
        self._new: dict[str, tuple[str, Look]] = {}
        self._looks: dict[str, Look] = {}

    def look(self, path: str) -> Look:
        """Return what is known of a file; it is read only if its size, times or inode changed.

        Raises:
            OSError: if it cannot be read.
        """
        if path not in self._looks:
            self._looks[path] = self._look(path)
        return self._looks[path]

    def get(self, keys: Iterable[str]) -> dict[str, Kept]:
        """Return what is remembered under each key that is known."""
        wanted = list(keys)
        found: dict[str, Kept] = {}
        if self._database is None:
            return found
        with suppress(sqlite3.Error, ValueError):
            for at in range(0, len(wanted), _AT_ONCE):
                some = wanted[at : at + _AT_ONCE]
                marks = ",".join("?" * len(some))
                query = f"SELECT key, summary FROM found WHERE key IN ({marks})"  # noqa: S608 - question marks
                rows = self._database.execute(query, some).fetchall()
                summaries = json.loads(f"[{','.join(summary for _, summary in rows)}]")
                found.update(
                    (key, Kept(summary, partial(self._details, key)))
                    for (key, _), summary in zip(rows, summaries, strict=True)
                )
        return found

    def put(self, results: Mapping[str, tuple[Any, Any]]) -> None:
        """Remember results, each a summary and all of it, and what was seen of files; what is old is forgotten."""
        if self._database is None or not (results or self._new):
            return
        now = int(time.time())
        looks = [(path, state, look.digest, " ".join(sorted(look.words))) for path, (state, look) in self._new.items()]
        with suppress(sqlite3.Error), self._database:
            self._database.executemany("INSERT OR REPLACE INTO looks VALUES (?, ?, ?, ?)", looks)
            details = [(key, _packed(data)) for key, (_, data) in results.items()]
            self._database.executemany("INSERT OR REPLACE INTO details VALUES (?, ?)", details)
            found = [(key, _text(summary), now) for key, (summary, _) in results.items()]
            self._database.executemany("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", found)
            for statement in _FORGET:
                self._database.execute(statement, (now - _KEPT,))

    def _details(self, key: str) -> Any:  # noqa: ANN401 - whatever JSON can say
        """Return all that is remembered under a key.

        Raises:
            ValueError: if it is not there, or cannot be read.
        """
        if self._database is None:
            raise ValueError(key)
        try:
            [(data,)] = self._database.execute("SELECT data FROM details WHERE key = ?", (key,))
            return json.loads(zlib.decompress(data))
        except (sqlite3.Error, zlib.error, TypeError) as error:
            raise ValueError(str(error)) from error

    def _look(self, path: str) -> Look:
        name = os.path.join(self._working_folder, path)  # noqa: PTH118 - one for each of many files
        status = os.stat(path)  # noqa: PTH116 - one for each of many files
        state = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
        known = self._all().get(name)
        if known and known[0] == state:
            return known[1]
        data = Path(path).read_bytes()
        look = Look(sha256(data).hexdigest(), frozenset(self._words(path, data)))
        if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) > _FRESH:
            self._new[name] = state, look
        return look

    def _all(self) -> dict[str, tuple[str, Look]]:
        if self._known is None:
            self._known = {}
            if self._database is not None:
                with suppress(sqlite3.Error):
                    rows = self._database.execute("SELECT path, state, digest, words FROM looks").fetchall()
                    self._known = {
                        path: (state, Look(digest, frozenset(words.split()))) for path, state, digest, words in rows
                    }
        return self._known


def _text(data: Any) -> str:  # noqa: ANN401 - whatever JSON can say
    return json.dumps(data, ensure_ascii=False)


def _packed(data: Any) -> bytes:  # noqa: ANN401 - whatever JSON can say
    return zlib.compress(_text(data).encode(), 1)


def _opened(folder: Path) -> sqlite3.Connection | None:
    """Return the database in a folder; one that is broken is made anew, one that cannot be had is None."""
    file = folder / _FILE
    for _ in range(2):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(file, timeout=_PATIENCE, check_same_thread=False)
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=OFF")
            database.executescript(_TABLES)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                return None
            with suppress(OSError):
                file.unlink()
        except OSError:
            return None
        else:
            return database
    return None
