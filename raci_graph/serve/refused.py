"""What the server refuses, with the status of HTTP for it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from raci_graph.errors import RaciGraphError, StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Refused(Exception):  # noqa: N818 - not every refusal is an error
    """A request that is not answered.

    Attributes:
        status: the status of HTTP.
        reason: what is wrong and what to do, in one line.
        headers: what else the answer says.
    """

    def __init__(self, status: HTTPStatus, reason: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, reason)
        self.status = status
        self.reason = reason
        self.headers = dict(headers or {})


def refusal_of(error: RaciGraphError) -> Refused:
    """Return what an error of the library is over HTTP: the client's own fault, or that of the store behind."""
    status = HTTPStatus.BAD_GATEWAY if isinstance(error, StoreError) else HTTPStatus.BAD_REQUEST
    return Refused(status, reason_of(error))


def reason_of(error: RaciGraphError) -> str:
    """Return what an error says, in one line, without the option of another command that would allow it there.

    >>> reason_of(RaciGraphError("no", remedy="Leave it out, or take --allow from"))
    'no. Leave it out'
    """
    remedy = error.remedy
    if remedy is not None and "--allow" in remedy:
        remedy = remedy.partition(", or ")[0]
    return " ".join(str(RaciGraphError(error.message, place=error.place, remedy=remedy)).split())
