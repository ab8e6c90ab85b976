"""The one place that knows every engine: from what a user calls a store to an engine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection

    from raci_graph.engines.base import Engine

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


def connect(
    store: str | None,
    *,
    create: bool = False,
    read_only: bool = False,
    timeout: float | None = None,
    allow: Collection[str] = (),
) -> Engine:
    """Return the engine for a store.

    Args:
        store: the http(s) address of a SPARQL server, the directory of an embedded store, or None for an empty
            store in memory.
        create: whether a directory that is not there, or is empty, becomes a new store.
        read_only: whether to leave a directory as it is, so that several processes can read it at once.
        timeout: for a server, how many seconds an answer may take.
        allow: what a query may do beyond reading all graphs of the store: "SERVICE" and "FROM".

    Raises:
        UsageError: for an address of another kind, a directory that holds no store, or a file.
        StoreError: if the directory cannot be opened.

    >>> connect(None).graphs()
    []
    """
    if store is None:
        from raci_graph.engines.embedded import EmbeddedEngine

        return EmbeddedEngine(allow=allow)
    if _SCHEME.match(store):
        from raci_graph.engines.remote import DEFAULT_TIMEOUT, RemoteEngine

        return RemoteEngine(store, timeout=DEFAULT_TIMEOUT if timeout is None else timeout, allow=allow)
    return _directory(Path(store), create=create, read_only=read_only, allow=allow)


def _directory(path: Path, *, create: bool, read_only: bool, allow: Collection[str]) -> Engine:
    from raci_graph.engines.embedded import EmbeddedEngine

    if path.exists() and not path.is_dir():
        raise UsageError("this is a file, not a store", place=str(path), remedy="Give the directory of a store")
    filled = path.is_dir() and any(path.iterdir())
    if filled and not (path / "CURRENT").is_file():
        raise UsageError("this directory is not a store", place=str(path), remedy="Give a new or empty directory")
    if not filled and not create:
        raise UsageError("there is no store here", place=str(path), remedy="Load data into it first, or check the name")
    return EmbeddedEngine(path, read_only=read_only, allow=allow)
