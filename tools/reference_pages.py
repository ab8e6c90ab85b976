"""The pages of docs/reference/, made from what they describe: commands, questions, rules, ontology, Python API."""

from __future__ import annotations

import inspect
from collections import defaultdict
from enum import EnumMeta
from typing import TYPE_CHECKING

import click
import pyoxigraph as ox
from marked_up import code, docstring, fenced, page, prose, table

import raci_graph
from raci_graph import explain
from raci_graph.cli import cli
from raci_graph.queries import saved_queries
from raci_graph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

KINDS = {
    "owl:Class": "Classes",
    "owl:ObjectProperty": "Properties between things",
    "owl:DatatypeProperty": "Properties with a value",
    "owl:AnnotationProperty": "Properties that say something beside the logic",
    "owl:NamedIndividual": "Individuals",
}
"""The kinds of terms of an ontology, in the order of its page."""


def reference(top: Path) -> dict[str, str]:
    """Return the text of each page by its name; ``top`` is the root of the repository."""
    return {
        "commands.md": page("Commands", "the command line", commands()),
        "queries.md": page("Saved questions", "queries/", questions()),
        "rules.md": page("Rules", "docs/rules/", rules()),
        "ontology.md": page("Ontology", "ontology/", ontology(top / "ontology")),
        "python-api.md": page("Python API", "the docstrings of raci_graph", api()),
    }


def commands() -> Iterator[str]:
    """Make the page of every command and option."""
    yield from docstring(cli.help or "")
    yield from _command(cli, click.Context(cli, info_name="raci-graph"))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    """Make the part of a command, and of all below it."""
    if context.parent:
        yield f"## {context.command_path}"
        usage = [
            each.metavar or (each.name or "").upper() for each in command.params if isinstance(each, click.Argument)
        ]
        tail = ["COMMAND"] if isinstance(command, click.Group) else ["[OPTIONS]", *usage]
        yield fenced("text", " ".join([context.command_path, *tail]))
        yield from docstring(command.help or "")
    options = [each for each in command.params if isinstance(each, click.Option) and not each.hidden]
    yield from table(
        ("option", "what it does", "without it"),
        [(_names(option), prose(option.help or ""), _default(option)) for option in options],
    )
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found and not found.hidden:
                yield from _command(found, click.Context(found, context, info_name=name))


def _names(option: click.Option) -> str:
    """Return the names of an option and what it takes."""
    names = ", ".join(option.opts)
    if option.secondary_opts:
        names = f"{names} / {', '.join(option.secondary_opts)}"
    if option.is_flag or option.count:
        return code(names)
    kind = option.type
    what = "|".join(map(str, kind.choices)) if isinstance(kind, click.Choice) else kind.name.upper()
    return code(f"{names} {option.metavar or what}")


def _default(option: click.Option) -> str:
    """Return what holds without an option, where its help shows it."""
    shown = option.show_default
    if not shown or option.is_flag:
        return ""
    return code(shown if isinstance(shown, str) else str(option.default))


def questions() -> Iterator[str]:
    """Make the page of the saved questions."""
    yield (
        "Each is a file of `queries/` that runs unchanged in any SPARQL tool; `raci-graph query NAME` asks it, with or"
        " without its number ([Ask questions](../how-to/query.md))."
    )
    for query in saved_queries():
        yield f"## {query.name}"
        yield f"{prose(query.summary)}. *{prose(query.question)}*"
        yield f"Tags: {prose(', '.join(query.tags))}"
        rows = [
            (code(each.name), f"{each.type} ({each.about})" if each.about else str(each.type), prose(each.description))
            for each in query.params
        ]
        yield from table(("parameter", "type", "what it does"), rows)
        yield from table(
            ("column", "what it holds"), [(code(name), prose(text)) for name, text in query.columns.items()]
        )


def rules() -> Iterator[str]:
    """Make the page of the rules, which leads to the page of each."""
    yield "`raci-graph explain CODE` prints a page. [About the rules](../rules/README.md) says what the families are."
    facts = [(name, explain.title(name), explain.explain(name).split("\n")[2]) for name in explain.codes()]
    families: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name, title, line in facts:
        values = dict(part.split(": ", 1) for part in line.split(" · "))
        row = (f"[{name}](../rules/{name}.md)", prose(title), values["Severity"], prose(values["Waivable"]))
        families[f"{name[0]}: {values['Family']}"].append(row)
    for family, rows in families.items():
        yield f"## {family}"
        yield from table(("rule", "title", "severity", "waivable"), rows)
    yield fenced("{toctree}", ":hidden:\n:glob:\n\n../rules/README\n../rules/*")


