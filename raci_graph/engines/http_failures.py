"""What goes wrong on the way to a server and back, as one clear line that holds no password."""

from __future__ import annotations

import http.client
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast
from urllib.error import HTTPError, URLError

from raci_graph.engines.addresses import shown
from raci_graph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_graph.engines.credentials import Credentials

_CHUNK = 1 << 16
_EXCERPT = 200
_REDIRECTS = (301, 302, 303, 307, 308)
_OTHER_ADDRESS = "Give the address of the query service itself, such as http://localhost:7878/query"
_SEE_LOG = "See the log of the server"
_REMEDIES = {
    400: "The server does not accept the query; see what it says, and try the query on a local store",
    401: "Set RACI_GRAPH_USER and RACI_GRAPH_PASSWORD, or RACI_GRAPH_TOKEN, or write a netrc file",
    403: "Ask whoever runs the server for the right to do this",
    404: _OTHER_ADDRESS,
    405: _OTHER_ADDRESS,
    413: "The server takes less at once: raise its limit, or send fewer or smaller graphs",
    503: "Try again later",
}
_CUT = ("X-SPARQL-MaxRows", "X-SQL-State")  # of Virtuoso
_DAMAGED = (SyntaxError, UnicodeDecodeError, http.client.IncompleteRead)


class Failures:
    """Tells what went wrong at one address.

    Args:
        address: the address.
        timeout: how many seconds were allowed.
        credentials: what was shown to the server, to be kept out of every message.
    """

    def __init__(self, address: str, timeout: float, credentials: Credentials | None) -> None:
        self.place = shown(address)
        self._timeout = timeout
        self._credentials = credentials

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn what goes wrong inside into one ``StoreError``."""
        try:
            yield
        except HTTPError as error:
            with error:
                raise self.refused(error) from error
        except _DAMAGED as error:
            raise self.broken(error) from error
        except TimeoutError as error:
            raise self._late() from error
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._late() from error
            raise self._unreachable(error.reason) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._unreachable(error) from error

    def refused(self, error: HTTPError) -> StoreError:
        """Return the error for an answer with a status that is no success."""
        onward = error.headers.get("Location")
        if error.code in _REDIRECTS and onward:
            message = f"the server points to {self.clean(shown(onward))} instead of answering"
            return self.error(message, "Give that address if it is the one you mean")
        said = self.clean(_said(error))
        message = f"the server refuses with HTTP status {error.code}{': ' if said else ''}{said}"
        return self.error(message, _REMEDIES.get(error.code, _SEE_LOG))

    def broken(self, error: Exception) -> StoreError:
        """Return the error for an answer that is not whole."""
        message = f"the answer is cut off or damaged ({self.clean(str(error))})"
        return self.error(message, "Ask again, and see the log of the server if it stays so")

    def media_type(self, response: http.client.HTTPResponse, accepted: tuple[str, ...]) -> str:
        """Return the media type of an answer.

        Raises:
            StoreError: if it is none of those that were asked for, or the server says that the answer is not whole.
        """
        found = response.headers.get_content_type()
        if found not in accepted:
            raise self.error(
                f"the answer is {found}, not the result of a query",
                "See in a browser whether a login page or another service stands at that address",
            )
        cut = [f"{name}: {response.headers[name]}" for name in _CUT if name in response.headers]
        if cut:
            message = f"the server does not give the whole answer ({self.clean(', '.join(cut))})"
            raise self.error(message, "Ask for less, or have its limit raised")
        return found

    def error(self, message: str, remedy: str = _SEE_LOG) -> StoreError:
        """Return an error of this address."""
        return StoreError(message, place=self.place, remedy=remedy)

    def clean(self, words: str) -> str:
        """Return what a server says as one line, without the password, should it repeat that."""
        line = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
        return (self._credentials.masked(line) if self._credentials else line)[:_EXCERPT]

    def _late(self) -> StoreError:
        return self.error(f"no complete answer within {self._timeout:g} seconds", "Ask for less, or allow more time")

    def _unreachable(self, reason: object) -> StoreError:
        words = self.clean(str(reason)) or type(reason).__name__
        return self.error(f"the server cannot be reached ({words})", "See that it runs and that the address is right")


def _said(error: HTTPError) -> str:
    """Return the first words of the body, unless it is a page for a browser."""
    try:
        body = cast("http.client.HTTPResponse", error.fp).read1(_CHUNK).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""
    return "" if body.lstrip().startswith("<") else body
