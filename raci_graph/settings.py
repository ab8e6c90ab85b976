"""What raci.toml says of a matrix: the names of its IRIs, its service and its publication.

A table [validate] beside it is read by ``check_settings``.

[matrix]
base = "https://example.org/id/"       # an absolute IRI that ends in "/"
publisher = "Example Ltd"
id = "mail-service"
version = "2026-01-31"
language = "en"
title = "…"
service = "Mail service"
provider = "Example"                   # as the column is headed
consumer = "Customer"
license = "https://creativecommons.org/licenses/by/4.0/"
published-at = "https://example.org/page"
issued = 2026-01-31
previous-version = "2025-06-30"
transcription-version = "1.0.0"
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from raci_graph.errors import InputError, UsageError
from raci_graph.model import About

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

FILE = "raci.toml"
TABLE = "matrix"
CHECKS = "validate"
TABLES = (TABLE, CHECKS)
"""The tables of raci.toml: what it says of the matrix, and of its checks."""
_LANGUAGE = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"
_IRI_FIELDS = ("base", "license", "published_at")


def read_settings(path: Path) -> About:
    """Return what a raci.toml says.

    Raises:
        UsageError: for broken TOML, an unknown key (with the nearest known one), or a value that cannot be.
        InputError: if the file cannot be read.
    """
    found = read_toml(path)
    require_known(found, TABLES, path)
    table = table_in(found, TABLE, path) or {}
    names = {each.name.replace("_", "-"): each.name for each in fields(About)}
    require_known(table, names, path)
    values: dict[str, Any] = {}
    for key, value in table.items():
        wanted: type = datetime.date if names[key] == "issued" else str
        if not isinstance(value, wanted) or isinstance(value, datetime.datetime):
            kind = "a date, such as 2026-01-31" if wanted is datetime.date else "a text"
            raise UsageError(f"'{key}' must be {kind}", place=str(path), remedy="Mend its value")
        values[names[key]] = value
    return checked(About(**values), str(path))


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds.

    Raises:
        UsageError: for broken TOML.
        InputError: if the file cannot be read.
    """
    import tomllib

    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"this is not TOML: {error}", place=str(path), remedy="Mend it or move it away") from error
    except OSError as error:
        remedy = "Check its permissions"
        raise InputError(f"cannot be read: {error.strerror or error}", place=str(path), remedy=remedy) from error


def table_in(found: Mapping[str, Any], name: str, path: Path) -> dict[str, Any] | None:
    """Return a table of what a TOML file holds, None where it is not there.

    Raises:
        UsageError: if there is something else of that name.
    """
    table = found.get(name)
    if table is not None and not isinstance(table, dict):
        raise UsageError(f"'{name}' must be a table", place=str(path), remedy=f"Write [{name}] above its keys")
    return table


def require_known(found: Iterable[str], known: Collection[str], path: Path) -> None:
    """Refuse keys of a file that mean nothing.

    Raises:
        UsageError: for the first of them, with the nearest one that is known.
    """
    for key in found:
        if key not in known:
            from difflib import get_close_matches

            near = get_close_matches(key, known, 1)
            remedy = f"Did you mean '{near[0]}'?" if near else f"Known keys: {', '.join(known)}"
            raise UsageError(f"unknown key '{key}'", place=str(path), remedy=remedy)


def settings_beside(source: Path) -> About:
    """Return the settings of the folder in which a source lies; none where it has no raci.toml."""
    path = (source if source.is_dir() else source.parent) / FILE
    return read_settings(path) if path.is_file() else About()


def merged(settings: About, given: About) -> About:
    """Return settings with what was given on the command line in place of what a file says."""
    return replace(settings, **{each.name: value for each in fields(About) if (value := getattr(given, each.name))})


def checked(about: About, place: str) -> About:
    """Return the settings in Unicode NFC, as readers give a document, after a look at their IRIs and language tag.

    Raises:
        UsageError: for a base that cannot carry names, another value that is no IRI, or a wrong language tag.
    """
    for name in _IRI_FIELDS:
        value = getattr(about, name)
        if value is not None and not _is_iri(value):
            shown = name.replace("_", "-")
            raise UsageError(f"{shown} '{value}' is not an absolute IRI", place=place, remedy="Write it in full")
    if about.base is not None and not about.base.endswith(("/", "#")):
        raise UsageError(f"base '{about.base}' must end in '/' or '#'", place=place, remedy=f"Write '{about.base}/'")
    if about.language is not None and not is_language_tag(about.language):
        remedy = "Write a tag such as en or en-GB"
        raise UsageError(f"language '{about.language}' is not a language tag", place=place, remedy=remedy)
    composed: dict[str, Any] = {
        each.name: unicodedata.normalize("NFC", value)
        for each in fields(About)
        if isinstance(value := getattr(about, each.name), str)
    }
    return replace(about, **composed)


def toml_value(value: object) -> str:
    """Return a text, a number, a date or a list of numbers as TOML.

    >>> print(toml_value('say "yes"'))
    "say \\"yes\\""
    """
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)


def is_language_tag(text: str) -> bool:
    """Tell whether a text has the form of a language tag (BCP 47), such as en or en-GB."""
    import pyoxigraph as ox

    try:
        ox.Literal("", language=text)
    except ValueError:
        return False
    return re.fullmatch(_LANGUAGE, text) is not None


def _is_iri(text: str) -> bool:
    import pyoxigraph as ox

    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
