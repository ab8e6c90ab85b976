"""The one place that knows every engine: from what a user calls a store to an engine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from raci_graph.errors import StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection

    from raci_graph.engines.base import Engine

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


class ServerUrls(TypedDict):
    """The addresses of a server, as ``connect`` takes them."""

    query_url: str | None
    update_url: str | None
    gsp_url: str | None


def connect(  # noqa: PLR0913 - a server has three addresses
    store: str | None,
    *,
    create: bool = False,
    read_only: bool = False,
    timeout: float | None = None,
    query_url: str | None = None,
    update_url: str | None = None,
    gsp_url: str | None = None,
    allow: Collection[str] = (),
) -> Engine:
    """Return the engine for a store.

    Args:
        store: the http(s) address of a SPARQL server, from which its other addresses are found; the directory of an
            embedded store; or None for an empty store in memory, or the server of the addresses below.
        create: whether a directory that is not there, or is empty, becomes a new store.
        read_only: whether to leave a directory as it is, so that several processes can read it at once.
        timeout: for a server, how many seconds an answer may take.
        query_url: the address of a server for queries, where ``store`` does not tell it.
        update_url: its address for updates.
        gsp_url: its address for whole graphs, by the Graph Store Protocol.
        allow: what a query may do beyond reading all graphs of the store: "SERVICE" and "FROM".

    Raises:
        UsageError: for an address of another kind, a directory that holds no store, or a file.
        StoreError: if the directory cannot be opened, or a server that has to be asked what it is does not answer.

    >>> connect(None).graphs()
    []
    """
    urls = (query_url, update_url, gsp_url)
    if store is not None and not _SCHEME.match(store):
        if any(urls):
            raise UsageError("this store is a directory, which has no addresses", place=store, remedy="Leave them out")
        return _directory(Path(store), create=create, read_only=read_only, allow=allow)
    if store is None and not any(urls):
        from raci_graph.engines.embedded import EmbeddedEngine

        return EmbeddedEngine(allow=allow)
    return _server(store, urls, timeout, allow)


def _server(
    store: str | None,
    urls: tuple[str | None, str | None, str | None],
    timeout: float | None,
    allow: Collection[str],
) -> Engine:
    from raci_graph.engines.addresses import parse_address
    from raci_graph.engines.credentials import find_credentials
    from raci_graph.engines.http_session import Session
    from raci_graph.engines.profiles import explicit_profile, find_profile
    from raci_graph.engines.remote import DEFAULT_TIMEOUT, RemoteEngine

    seconds = DEFAULT_TIMEOUT if timeout is None else timeout
    keys = find_credentials([url for url in (store, *urls) if url])
    found = find_profile(parse_address(store), lambda: Session(keys, seconds)) if store else None
    return RemoteEngine(explicit_profile(found, *urls), timeout=seconds, keys=keys, allow=allow)


def _directory(path: Path, *, create: bool, read_only: bool, allow: Collection[str]) -> Engine:
    from raci_graph.engines.embedded import EmbeddedEngine
    from raci_graph.engines.lock import is_untouched

    try:
        is_file = path.exists() and not path.is_dir()
        made = not is_file and (path / "CURRENT").is_file()
        foreign = not is_file and not made and not is_untouched(path)
    except OSError as error:
        message = f"the store cannot be opened ({error.strerror or error})"
        raise StoreError(message, place=str(path), remedy="Check the directory and its permissions") from error
    if is_file:
        raise UsageError("this is a file, not a store", place=str(path), remedy="Give the directory of a store")
    if foreign:
        raise UsageError("this directory is not a store", place=str(path), remedy="Give a new or empty directory")
    if not made and not create:
        raise UsageError("there is no store here", place=str(path), remedy="Load data into it first, or check the name")
    return EmbeddedEngine(path, read_only=read_only, allow=allow)