def ontology(folder: Path) -> Iterator[str]:
    """Make the page of the terms of the ontology and of its modules."""
    yield f"`raci:` is `{PREFIXES['raci']}`. Open the files of `ontology/` for every axiom."
    for path in [*sorted(folder.glob("*.ttl")), folder / "inference" / "ownership.ttl"]:
        about = _described(path)
        (header,) = [each for each in about.values() if "owl:Ontology" in each["rdf:type"]]
        yield f"## {header['dcterms:title'][0]}"
        yield f"`ontology/{path.relative_to(folder).as_posix()}`. {prose(header['dcterms:description'][0])}"
        for kind, heading in KINDS.items():
            terms = {name: facts for name, facts in about.items() if kind in facts["rdf:type"]}
            rows = [_term(name, terms[name]) for name in sorted(terms) if terms[name]["skos:definition"]]
            yield from [f"### {heading}"] * bool(rows)
            yield from table(("term", "definition", "facts"), rows)


def _described(path: Path) -> Mapping[str, Mapping[str, list[str]]]:
    """Return what a file says of each name: the values of its properties, in the order of the file."""
    about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode | ox.Triple):
            about[_short(quad.subject.value)][_short(quad.predicate.value)].append(_short(quad.object.value))
    return about


def _short(text: str) -> str:
    """Return an IRI of a known prefix by its prefixed name, and any other text as it is."""
    found = next((name for name, iri in PREFIXES.items() if text.startswith(iri) and text != iri), None)
    return f"{found}:{text.removeprefix(PREFIXES[found])}" if found else text


def _term(name: str, facts: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the row of a term."""
    texts = [*facts["skos:definition"], *facts["skos:scopeNote"]]
    told = {
        "letter": facts["raci:letter"],
        "function": facts["raci:roleFunction"],
        "in": facts["skos:inScheme"],
        "shortcut": facts["raci:shortcutProperty"],
        "under": [*facts["rdfs:subClassOf"], *facts["rdfs:subPropertyOf"]],
        "of": facts["rdfs:domain"],
        "to": facts["rdfs:range"],
        "inverse": facts["owl:inverseOf"],
    }
    said = "; ".join(f"{key} {', '.join(map(code, values))}" for key, values in told.items() if values)
    return code(name), prose(" ".join(texts)), said


def api() -> Iterator[str]:
    """Make the page of the public names of the package."""
    yield "All of it is imported from `raci_graph`; a module below it may change at any time."
    yield from docstring(raci_graph.__doc__ or "")
    for name in sorted(set(raci_graph.__all__) - {"__version__"}, key=str.lower):
        found = raci_graph.__getattr__(name)
        yield f"## {name}"
        if isinstance(found, EnumMeta):
            yield fenced("python", "\n".join(f"{name}.{each}" for each in found.__members__))
        else:
            yield fenced("python", f"{'class ' * isinstance(found, type)}{name}{_signature(found)}")
        yield from docstring(found.__doc__ or "")
        yield from _members(found) if isinstance(found, type) else ()


def _signature(found: object) -> str:
    """Return the signature of a function or class as its source has it, the same with every version of Python."""
    signature = inspect.signature(found)  # type: ignore[arg-type]
    parts, starred = [], False
    for each in signature.parameters.values():
        if each.kind is each.KEYWORD_ONLY and not starred:
            parts.append("*")
        starred = starred or each.kind in {each.KEYWORD_ONLY, each.VAR_POSITIONAL}
        text = f"{'*' * (each.kind is each.VAR_POSITIONAL)}{each.name}: {each.annotation}"
        default = "..." if "factory" in repr(each.default) else repr(each.default)
        parts.append(text if each.default is each.empty else f"{text} = {default}")
    returned = "" if isinstance(found, type) else f" -> {signature.return_annotation}"
    line = f"({', '.join(parts)}){returned}"
    return line if len(line) < 100 else "(\n    {},\n){}".format(",\n    ".join(parts), returned)  # noqa: PLR2004


def _members(found: type) -> Iterator[str]:
    """Make the table of the properties and methods of a class."""
    rows = []
    for name in sorted(vars(found)):
        member = inspect.getattr_static(found, name)
        text = (getattr(member, "__doc__", None) or "").split("\n\n")[0]
        is_property = isinstance(member, property) or type(member).__name__ == "cached_property"
        if name.startswith("_") or not (is_property or inspect.isroutine(member)):
            continue
        rows.append((code(name if is_property else f"{name}()"), prose(text)))
    yield from table(("member", "what it is"), rows)
