"""YAML front matter: what a page says of itself, and the map ``raci:`` that states who has which role.

A map of roles is about the page as a whole; a map of such maps has an activity for each of its keys, and a list of maps
is a table with a column for each of their keys. The first two come as a
list ("R: Ann, Bob" below an activity), which the parser reads like one that is written in the page; words for roles of
DACI and RAPID come as a table, for only their headers together tell what "approver" is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.blocks import Heading, Paragraph, RawCell, RawRow, RawTable
from raci_graph.errors import InputError
from raci_graph.findings import Finding, Severity
from raci_graph.model import Place
from raci_graph.readers import limits
from raci_graph.readers.text import fold
from raci_graph.readers.yaml_nodes import NAMES, NotYamlError, compose, holds_sentences, is_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci_graph.readers.yaml_nodes import Node

_FENCE = re.compile(r"---\s*")
_OTHERS = frozenset({"daci", "rapid"})
"""The schemes other than RACI and its kin."""
_WORK = frozenset({"responsible", "accountable"})
"""The keys that say together who does the work on a page and who answers for it; the second one says it alone, too."""
_DECIDERS, _OTHERS_TOLD = frozenset({"decision-makers", "deciders"}), frozenset({"consulted", "informed"})
"""The keys of a record of a decision, as MADR has them; one of the second alone tells a role."""
_FENCE_END = re.compile(r"(?:---|\.\.\.)\s*")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter says: the lines it takes, title and language of the page, who has which role, and doubts."""

    size: int
    title: str | None = None
    language: str | None = None
    roles: tuple[Heading | Paragraph | RawTable, ...] = ()
    findings: tuple[Finding, ...] = ()


def front_matter(lines: Sequence[str], file: str) -> FrontMatter:
    """Return what the front matter of a page says; one of no lines where it has none.

    What is not YAML and begins with an empty line is text: a page may begin with a rule.

    Args:
        lines: the lines of the page.
        file: its name, used in places and messages.

    Raises:
        InputError: for front matter that is not YAML.
    """
    size = _end(lines)
    try:
        root = _compose(lines[1 : size - 1], file) if size else None
    except InputError:
        if lines[1].strip():
            raise
        return FrontMatter(0)
    if size and root is None:
        return FrontMatter(size)
    if root is None or not _is_map(root):
        return FrontMatter(0)
    values = {key.value: value for key, value in root.value}
    called = next((text for name in NAMES if (text := _text(values.get(name)))), None)
    roles = tuple(
        block
        for key, value in root.value
        if is_scheme(key)
        for block in (_roles(called or file, key, value, file) if _is_map(value) else _listed(key, value, file))
    )
    language = _text(values.get("lang")) or _text(values.get("language"))
    return FrontMatter(size, _text(values.get("title")), language, roles, _loose_roles(root, file))


def _loose_roles(root: Node, file: str) -> tuple[Finding, ...]:
    """Return what is to be said of keys for roles that stand in no map of roles: whose they are is not certain."""
    named = {key.value.casefold(): key for key, value in root.value if value.value}
    told = named.keys() & (_DECIDERS | _OTHERS_TOLD)
    keys = _WORK & named.keys() if "accountable" in named else told if told & _OTHERS_TOLD and told & _DECIDERS else ()
    if not keys:
        return ()
    first = min((named[word] for word in keys), key=lambda key: key.start_mark.line)
    message = "keys of the front matter name who has which role, but they stand in no map 'raci'"
    return (Finding("P17", Severity.WARNING, message, _cell("", first, file).place, "left out"),)


def _end(lines: Sequence[str]) -> int:
    """Return the number of lines that the front matter takes, 0 if there is none."""
    if not lines or not _FENCE.fullmatch(lines[0]):
        return 0
    size = 0
    for index, line in enumerate(lines[1:], 1):
        size += len(line)
        if size > limits.MAX_FRONT_MATTER:
            return 0
        if _FENCE_END.fullmatch(line):
            return index + 1
    return 0


def _compose(lines: Sequence[str], file: str) -> Node | None:
    try:
        roots = compose("\n".join(lines))
    except NotYamlError as error:
        place = file if error.line is None else f"{file}:{error.line + 2}"
        remedy = "Mend the lines between the '---' marks"
        raise InputError("the front matter is not YAML", place=place, remedy=remedy) from error
    return roots[0] if roots else None


def _is_map(node: Node | None) -> bool:
    return node is not None and node.id == "mapping" and all(key.id == "scalar" for key, _ in node.value)


def _text(node: Node | None) -> str | None:
    if node is None or node.id != "scalar" or not node.value.strip():
        return None
    return unicodedata.normalize("NFC", fold(node.value))


def _roles(called: str, key: Node, roles: Node, file: str) -> Iterator[Paragraph | RawTable]:
    """Yield who has which role by a map of roles, or by each map in it: as lists, or as a table.

    What a list explains is a legend and nobody's role, and so are sentences.
    """
    inner = [(name, value) for name, value in roles.value if _is_map(value)]
    rows = [(_cell(name.value, name, file), name, value) for name, value in inner]
    rows = rows or [(_cell(called, key, file), key, roles)]
    lettered = all(len(role.value) == 1 for _, _, value in rows for role, _ in value.value)
    is_usual = key.value.casefold() not in _OTHERS
    if is_usual or lettered or any(holds_sentences(value) for _, _, value in rows):
        for activity, _, value in rows:
            yield Paragraph((activity,), 0)
            lines = [_cell(f"{role.value}: {_names(who)}", role, file) for role, who in value.value]
            yield Paragraph(tuple(lines), 1)
        return
    heads = {role.value: role for _, _, value in rows for role, _ in value.value}
    header = (_cell("", key, file), *(_cell(name, role, file) for name, role in heads.items()))
    body = []
    for activity, at, value in rows:
        said = {role.value: _cell(_names(who), who, file) for role, who in value.value}
        cells = (activity, *(said.get(name, _cell("", at, file)) for name in heads))
        body.append(RawRow(cells, activity.place))
    yield RawTable(RawRow(header, header[0].place), tuple(body))


def _listed(key: Node, rows: Node, file: str) -> Iterator[Heading | RawTable]:
    """Yield the table that a list of maps is, below the name of its scheme; nothing for another value."""
    maps = [item for item in rows.value if _is_map(item)] if rows.id == "sequence" else []
    if not maps or len(maps) < len(rows.value):
        return
    names = list(dict.fromkeys(name.value for item in maps for name, _ in item.value))
    header = RawRow(tuple(_cell(name, key, file) for name in names), _cell("", key, file).place)
    body = []
    for item in maps:
        said = {name.value: _cell(_names(value), value, file) for name, value in item.value}
        cells = tuple(said.get(name, _cell("", item, file)) for name in names)
        body.append(RawRow(cells, _cell("", item, file).place))
    title = _cell(key.value, key, file)
    yield Heading(1, title.text, title.plain, title.place)
    yield RawTable(header, tuple(body))


def _names(who: Node) -> str:
    names = [each.value for each in who.value if each.id == "scalar"] if who.id == "sequence" else [who.value]
    return ", ".join(str(name) for name in names)


def _cell(text: str, node: Node, file: str) -> RawCell:
    composed = unicodedata.normalize("NFC", text)
    return RawCell(composed, fold(composed), Place(file, node.start_mark.line + 2, node.start_mark.column + 1))
