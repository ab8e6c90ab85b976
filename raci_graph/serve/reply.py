"""What a worker process gets, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from raci_graph.engines.base import Engine


@dataclass(frozen=True)
class Served:
    """What a job finds in its process.

    Attributes:
        engine: what is asked.
        name: what a person calls it.
        limit: how many rows or triples an answer has at most.
    """

    engine: Engine
    name: str
    limit: int


@dataclass(frozen=True)
class Reply:
    """The answer to a request, as bytes.

    Attributes:
        body: the content.
        media_type: what it is.
        headers: what else is said of it.
        status: the status of HTTP.
    """

    body: bytes
    media_type: str
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200


Job: TypeAlias = Callable[[Served], Reply]
"""A function of a module, or a partial of one: it travels to another process by its name."""
