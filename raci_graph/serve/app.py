"""The routes: what each address answers. What needs the data is done by the workers."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from http import HTTPStatus
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from raci_graph.errors import RaciGraphError, UsageError
from raci_graph.pages import base_style
from raci_graph.queries import find
from raci_graph.serve import ask, describe, matrix_page, pages, protocol
from raci_graph.serve.guard import Guard
from raci_graph.serve.negotiation import GRAPH_FORMS, choose, prefers_page
from raci_graph.serve.refused import Refused, refusal_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.requests import Request

    from raci_graph.queries import SavedQuery
    from raci_graph.serve.negotiation import Form
    from raci_graph.serve.reply import Job, Reply
    from raci_graph.serve.workers import Workers

_STYLE = "pages.css"
_STATIC = {
    _STYLE: "text/css; charset=utf-8",
    "editor.css": "text/css; charset=utf-8",
    "editor.js": "text/javascript; charset=utf-8",
    "yasgui.min.css": "text/css; charset=utf-8",
    "yasgui.min.js": "text/javascript; charset=utf-8",
}
_FOR_PROGRAMS = ("/sparql", "/.well-known/", "/static/")
_VARY = {"Vary": "Accept"}


def make_app(workers: Workers, name: str, started: Callable[[], None]) -> Starlette:
    """Return the application.

    Args:
        workers: who answers; they are ended with the application.
        name: what a person calls what is served.
        started: is called once, when requests are answered.
    """
    routes = _Routes(workers, name)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        workers.join()
        started()
        yield
        workers.close()

    return Starlette(
        routes=routes.all(),
        middleware=[Middleware(Guard)],
        exception_handlers={Refused: routes.refused, RaciGraphError: routes.refused, HTTPException: routes.refused},
        lifespan=lifespan,
    )


class _Routes:
    """The handlers of requests."""

    def __init__(self, workers: Workers, name: str) -> None:
        self._workers = workers
        self._name = name

    def all(self) -> list[Route]:
        return [
            Route("/", self.home),
            Route("/questions/{name}.{form}", self.download),
            Route("/questions/{name}", self.question),
            Route("/matrix", self.matrix),
            Route("/node", self.node),
            Route("/editor", self.editor, methods=["GET", "POST"]),
            Route("/sparql", self.sparql, methods=["GET", "POST"]),
            Route("/.well-known/void", self.void),
            Route("/static/{name}", _static),
        ]

    async def home(self, request: Request) -> Response:
        return _response(await self._run(request, pages.home))

    async def question(self, request: Request) -> Response:
        question = _find(request.path_params["name"])
        values = _values(request, question)
        asked = bool(request.scope["query_string"])
        job = partial(pages.question, name=question.name, values=values, asked=asked)
        return _response(await self._run(request, job))

    async def download(self, request: Request) -> Response:
        question, wanted = _find(request.path_params["name"]), request.path_params["form"]
        form = next((each for each in ask.forms_for(question.text) if each.name == wanted), None)
        if form is None:
            raise Refused(HTTPStatus.NOT_FOUND, f"this question is not answered as '{wanted}'")
        values, media_type = _values(request, question), form.media_types[0]
        job = partial(ask.download, name=question.name, values=values, form=form.name, media_type=media_type)
        return _response(await self._run(request, job))

    async def matrix(self, request: Request) -> Response:
        return _response(await self._run(request, partial(matrix_page.matrix, iri=_iri(request))))

    async def node(self, request: Request) -> Response:
        return _response(await self._run(request, partial(pages.node, iri=_iri(request))))

    async def editor(self, request: Request) -> Response:
        if request.method == "POST":
            text = protocol.query_of_post(b"", request.headers.get("content-type", ""), await _body(request))
            return _response(await self._run(request, partial(pages.editor, text=text, run=True)))
        text = dict(protocol.fields_of(request.scope["query_string"])).get("query", "")
        return _response(await self._run(request, partial(pages.editor, text=text, run=False)))

    async def sparql(self, request: Request) -> Response:
        query_string, accept = request.scope["query_string"], request.headers.getlist("accept")
        text: str | None
        if request.method == "POST":
            content_type = request.headers.get("content-type", "")
            text = protocol.query_of_post(query_string, content_type, await _body(request))
        else:
            text = protocol.query_of_get(query_string)
        if text is None:
            if prefers_page(accept):
                return RedirectResponse("/editor", HTTPStatus.SEE_OTHER, _VARY)
            return await self._described(request, describe.service_description)
        form, media_type = _choose(accept, ask.forms_for(text))
        job = partial(ask.query, text=text, form=form.name, media_type=media_type)
        return _response(await self._run(request, job), _VARY)

    async def void(self, request: Request) -> Response:
        return await self._described(request, describe.void)

    async def refused(self, request: Request, error: Exception) -> Response:
        """Say why a request is not answered: as a page to who looks at pages, as a line to programs."""
        refused = _refusal(error)
        if request.url.path.startswith(_FOR_PROGRAMS):
            return PlainTextResponse(f"{refused.reason}\n", refused.status, refused.headers)
        return _response(pages.error_page(refused, self._name))

    async def _run(self, request: Request, job: Job) -> Reply:
        return await self._workers.run(job, _gone(request))

    async def _described(self, request: Request, make: Callable[..., Reply]) -> Response:
        accept = request.headers.getlist("accept")
        turtle = GRAPH_FORMS[0]
        form, media_type = (turtle, "text/plain") if prefers_page(accept) else _choose(accept, GRAPH_FORMS)
        base = f"http://{request.headers['host']}"
        job = partial(make, base=base, form=form.name, media_type=media_type)
        return _response(await self._run(request, job), _VARY)


async def _gone(request: Request) -> None:
    """Wait until the client has hung up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        raise Refused(HTTPStatus.NOT_FOUND, "there is no such file")
    body = files("raci_graph.serve").joinpath("static").joinpath(name).read_bytes()
    if name == _STYLE:
        body = base_style().encode() + body
    return Response(body, media_type=_STATIC[name], headers={"Cache-Control": "max-age=86400"})


