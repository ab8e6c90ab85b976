"""Compiles shapes to SPARQL queries: one for each shape with a target, which finds all that the shape reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.shacl.algebra import Algebra
from raci_graph.shacl.conditions import BrokenConstraintError, CannotCompileError, term
from raci_graph.shacl.focus import Focus, is_about_focus
from raci_graph.shacl.index import broken
from raci_graph.shacl.nodes import Nodes, union
from raci_graph.shacl.paths import label
from raci_graph.shacl.result import COLUMNS
from raci_graph.shacl.select import select_nodes
from raci_graph.shacl.shape import Closed, Members, Pattern, Qualified, Select, Shape, Terms
from raci_graph.vocab import SH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from raci_graph.shacl.shape import Constraint, Target

_HOLE = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A shape with a target as a query; ``name`` is what results call the shape."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Left:
    """A shape with a target that no plain SPARQL query can check, and why: some shape in it has what is named."""

    name: str
    reason: str


def compile_shapes(shapes: Iterable[Shape], *, place: str | None = None) -> tuple[list[Compiled], list[Left]]:
    """Return the queries of shapes, and the shapes that cannot be compiled.

    Args:
        shapes: shapes with targets.
        place: the file or folder that they come from, for errors.

    Raises:
        InputError: if a constraint is broken; the error names the shape.
    """
    done, left = [], []
    for shape in shapes:
        if shape.deactivated:
            continue
        try:
            text = _checked(_Query(place).text(shape))
        except CannotCompileError as error:
            left.append(Left(shape.name, str(error)))
        else:
            done += [Compiled(shape.name, text)] if text else []
    return done, left


def _checked(text: str) -> str:
    """Return a query that parses; whatever else came out for a query of an unusual form is not compiled."""
    try:
        if text:
            ox.Store().query(text)
    except SyntaxError as error:
        raise CannotCompileError("a query of a form that is not known") from error
    return text


class _Query:
    def __init__(self, place: str | None) -> None:
        self._place = place
        self._algebra = Algebra()
        self._name = ""

    def text(self, shape: Shape) -> str:
        """Return the query of a shape; none for a shape that can report nothing."""
        self._name = str(shape.node)
        parts = list(self._results(shape, lambda node: self._targets(shape.targets, node)))
        if not parts:
            return ""
        columns = " ".join(f"?{name}" for name in COLUMNS)
        return f"SELECT {columns} WHERE {{ {' UNION '.join(f'{{ {part} }}' for part in parts)} }}"

    def _targets(self, targets: tuple[Target, ...], node: str) -> Nodes:
        empty = Nodes("", (node,))
        found = union((Nodes(self._target(target, node), (node,)) for target in targets), empty)
        if len(targets) == 1 and targets[0].kind in {"targetClass", "targetNode"}:
            return found
        return Nodes(f"{{ SELECT DISTINCT ?{node} WHERE {{ {found.text} }} }}", (node,))

    def _target(self, target: Target, node: str) -> str:
        name = term(target.term)
        match target.kind:
            case "targetNode":
                return f"VALUES ?{node} {{ {name} }}"
            case "targetClass":
                return self._algebra.instances(node, name)
            case "targetSubjectsOf":
                return f"?{node} {name} ?{self._algebra.fresh()} ."
        return f"?{self._algebra.fresh()} {name} ?{node} ."

    def _results(self, shape: Shape, focus: Callable[[str], Nodes]) -> Iterator[str]:
        """Yield the pattern of each constraint of a shape at focus nodes, and of the property shapes in it."""
        if shape.deactivated:
            return
        for constraint in shape.constraints:
            if isinstance(constraint, Members) and constraint.kind == "property":
                yield from self._results(constraint.shapes[0], lambda node: self._value_nodes(shape, focus, node))
                continue
            try:
                yield self._result(shape, constraint, focus("focus"))
            except BrokenConstraintError as error:
                name = str(shape.node) if isinstance(shape.node, ox.NamedNode) else f"a shape in {self._name}"
                raise broken(name, str(error), self._place) from error

    def _value_nodes(self, shape: Shape, focus: Callable[[str], Nodes], node: str) -> Nodes:
        if shape.path is None:
            return focus(node)
        above = self._algebra.fresh()
        found = self._algebra.values(focus(above), above, shape.path, node)
        return Nodes(f"{{ SELECT DISTINCT ?{node} WHERE {{ {found.text} }} }}", (node,))

    def _result(self, shape: Shape, constraint: Constraint, focus: Nodes) -> str:
        if isinstance(constraint, Select):
            return self._of_query(shape, constraint, focus)
        path = "" if shape.path is None else f"BIND({_path(label(shape.path))} AS ?path)"
        if isinstance(constraint, Closed):
            return self._of_closed(shape, constraint, focus)
        if is_about_focus(constraint):
            found = Focus(self._algebra, shape, focus, "focus", "value").violating(constraint)
            columns = ("focus", "value") if _names_value(constraint) else ("focus",)
        elif shape.path is None:
            found = self._algebra.value_violating(constraint, focus, "focus").also("BIND(?focus AS ?value)")
            columns = ("focus", "value")
        else:
            values = self._algebra.values(focus, "focus", shape.path, "value")
            found = self._algebra.value_violating(constraint, values, "value")
            columns = ("focus", "value")
        message = _text(shape.messages[0] if shape.messages else said(constraint))
        return _row(_distinct(found, columns), shape, constraint, path, message)

    def _of_closed(self, shape: Shape, constraint: Closed, focus: Nodes) -> str:
        found, node = focus, "focus"
        if shape.path is not None:
            node = self._algebra.fresh()
            found = self._algebra.values(focus, "focus", shape.path, node)
        found = found.also(self._algebra.other_properties(constraint, node, "path", "value"))
        message = _text(shape.messages[0] if shape.messages else said(constraint))
        return _row(_distinct(found, ("focus", "path", "value")), shape, constraint, "", message)

    def _of_query(self, shape: Shape, constraint: Select, focus: Nodes) -> str:
        selected = select_nodes(constraint, focus, "focus")
        columns = selected.columns
        parts = [selected.nodes.text]
        if "value" not in columns and shape.path is None:
            parts.append("BIND(?focus AS ?value)")
        own = None if shape.path is None else _path(label(shape.path))
        path = f"BIND(COALESCE(?{columns['path']}{f', {own}' if own else ''}) AS ?path)" if "path" in columns else ""
        path = path or (f"BIND({own} AS ?path)" if own else "")
        messages = constraint.messages or shape.messages
        message = _filled(messages[0], columns) if messages else _text(said(constraint))
        return _row(" ".join(parts), shape, constraint, path, message)


def _row(found: str, shape: Shape, constraint: Constraint, path: str, message: str) -> str:
    """Return a pattern with the columns that are the same in each of its rows, or are computed."""
    name = term(shape.node) if isinstance(shape.node, ox.NamedNode) else _text(shape.name)
    parts = [
        found,
        f"BIND({name} AS ?shape)",
        path,
        f"BIND(<{shape.severity}> AS ?severity)",
        f"BIND(<{SH}{component(constraint)}> AS ?component)",
        f"BIND({message} AS ?message)",
    ]
    return " ".join(part for part in parts if part)


def _distinct(found: Nodes, columns: tuple[str, ...]) -> str:
    return f"{{ SELECT DISTINCT {' '.join(f'?{name}' for name in columns)} WHERE {{ {found.text} }} }}"


def _names_value(constraint: Constraint) -> bool:
    """Tell whether the results of a constraint on a focus node name a value."""
    return constraint.kind in {"equals", "disjoint", "lessThan", "lessThanOrEquals"}


def component(constraint: Constraint) -> str:
    """Return the local name of the constraint component of SHACL that a constraint is of.

    >>> component(Pattern("a", ""))
    'PatternConstraintComponent'
    """
    name = "SPARQL" if isinstance(constraint, Select) else f"{constraint.kind[0].upper()}{constraint.kind[1:]}"
    return f"{name}ConstraintComponent"


def said(constraint: Constraint) -> str:
    """Return the message of a constraint whose shape has none."""
    match constraint:
        case Terms(kind, terms) if terms:
            return f"sh:{kind} {' '.join(each.value for each in terms)} does not hold"
        case Pattern(pattern):
            return f"sh:pattern {pattern} does not hold"
        case Qualified(kind, _, count, _):
            return f"sh:{kind} {count} does not hold"
    return f"sh:{constraint.kind} does not hold"


def _path(path: str) -> str:
    return _text(path) if set("^(<") & set(path[:1]) else f"<{path}>"


def _text(words: str) -> str:
    return str(ox.Literal(words))


def _filled(template: str, columns: dict[str, str]) -> str:
    """Return the expression for a message with the values of variables in it."""
    parts, at = [], 0
    for hole in _HOLE.finditer(template):
        if hole[1] in columns:
            parts += [_text(template[at : hole.start()]), f"COALESCE(STR(?{columns[hole[1]]}), {_text(hole[0])})"]
            at = hole.end()
    if not parts:
        return _text(template)
    return f"CONCAT({', '.join([*parts, _text(template[at:])])})"
