"""Jobs that answer a query or a saved question in a form for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph import results
from raci_graph.queries import find, prepare
from raci_graph.queries.text import form_of
from raci_graph.serve.bounded import SomeRows, construct_some, select_some
from raci_graph.serve.negotiation import GRAPH_FORMS, ROW_FORMS
from raci_graph.serve.reply import Reply
from raci_graph.serve.written import content_type, write_rows, write_triples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci_graph.queries import SavedQuery
    from raci_graph.serve.bounded import SomeTriples
    from raci_graph.serve.negotiation import Form
    from raci_graph.serve.reply import Served

    Answer = SomeRows | SomeTriples | bool

LIMIT_HEADER = "X-SPARQL-MaxRows"
"""Said with the limit where an answer was cut off there."""


def forms_for(query: str) -> tuple[Form, ...]:
    """Return the forms in which a query can be answered.

    Raises:
        UsageError: for an update, or a text that is no query.
    """
    return ROW_FORMS if form_of(query) in ("SELECT", "ASK") else GRAPH_FORMS


def answer(served: Served, query: str) -> Answer:
    """Ask a query, up to the limit of rows or triples; every engine refuses what reads from elsewhere.

    Raises:
        UsageError: for an update, a query that does not parse, or one that reads from elsewhere.
        StoreError: if the store does not answer.
    """
    form = form_of(query)
    if form == "SELECT":
        return select_some(served.engine, query, served.limit)
    return served.engine.ask(query) if form == "ASK" else construct_some(served.engine, query, served.limit)


def filled(served: Served, question: SavedQuery, values: Mapping[str, list[str]]) -> str:
    """Return the text of a saved question with values in the rows of its parameters.

    Raises:
        UsageError: for an unknown label, or a value that cannot be.
        StoreError: if the store does not answer.
    """
    return prepare(served.engine, question.name, values).text


def query(served: Served, *, text: str, form: str, media_type: str) -> Reply:
    """Answer a query of the SPARQL protocol."""
    return _reply(answer(served, text), form, media_type)


def download(served: Served, *, name: str, values: Mapping[str, list[str]], form: str, media_type: str) -> Reply:
    """Answer a saved question as a file; in CSV, what a spreadsheet would take for a formula is made harmless."""
    question = find(name)
    found = answer(served, filled(served, question, values))
    reply = _reply(found, form, media_type)
    headers = {**reply.headers, "Content-Disposition": f'attachment; filename="{question.name}.{form}"'}
    if form == "csv" and isinstance(found, SomeRows):
        return Reply("".join(results.to_csv(found.rows)).encode(), reply.media_type, headers)
    return Reply(reply.body, reply.media_type, headers)


def _reply(found: Answer, form: str, media_type: str) -> Reply:
    if isinstance(found, bool):
        return Reply(write_rows(found, form), content_type(media_type))
    headers = {LIMIT_HEADER: str(len(found[0].rows if isinstance(found, SomeRows) else found[0]))} if found.more else {}
    body = write_rows(found.rows, form) if isinstance(found, SomeRows) else write_triples(found.triples, form)
    return Reply(body, content_type(media_type), headers)
