"""What commands share that are about a store alone: its options, and the opening of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypedDict

import click

from raci_graph.cli.common import server_options
from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from raci_graph.engines.base import Engine


class Where(TypedDict):
    """The options that name a store."""

    store: str | None
    query_url: str | None
    update_url: str | None
    gsp_url: str | None


def store_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that name a store: ``--store``, and the addresses of a server."""
    named = click.option("--store", metavar="URL|DIR", help="The SPARQL server, or the directory of a store.")
    return named(server_options(command))


@contextmanager
def opened(where: Where, *, create: bool = False, read_only: bool = False) -> Iterator[Engine]:
    """Open the store that a command line names, and close it afterwards.

    Args:
        where: the options.
        create: whether a directory that is not there, or is empty, becomes a new store.
        read_only: whether to leave a directory as it is, so that it can be read while another process writes.

    Raises:
        UsageError: if none is named.
        RaciGraphError: as ``connect`` raises it.
    """
    from raci_graph.engines.connect import connect

    if not any(where.values()):
        raise UsageError("no store is named", remedy="Give --store with a directory or the address of a server")
    engine = connect(**where, create=create, read_only=read_only)
    try:
        yield engine
    finally:
        engine.close()


def shown_name(where: Where) -> str:
    """Return what a store is called in a sentence, without a password."""
    from raci_graph.engines.addresses import shown

    name = where["store"] or where["query_url"] or ""
    return shown(name) if "://" in name else name
