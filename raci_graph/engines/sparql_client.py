"""SPARQL queries and updates on their way to a server: SPARQLWrapper, always by POST.

The answer's format is said by the kind of the question, errors are as HTTP has them, and the session sets time-outs:
SPARQLWrapper's own defaults have none of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.engines.http_session import AGENT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from http.client import HTTPResponse

    from SPARQLWrapper import SPARQLWrapper

    from raci_graph.engines.http_session import Session


def send(
    session: Session,
    address: str,
    text: str,
    accepted: tuple[str, ...] | None,
    parameters: Iterable[tuple[str, str]] = (),
) -> HTTPResponse:
    """Send a query or an update and return the answer, whose body is still to be read.

    Args:
        session: what it is sent with.
        address: where to.
        text: the query or update.
        accepted: the media types that an answer may have; None for an update, which is never sent twice.
        parameters: the parameters that go with it.

    Raises:
        OSError: what urllib raises.
        http.client.HTTPException: if the answer is no HTTP.
    """
    from SPARQLWrapper import INSERT, JSON, POST, SELECT

    wrapper = _client(session)(address, updateEndpoint=address, returnFormat=JSON, agent=AGENT)
    wrapper.setMethod(POST)
    wrapper.setOnlyConneg(True)
    wrapper.addCustomHttpHeader("Accept", ", ".join(accepted) if accepted else "*/*")
    for name, value in parameters:
        wrapper.addParameter(name, value)
    # Set, not guessed from the text: setQuery() takes any word in a comment for the kind.
    wrapper.queryString, wrapper.queryType = text, SELECT if accepted else INSERT
    response: HTTPResponse = wrapper.query().response
    return response


def _client(session: Session) -> type[SPARQLWrapper]:
    """Return SPARQLWrapper with the requests that it makes sent by a session."""
    from SPARQLWrapper import SPARQLWrapper

    class Client(SPARQLWrapper):
        def _query(self) -> tuple[HTTPResponse, str]:
            safe = not self.isSparqlUpdateRequest()
            return session.open(self._createRequest(), safe=safe), self.returnFormat

    return Client
