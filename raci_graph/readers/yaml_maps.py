"""YAML into tables, headings and lists: a list of maps is a table, and so is a map of maps."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from raci_graph.blocks import Heading, Paragraph, RawCell, RawRow, RawTable
from raci_graph.errors import InputError
from raci_graph.findings import Finding, Severity
from raci_graph.model import Place
from raci_graph.readers import limits
from raci_graph.readers.base import Page
from raci_graph.readers.text import decode, fold
from raci_graph.readers.yaml_nodes import NAMES, NotYamlError, compose, holds_sentences, is_scheme

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from raci_graph.blocks import Block
    from raci_graph.readers.yaml_nodes import Node

    Fields = dict[str, Node]

_TITLES = ("title", "name")


def page(data: bytes, file: str, encoding: str | None = None) -> Page:
    """Return the tables of a YAML document, with the keys above them as headings.

    A list of maps is a table with a column for each key; a map of maps has a row for each of its keys. A map in a row
    adds its keys to the row's, and a list of maps in one without such a map gives a row for each of them. Values in a
    list stand in one cell, between commas. A map of single values is a paragraph with a line "key: value" for each.
    What a row holds beyond that, a key that is no single value and a key of a row that stands again are told and left
    out (P07).

    Maps under the names of schemes (``raci``, ``daci``) are each a table of its own below that name: of one row, headed
    by what the map around them is called, or of those rows of a list that have such a map.

    Args:
        data: the bytes of the document.
        file: its name, used in places and messages.
        encoding: the name of its encoding, where that is known.

    Returns:
        Headings, tables and paragraphs. What is no YAML gives a finding P07 and no blocks.

    Raises:
        InputError: as ``decode`` raises it, for more values or characters than the limits, aliases counted wherever
            they stand, or for what nests too deeply or in itself.
    """
    decoded = decode(data, file, encoding)
    try:
        roots = compose("\n".join(decoded.lines))
    except NotYamlError as error:
        place = Place(file, 1) if error.line is None else Place(file, error.line + 1, (error.column or 0) + 1)
        said = Finding("P07", Severity.VIOLATION, "the document is no YAML", place, "nothing was read")
        return Page((), findings=(*decoded.findings, said))
    walk = _Walk(file)
    try:
        _check_size(roots, file)
        blocks = tuple(block for root in roots for block in walk.blocks(root, 1))
    except RecursionError as error:
        remedy = "Keep the matrix alone in a document of its own"
        raise InputError("the document nests too deeply, or in itself", place=file, remedy=remedy) from error
    return Page(blocks, _title(roots), findings=(*decoded.findings, *walk.said))


def _title(roots: list[Node]) -> str | None:
    for root in roots:
        if root.id == "mapping":
            values = {key.value: value for key, value in root.value if key.id == "scalar"}
            named = [values[name].value for name in _TITLES if name in values and values[name].id == "scalar"]
            if named and named[0].strip():
                return _composed(named[0])
    return None


def _check_size(roots: list[Node], file: str) -> None:
    """Refuse a document that is too large where each alias counts as what it stands for.

    Raises:
        InputError: for more values or characters than the limits.
        RecursionError: for what nests too deeply, or in itself.
    """
    sizes: dict[int, tuple[int, int]] = {}

    def size(node: Node) -> tuple[int, int]:
        if id(node) not in sizes:
            if node.id == "scalar":
                sizes[id(node)] = (1, len(node.value))
            else:
                inner = node.value if node.id == "sequence" else [each for pair in node.value for each in pair]
                of_inner = [size(each) for each in inner]
                sizes[id(node)] = (1 + sum(values for values, _ in of_inner), sum(text for _, text in of_inner))
        return sizes[id(node)]

    for root in roots:
        values, text = size(root)
        if values > limits.MAX_CELLS:
            raise _too_large(f"{limits.MAX_CELLS:,} values", file)
        if text > limits.MAX_CELL_TEXT:
            raise _too_large(f"{limits.MAX_CELL_TEXT:,} characters", file)


def _too_large(most: str, place: str) -> InputError:
    remedy = "Keep the matrix alone in a document of its own"
    return InputError(f"the document has more than {most}", place=place, remedy=remedy)


class _Walk:
    """Goes through the nodes of a document; ``file`` is its name."""

    def __init__(self, file: str) -> None:
        self.said: dict[Finding, None] = {}
        self._file = file
        self._cells = 0

    def blocks(self, node: Node, level: int, called: Node | None = None) -> Iterator[Block]:
        """Yield what a node holds, below headings of a level; ``called`` is its name if it gives itself none."""
        if node.id == "sequence":
            yield from self._sequence(node, level)
        elif node.id == "mapping":
            yield from self._mapping(node, level, called)

    def _sequence(self, node: Node, level: int) -> Iterator[Block]:
        maps = [item for item in node.value if item.id == "mapping"]
        schemes = {key.value: key for item in maps for key, value in item.value if self._is_scheme(key, value)}
        if len(schemes) > 1:
            first = next(iter(schemes))
            for name, key in schemes.items():
                others = schemes.keys() - {name}
                wanted = [
                    item
                    for item in maps
                    if name in (has := {key.value for key, _ in item.value if key.id == "scalar"})
                    or (name == first and has.isdisjoint(others))
                ]
                yield self._heading(key, level)
                yield self._table([(None, fields, item) for item in wanted for fields in self._rows(item, others)])
        elif maps:
            yield self._table([(None, fields, item) for item in maps for fields in self._rows(item)])
        for item in node.value:
            if item.id == "sequence":
                yield from self.blocks(item, level)

    def _mapping(self, node: Node, level: int, called: Node | None) -> Iterator[Block]:
        named = self._named(node)
        plain = [(key, value) for key, value in named if self._text(value) is not None]
        if plain:
            self._count(len(plain), node)
            lines = [self._cell(f"{key.value}: {self._text(value)}", key) for key, value in plain]
            yield Paragraph(tuple(lines), level - 1)
        values = {key.value: value for key, value in plain}
        called = next((values[name] for name in NAMES if name in values and self._text(values[name])), called)
        schemes = [
            (key, value)
            for key, value in named
            if self._is_scheme(key, value) and self._is_flat(value) and not holds_sentences(value)
        ]
        maps = [(key, value) for key, value in named if value.id == "mapping" and value.value]
        if schemes:
            for key, value in schemes if called is not None else ():
                yield from self._scheme(key, value, called, level)
            named = [each for each in named if called is None or each not in schemes]
        elif len(maps) > 1 and all(self._is_flat(value) for _, value in maps):
            yield self._table([(key, fields, key) for key, value in maps for fields in self._rows(value)])
            named = [(key, value) for key, value in named if value.id != "mapping"]
        several = sum(self._has_scheme(value) for _, value in named) > 1
        for key, value in named:
            if self._text(value) is None:
                yield self._heading(key, level)
                yield from self.blocks(value, level + 1, key if several else None)

    def _heading(self, key: Node, level: int) -> Heading:
        return Heading(min(level, 6), key.value, _composed(key.value), self._place(key))

    def _scheme(self, key: Node, roles: Node, called: Node, level: int) -> Iterator[Block]:
        """Yield who has which role for what a map is called: a table, but below letters a list, or it is a legend."""
        if all(len(name.value) == 1 for name, _ in roles.value):
            self._count(1 + len(roles.value), roles)
            yield Paragraph((self._cell(self._text(called) or "", called),), level - 1)
            lines = [self._cell(f"{name.value}: {self._text(who)}", name) for name, who in roles.value]
            yield Paragraph(tuple(lines), level)
        else:
            yield self._heading(key, level)
            yield self._table([(called, fields, key) for fields in self._rows(roles)])

    def _is_scheme(self, key: Node, value: Node) -> bool:
        return is_scheme(key) and value.id == "mapping" and bool(value.value)

    def _has_scheme(self, node: Node) -> bool:
        return node.id == "mapping" and any(self._is_scheme(key, value) for key, value in node.value)

    def _is_flat(self, node: Node) -> bool:
        return all(key.id == "scalar" and self._text(value) is not None for key, value in node.value)

    def _rows(self, node: Node, without: Collection[str] = ()) -> list[Fields]:
        """Return the rows of a map without some of its keys: one, or one for each map of a list in it."""
        self._count(1, node)
        fields: Fields = {}
        several: list[Fields] = []
        named = [(key, value) for key, value in self._named(node) if key.value not in without]
        seen: set[str] = set()
        has_map = any(value.id == "mapping" for _, value in named)
        for key, value in named:
            if key.value in seen:
                self._say_left_out(f"the key '{key.value}' stands twice in a row", key)
                continue
            seen.add(key.value)
            if value.id == "mapping":
                first, *others = self._rows(value)
                fields |= self._renamed(first, fields, key.value)
                if others:
                    self._say_too_much(key)
            elif (
                value.id == "sequence"
                and any(item.id == "mapping" for item in value.value)
                and not (several or has_map)
            ):
                inner_maps = [item for item in value.value if item.id == "mapping"]
                taken = {*fields, *(name.value for name, _ in named)}
                several = [self._renamed(inner, taken, key.value) for item in inner_maps for inner in self._rows(item)]
            elif self._text(value) is None:
                self._say_too_much(key)
            else:
                fields[key.value] = value
        self._count(len(several) * len(fields), node)
        return [fields | each for each in several] or [fields]

    def _named(self, node: Node) -> list[tuple[Node, Node]]:
        """Return the keys of a map that are single values, with what they stand for; tell of the others."""
        for key, _ in node.value:
            if key.id != "scalar":
                self._say_left_out("a key that is a list or a map names nothing", key)
        return [(key, value) for key, value in node.value if key.id == "scalar"]

    def _say_too_much(self, key: Node) -> None:
        self._say_left_out(f"what stands below '{key.value}' is more than a row of a table holds", key)

    def _say_left_out(self, message: str, key: Node) -> None:
        self.said[Finding("P07", Severity.VIOLATION, message, self._place(key), "left out")] = None

    def _renamed(self, inner: Fields, taken: Any, outer: str) -> Fields:  # noqa: ANN401 - a set or a map of names
        return {f"{outer} / {name}" if name in taken else name: value for name, value in inner.items()}

    def _table(self, rows: Sequence[tuple[Node | None, Fields, Node]]) -> RawTable:
        """Return a table of rows, each with the key that names it, its fields and the node that it stands at."""
        keyed = any(key is not None for key, _, _ in rows)
        names = list(dict.fromkeys(name for _, fields, _ in rows for name in fields))
        self._count(len(rows) * (keyed + len(names)), rows[0][2])
        start = self._place(rows[0][2])
        heads = [RawCell(name, _composed(name), start) for name in ([""] * keyed + names)]
        body = []
        for key, fields, node in rows:
            cells = [self._cell(self._text(key) or "", key)] if key is not None else []
            cells += [self._value(fields.get(name), node) for name in names]
            body.append(RawRow(tuple(cells), self._place(node)))
        return RawTable(RawRow(tuple(heads), start), tuple(body))

    def _value(self, node: Node | None, row: Node) -> RawCell:
        if node is None:
            return self._cell("", row)
        return self._cell(self._text(node) or "", node)

    def _text(self, node: Node) -> str | None:
        """Return a single value, or the values of a list, as the text of a cell; None for what holds more."""
        if node.id == "scalar":
            return "" if node.value in {"null", "~"} else str(node.value)
        if node.id == "sequence" and all(item.id == "scalar" for item in node.value):
            return ", ".join(str(item.value) for item in node.value)
        return None

    def _cell(self, text: str, node: Node) -> RawCell:
        composed = unicodedata.normalize("NFC", text).strip()
        return RawCell(composed, fold(composed), self._place(node))

    def _count(self, values: int, node: Node) -> None:
        """Count values, wherever an alias repeats them.

        Raises:
            InputError: for more values than the limit.
        """
        self._cells += values
        if self._cells > limits.MAX_CELLS:
            raise _too_large(f"{limits.MAX_CELLS:,} values", str(self._place(node)))

    def _place(self, node: Node) -> Place:
        return Place(self._file, node.start_mark.line + 1, node.start_mark.column + 1)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", fold(text))
