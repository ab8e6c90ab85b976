"""Who may ask: a program or a page of this machine that means this server. And what a browser is told."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_DEFAULT_PORT = 80
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' "
    "data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = [
    (b"content-security-policy", _POLICY.encode("ascii")),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
]


class Guard:
    """Refuses what does not come from this machine's own pages and programs, and adds the headers of safety.

    A name of a foreign site that is made to lead to this machine is told by the Host header; a page of a foreign
    site by what its browser says of where the request comes from.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        reason = _why_not(scope)
        if reason is None:
            await self._app(scope, receive, send_guarded)
        else:
            await PlainTextResponse(f"{reason}\n", HTTPStatus.FORBIDDEN)(scope, receive, send_guarded)


def _why_not(scope: Scope) -> str | None:
    headers: dict[bytes, list[bytes]] = {}
    for name, value in scope["headers"]:
        headers.setdefault(name, []).append(value)
    port = scope["server"][1]
    allowed = {f"{host}:{port}" for host in _HOSTS} | (set(_HOSTS) if port == _DEFAULT_PORT else set())
    hosts = [value.decode("latin-1").lower() for value in headers.get(b"host", [])]
    if len(hosts) != 1 or hosts[0] not in allowed:
        return f"this server answers to http://127.0.0.1:{port}/ alone"
    site = headers.get(b"sec-fetch-site", [b"none"])[0]
    mode = headers.get(b"sec-fetch-mode", [b""])[0]
    if site not in (b"none", b"same-origin") and (mode != b"navigate" or scope["method"] not in ("GET", "HEAD")):
        return "a page of another site may not ask this server"
    return None
