"""Who asks a server: a user and a password, or a token, from the address, the environment or a netrc file.

No message, log or ``repr`` holds a password or a token, and none is sent to a host that the user did not name.
"""

from __future__ import annotations

import base64
import netrc
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, quote_plus

from raci_graph.engines.addresses import origin, parse_address
from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

USER, PASSWORD, TOKEN = "RACI_GRAPH_USER", "RACI_GRAPH_PASSWORD", "RACI_GRAPH_TOKEN"
AUTH, NETRC = "RACI_GRAPH_AUTH", "RACI_GRAPH_NETRC"

Kind = Literal["basic", "digest", "bearer"]
_KINDS: dict[str, Kind] = {"basic": "basic", "digest": "digest", "bearer": "bearer"}
_TOKEN = re.compile(r"[\x21-\x7e]+")
_OTHERS_MAY_READ = 0o077


@dataclass(frozen=True)
class Credentials:
    """What is shown to one server.

    Attributes:
        kind: how it is shown; None is basic, and digest where the server asks for that.
        user: the user.
        password: the password.
        token: the token, in place of both.
    """

    kind: Kind | None = None
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def header(self) -> str:
        """Return the value of the header Authorization for basic and bearer."""
        return f"Bearer {self.token}" if self.token else f"Basic {self._pair()}"

    def masked(self, words: str) -> str:
        """Return words of a server without the password or the token, in any form that they were sent in."""
        if self.password:
            forms = [self._pair(), self.password, quote(self.password, safe=""), quote_plus(self.password)]
        else:
            forms = [self.token]
        for form in forms:
            words = words.replace(form, "***") if form else words
        return words

    def _pair(self) -> str:
        return base64.b64encode(f"{self.user}:{self.password}".encode()).decode()


Keys = dict[tuple[str, str, int], Credentials]
"""The credentials of each server, by ``origin``."""


def find_credentials(addresses: Iterable[str], environ: Mapping[str, str] | None = None) -> Keys:
    """Return what to show to the servers of these addresses, which the user named.

    An address with a user in it goes before the environment, and that before the netrc file.

    Args:
        addresses: the addresses, with users and passwords in them if they have some.
        environ: the environment, that of the process if there is none.

    Raises:
        UsageError: if an address is none, the environment contradicts itself, or the netrc file cannot be used.
    """
    environ = os.environ if environ is None else environ
    stated = _from_environment(environ)
    kind = _kind(environ)
    keys: Keys = {}
    for text in addresses:
        address = parse_address(text)
        place = origin(address.bare)
        if address.user is not None:
            keys[place] = Credentials(kind, address.user, address.password or "")
    for text in addresses:
        place = origin(parse_address(text).bare)
        if place not in keys:
            found = stated or _from_netrc(place, environ, kind)
            if found is not None:
                keys[place] = found
    return keys


def _from_environment(environ: Mapping[str, str]) -> Credentials | None:
    kind, user, token = _kind(environ), environ.get(USER), environ.get(TOKEN)
    if user and token and kind is None:
        raise UsageError(f"{USER} and {TOKEN} are both set", remedy=f"Unset one, or set {AUTH} to basic or bearer")
    if kind == "bearer" and not token:
        raise UsageError(f"{AUTH} is bearer, and {TOKEN} is not set", remedy=f"Set {TOKEN} to the token")
    if token and kind in {None, "bearer"}:
        if not _TOKEN.fullmatch(token):
            raise UsageError(f"{TOKEN} holds blanks or other signs that no token has", remedy="Set it to one word")
        return Credentials("bearer", token=token)
    return Credentials(kind, user, environ.get(PASSWORD, "")) if user else None


def _kind(environ: Mapping[str, str]) -> Kind | None:
    said = environ.get(AUTH, "")
    if said and said.lower() not in _KINDS:
        raise UsageError(f"{AUTH} is none of {', '.join(_KINDS)}", remedy="Unset it, or set it to one of these")
    return _KINDS.get(said.lower())


def _from_netrc(place: tuple[str, str, int], environ: Mapping[str, str], kind: Kind | None) -> Credentials | None:
    """Return what the netrc file says of a host; its entry ``default`` is for no server that we know of."""
    named = environ.get(NETRC)
    file = Path(named) if named else Path(environ.get("HOME") or Path.home()) / ".netrc"
    if not named and not file.is_file():
        return None
    try:
        hosts = netrc.netrc(str(file)).hosts
    except netrc.NetrcParseError as error:  # its words may hold a password
        message = "the netrc file cannot be read"
        raise UsageError(message, place=f"{file}:{error.lineno}", remedy="Correct that line") from None
    except (OSError, UnicodeDecodeError):
        remedy = f"Check {NETRC}, and that you may read the file"
        raise UsageError("the netrc file cannot be read", place=str(file), remedy=remedy) from None
    _, host, port = place
    found = hosts.get(f"{host}:{port}") or hosts.get(host)
    if found is None:
        return None
    user, _, password = found
    if password and os.name == "posix" and file.stat().st_mode & _OTHERS_MAY_READ:
        raise UsageError(
            "others may read this file, which holds a password", place=str(file), remedy=f"Run chmod 600 {file}"
        )
    return Credentials(None if kind == "bearer" else kind, user or "", password or "")
