"""The SPARQL 1.1 Protocol: from a request to the query that it carries, or to the reason why not."""

from __future__ import annotations

from email.message import Message
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from raci_graph.serve.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_BYTES = 1 << 20
"""How long the body of a request may be."""
FORM_TYPE = "application/x-www-form-urlencoded"
QUERY_TYPE = "application/sparql-query"
UPDATE_TYPE = "application/sparql-update"
_MOST_FIELDS = 100
_DATASET = ("default-graph-uri", "named-graph-uri")
_READS_ONLY = "this service only reads: an update is not run"


def fields_of(text: bytes) -> list[tuple[str, str]]:
    """Return the fields of a query string or of a form.

    Raises:
        Refused: if they are not percent-encoded UTF-8, or too many.

    >>> fields_of(b"query=ASK+%7B%7D&x=")
    [('query', 'ASK {}'), ('x', '')]
    """
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, "the parameters are not percent-encoded UTF-8") from error
    except ValueError as error:
        reason = f"there are more than {_MOST_FIELDS} parameters"
        raise Refused(HTTPStatus.BAD_REQUEST, reason) from error


def query_of_get(query_string: bytes) -> str | None:
    """Return the query of a GET request; None if there is none, and nothing else of the protocol either.

    Raises:
        Refused: for an update, several queries, or a dataset of the client's choice.
    """
    fields = fields_of(query_string)
    known = [(name, value) for name, value in fields if name in ("query", "update", *_DATASET)]
    return _query(known) if known else None


def query_of_post(query_string: bytes, content_type: str, body: bytes) -> str:
    """Return the query of a POST request: of a form, or of a body that is the query itself.

    Raises:
        Refused: for content of another type, an update, no query or several, or a dataset of the client's choice.
    """
    media_type, charset = _split(content_type)
    if media_type == FORM_TYPE:
        return _query([*fields_of(query_string), *fields_of(body)])
    if media_type == QUERY_TYPE:
        _refuse_others(fields_of(query_string))
        try:
            return body.decode(charset)
        except (UnicodeDecodeError, LookupError) as error:
            raise Refused(HTTPStatus.BAD_REQUEST, f"the query is not text in {charset}") from error
    if media_type == UPDATE_TYPE:
        raise Refused(HTTPStatus.FORBIDDEN, _READS_ONLY)
    reason = f"a query is posted as {FORM_TYPE} or {QUERY_TYPE}, not as '{media_type}'"
    raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, reason)


def _query(fields: Iterable[tuple[str, str]]) -> str:
    fields = list(fields)
    _refuse_others(fields)
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        count = "no query. Give it as the parameter 'query'" if not queries else "more than one query. Ask them in turn"
        raise Refused(HTTPStatus.BAD_REQUEST, f"the request has {count}")
    return queries[0]


def _refuse_others(fields: Iterable[tuple[str, str]]) -> None:
    for name, _ in fields:
        if name == "update":
            raise Refused(HTTPStatus.FORBIDDEN, _READS_ONLY)
        if name in _DATASET:
            reason = f"the dataset cannot be chosen by {name}. Leave it out: a query reads all graphs that are served"
            raise Refused(HTTPStatus.BAD_REQUEST, reason)


def _split(content_type: str) -> tuple[str, str]:
    message = Message()
    message["Content-Type"] = content_type or "text/plain"
    return message.get_content_type() if content_type else "", message.get_content_charset("utf-8")
