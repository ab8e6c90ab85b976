"""Jobs that make pages: the start, a question, a query of one's own, a node, an error."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from raci_graph.errors import UsageError
from raci_graph.figures.lettering import is_right_to_left
from raci_graph.queries import find, saved_queries
from raci_graph.serve import lookups
from raci_graph.serve.ask import answer, filled, forms_for
from raci_graph.serve.bounded import SomeRows
from raci_graph.serve.refused import Refused, reason_of
from raci_graph.serve.render import page, shown
from raci_graph.serve.written import write_triples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci_graph.engines.base import Term
    from raci_graph.queries import Parameter
    from raci_graph.serve.reply import Reply, Served

_MOST_CHOICES = 500
"""How many things a menu offers; where there are more, one is named in a field."""
_MANY_MATRICES = 100
"""Of more matrices the parts are not counted, and no question is asked of all of them unless somebody says so."""


def home(served: Served) -> Reply:
    """Return the page of what is served, with the menu of questions."""
    counted = lookups.number_of_matrices(served.engine) <= _MANY_MATRICES
    found = lookups.matrices(served.engine, counted=counted)
    return page("home", served=served.name, matrices=found, counted=counted, questions=saved_queries())


def question(served: Served, *, name: str, values: Mapping[str, list[str]], asked: bool) -> Reply:
    """Return the page of a saved question with its form, and its answer or what is wrong with the values.

    Where there are many matrices, nothing is answered until somebody has asked: ``asked`` tells whether the form was
    sent.
    """
    saved = find(name)
    number = 0 if asked or not saved.params else lookups.number_of_matrices(served.engine)
    waits = number > _MANY_MATRICES
    status, text, found, wrong = HTTPStatus.OK, saved.text, None, None
    try:
        text = filled(served, saved, values)
        found = None if waits else _answer(served, text)
    except UsageError as error:
        status, wrong = HTTPStatus.BAD_REQUEST, reason_of(error)
    return page(
        "question",
        status=status,
        served=served.name,
        question=saved,
        fields=[_field(served, each, values.get(each.name, [])) for each in saved.params],
        values=[(name, each) for name, several in values.items() for each in several],
        forms=forms_for(saved.text),
        text=text,
        answer=found,
        number=number if waits else None,
        wrong=wrong,
    )


def editor(served: Served, *, text: str, run: bool) -> Reply:
    """Return the page of the editor; without JavaScript it is a form, and the answer stands below it."""
    status, found, wrong = HTTPStatus.OK, None, None
    if run:
        try:
            found = _answer(served, text)
        except UsageError as error:
            status, wrong = HTTPStatus.BAD_REQUEST, reason_of(error)
    return page("editor", status=status, served=served.name, text=text, answer=found, wrong=wrong)


def node(served: Served, *, iri: str) -> Reply:
    """Return the page of what is said of a node.

    Raises:
        Refused: if it is no IRI, or nothing is said of it (400, 404).
    """
    term = named(iri)
    said = lookups.said(served.engine, term, served.limit)
    said_of = lookups.said_of(served.engine, term, served.limit)
    if not said and not said_of:
        raise Refused(HTTPStatus.NOT_FOUND, f"nothing is said of {iri}")
    labels = lookups.labels(served.engine, [term, *(each for row in (*said, *said_of) for each in row)])
    return page(
        "node",
        served=served.name,
        iri=iri,
        title=labels.get(iri, iri),
        said=[[shown(each, labels) for each in row] for row in said],
        said_of=[[shown(each, labels) for each in row] for row in said_of],
        limit=served.limit,
    )


def error_page(refused: Refused, served: str) -> Reply:
    """Return the page that says why a request is not answered."""
    reply = page("error", status=refused.status, served=served, phrase=refused.status.phrase, reason=refused.reason)
    reply.headers.update(refused.headers)
    return reply


def named(iri: str) -> ox.NamedNode:
    """Return an IRI as a term.

    Raises:
        Refused: if it is none (400).
    """
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, f"'{iri}' is not an IRI") from error


def _answer(served: Served, text: str) -> dict[str, Any]:
    """Return an answer for the template: a truth value, rows with labels, or triples in Turtle."""
    found = answer(served, text)
    if isinstance(found, bool):
        return {"kind": "truth", "truth": found, "more": False, "count": 1}
    if not isinstance(found, SomeRows):
        turtle = write_triples(found.triples, "ttl").decode()
        return {"kind": "triples", "turtle": turtle, "more": found.more, "count": len(found.triples)}
    terms: list[Term | None] = [term for row in found.rows.rows for term in row]
    labels = lookups.labels(served.engine, terms)
    rows = [[shown(term, labels) for term in row] for row in found.rows.rows]
    turned = sum(any(is_right_to_left(each.text) for each in row if each) for row in rows)
    return {
        "kind": "rows",
        "columns": found.rows.columns,
        "rows": rows,
        "direction": "rtl" if 2 * turned > len(rows) else "ltr",
        "more": found.more,
        "count": len(found.rows.rows),
    }


def _field(served: Served, parameter: Parameter, values: list[str]) -> dict[str, Any]:
    """Return a parameter for the form: with a menu, if it names one of few things."""
    choices: list[tuple[str, str]] = []
    if parameter.type == "iri" and parameter.about is not None:
        choices = lookups.candidates(served.engine, parameter.about, _MOST_CHOICES + 1)
    if len(choices) > _MOST_CHOICES or not set(values) <= set(dict(choices)):
        choices = []
    twice = {label for iri, label in choices for other, same in choices if label == same and iri != other}
    menu = [(iri, f"{label} ({iri})" if label in twice else label) for iri, label in choices]
    return {"parameter": parameter, "values": values or [""], "choices": menu}