def _response(reply: Reply, headers: dict[str, str] | None = None) -> Response:
    said = {**reply.headers, **(headers or {}), "Cache-Control": "no-store", "Content-Type": reply.media_type}
    return Response(reply.body, reply.status, said)


def _refusal(error: Exception) -> Refused:
    if isinstance(error, Refused):
        return error
    if isinstance(error, HTTPException):
        status = HTTPStatus(error.status_code)
        return Refused(status, f"{status.phrase}: {status.description or 'not answered'}", error.headers)
    if isinstance(error, RaciGraphError):
        return refusal_of(error)
    raise error


def _choose(accept: list[str], forms: tuple[Form, ...]) -> tuple[Form, str]:
    chosen = choose(accept, forms)
    if chosen is None:
        names = ", ".join(each.media_types[0] for each in forms)
        raise Refused(HTTPStatus.NOT_ACCEPTABLE, f"none of what is accepted can be given. Accept one of {names}", _VARY)
    return chosen


def _find(name: str) -> SavedQuery:
    try:
        return find(name)
    except UsageError as error:
        raise Refused(HTTPStatus.NOT_FOUND, str(error)) from error


def _values(request: Request, question: SavedQuery) -> dict[str, list[str]]:
    """Return the values of each parameter that is given; an empty field of the form is none."""
    fields = protocol.fields_of(request.scope["query_string"])
    names = [each.name for each in question.params]
    for name, _ in fields:
        if name not in names:
            raise Refused(HTTPStatus.BAD_REQUEST, f"the question has no parameter '{name}'. It has {', '.join(names)}")
    values: dict[str, list[str]] = {}
    for name, value in fields:
        if value.strip():
            values.setdefault(name, []).append(value)
    return values


def _iri(request: Request) -> str:
    iri = dict(protocol.fields_of(request.scope["query_string"])).get("iri")
    if not iri:
        raise Refused(HTTPStatus.BAD_REQUEST, "the parameter 'iri' is missing")
    return iri


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > protocol.MOST_BYTES:
            raise Refused(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the request is longer than {protocol.MOST_BYTES} bytes"
            )
    return bytes(body)
