"""Pages that do not depend on the matrices: the rules, the ontology, the shapes and the saved questions."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph import explain, resources
from raci_graph.dataset import ONTOLOGY, ontology_triples
from raci_graph.dist.context import json_text
from raci_graph.dist.framing import frame_of
from raci_graph.graph.turtle import natural_key
from raci_graph.pages import markup
from raci_graph.queries import saved_queries
from raci_graph.site.forms import forms_of, write_graph
from raci_graph.site.records import Found
from raci_graph.site.view import View, write_page
from raci_graph.site.words import weighted
from raci_graph.sources import parse_rdf
from raci_graph.vocab import DCTERMS, OWL, PREFIXES, RACI, RDF, RDFS, SH, SHAPES, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from raci_graph.site.publish import Folder
    from raci_graph.site.records import Records

    Said = Mapping[str, Mapping[str, list[ox.NamedNode | ox.Literal]]]
    Group = dict[str, object]

_RULE_LINK = re.compile(r"([A-Z][0-9]{2})\.md(#.*)?")
_CODE = re.compile(r"([A-Z][0-9]{2})-")
_CLASSES = (
    (f"{OWL}Class", "Classes"),
    (f"{OWL}ObjectProperty", "Properties with a node"),
    (f"{OWL}DatatypeProperty", "Properties with a value"),
    (f"{OWL}AnnotationProperty", "Annotations"),
)
_OTHERS = "Roles and other individuals"
_TEXTS = (f"{SKOS}definition", f"{RDFS}comment", f"{SH}description", f"{SKOS}scopeNote", f"{SH}message")
_HIDDEN = {f"{RDFS}label", f"{RDFS}isDefinedBy", f"{SKOS}prefLabel", *_TEXTS}


class Documentation:
    """Writes these pages."""

    def __init__(self, folder: Folder, records: Records) -> None:
        self._folder = folder
        self._records = records

    def write_all(self) -> None:
        """Write all of them."""
        self._rules()
        self._ontology()
        self._shapes()
        self._questions()

    def _find(self, kind: str, text: str, page: str, fragment: str = "", more: str = "") -> None:
        self._records.add_found(Found(kind, text, more, page, fragment), weighted([(text, 2), (more, 1)]))

    def _rules(self) -> None:
        readme = (resources.folder("docs/rules") / "README.md").read_text("utf-8")
        self._text("rules/index.html", "Rules", readme)
        for code in explain.codes():
            title = f"{code} {explain.title(code)}"
            self._text(f"rules/{code}.html", title, explain.explain(code))
            self._find("rule", title, f"rules/{code}.html")

    def _text(self, path: str, title: str, source: str) -> None:
        write_page(self._folder, path, "site/text", title=title, text=markup(html_of(source)))

    def _ontology(self) -> None:
        said = _by_subject(ontology_triples())
        about = said[ONTOLOGY]
        version = about[f"{OWL}versionInfo"][0].value
        title = about[f"{DCTERMS}title"][0].value
        forms = _ontology_files()
        for top in ("ns", f"ns/{version}"):
            for name, data in forms.items():
                self._folder.write(f"{top}/{name}", data)
            write_page(
                self._folder,
                View(f"{top}/index.html", f"{top}/raci.ttl"),
                "site/terms",
                title=title,
                text=about[f"{DCTERMS}description"][0].value,
                facts=[("Name", ONTOLOGY), ("Prefix", f"raci: {RACI}"), ("Version", version)],
                files=[f"{top}/{name}" for name in forms],
                version_page=f"ns/{version}/index.html" if top == "ns" else None,
                pylode_page=f"{top}/pylode.html",
                groups=_groups(said, f"{top}/index.html"),
            )
            self._pylode(top, title)
        for iri in _own(said, RACI):
            label = _label(said, iri)
            self._find("term", label, "ns/index.html", iri.removeprefix(RACI), _first(said, iri, _TEXTS))

    def _pylode(self, top: str, title: str) -> None:
        """Write the page that shows the ontology as pyLODE does; ``tools/refresh.py`` has made its text."""
        text = (files("raci_graph.site") / "static" / "pylode.html").read_text("utf-8")
        view = View(f"{top}/pylode.html", f"{top}/raci.ttl")
        values = {"title": f"{title}, by pyLODE", "index": f"{top}/index.html", "text": markup(text)}
        write_page(self._folder, view, "site/pylode", **values)

    def _shapes(self) -> None:
        triples = [
            triple
            for path, file in resources.walk(resources.folder("shapes"), ".ttl")
            for triple in parse_rdf(file.read_bytes(), path)
        ]
        said = _by_subject(triples)
        terms = [
            _term(said, iri, SHAPES, "shapes/index.html") for iri in _own(said, SHAPES) if _CODE.match(_local(iri))
        ]
        write_graph(self._folder, "shapes/shapes.ttl", triples)
        write_page(
            self._folder,
            View("shapes/index.html", "shapes/shapes.ttl"),
            "site/terms",
            title="Shapes",
            text="The shapes (SHACL) by which matrices are checked; the page of each rule says what it means.",
            facts=[("Prefix", f"rsh: {SHAPES}")],
            files=[f"shapes/shapes.{ending}" for ending in ("ttl", "nt", "rdf", "jsonld")],
            version_page=None,
            pylode_page=None,
            groups=[{"heading": "Shapes of rules", "terms": terms}],
        )

    def _questions(self) -> None:
        questions = saved_queries()
        for each in questions:
            self._folder.write(f"questions/{each.name}.rq", each.text)
            self._find("question", each.question, "questions/index.html", each.name, each.summary)
        write_page(self._folder, "questions/index.html", "site/questions", questions=questions)


def _ontology_files() -> dict[str, bytes]:
    """Return the ontology and its modules in each form, the context and the frame, by path."""
    folder = resources.folder("ontology")
    files: dict[str, bytes] = {}
    for path, file in resources.walk(folder, ".ttl"):
        data = file.read_bytes()
        files |= {path: data, **dict(forms_of(path.removesuffix(".ttl"), parse_rdf(data, path)))}
    files |= {path: file.read_bytes() for path, file in resources.walk(folder, ".jsonld")}
    files["matrix-frame.jsonld"] = json_text(frame_of(json.loads(files["context.jsonld"]))).encode()
    return files


def html_of(source: str) -> str:
    """Return a page of a rule as HTML: links to other rules lead to their pages, other files of the project nowhere.

    >>> html_of("[W30](W30.md) and [more](../findings.md)")
    '<p><a href="W30.html">W30</a> and more</p>\\n'
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(source)
    for token in tokens:
        if token.children:
            token.children = list(_linked(token.children))
    made = str(parser.renderer.render(tokens, parser.options, {}))
    tables = iter(range(1, made.count("<table>") + 1))
    opened = re.sub(
        "<table>",
        lambda _: f'<div class="wide" tabindex="0" role="region" aria-label="Table {next(tables)}">\n<table>',
        made,
    )
    return opened.replace("</table>", "</table>\n</div>")


def _linked(tokens: Iterable[Token]) -> Iterator[Token]:
    inside = True
    for token in tokens:
        if token.type == "link_open":
            target = str(token.attrs["href"])
            rule = _RULE_LINK.fullmatch(target)
            inside = bool(rule) or target.startswith(("https://", "http://", "#"))
            if rule:
                token.attrs["href"] = f"{rule[1]}.html{rule[2] or ''}"
            if inside:
                yield token
        elif token.type != "link_close" or inside:
            yield token


def _by_subject(triples: Iterable[ox.Triple]) -> Said:
    said: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
            said[triple.subject.value][triple.predicate.value].append(triple.object)
    return {iri: dict(rows) for iri, rows in said.items()}


def _own(said: Said, namespace: str) -> list[str]:
    return sorted((iri for iri in said if iri.startswith(namespace)), key=natural_key)


def _groups(said: Said, page: str) -> list[Group]:
    terms: dict[str, list[Group]] = {heading: [] for heading in (*dict(_CLASSES).values(), _OTHERS)}
    for iri in _own(said, RACI):
        types = {each.value for each in said[iri].get(f"{RDF}type", [])}
        heading = next((name for kind, name in _CLASSES if kind in types), _OTHERS)
        terms[heading].append(_term(said, iri, RACI, page))
    return [{"heading": heading, "terms": each} for heading, each in terms.items() if each]


def _term(said: Said, iri: str, namespace: str, page: str) -> Group:
    name = iri.removeprefix(namespace)
    rows: list[tuple[str, list[tuple[str, str, str]]]] = [("Name", [(iri, "", "")])]
    code = _CODE.match(name)
    if namespace == SHAPES and code and code[1] in explain.codes():
        rows.append(("Rule", [(f"{code[1]} {explain.title(code[1])}", f"rules/{code[1]}.html", "")]))
    for predicate in sorted(said[iri], key=_curie):
        if predicate not in _HIDDEN:
            values = sorted(said[iri][predicate], key=lambda each: natural_key(each.value))
            rows.append((_curie(predicate), [_value(each, namespace, page, said) for each in values]))
    texts = [each.value for predicate in _TEXTS for each in said[iri].get(predicate, [])]
    label = _label(said, iri) if namespace != SHAPES else ""
    return {"name": name, "label": label, "curie": _curie(iri), "texts": texts, "rows": rows}


def _value(value: ox.NamedNode | ox.Literal, namespace: str, page: str, said: Said) -> tuple[str, str, str]:
    """Return a value as a text, and the page and place that it links to."""
    if isinstance(value, ox.Literal):
        return value.value, "", ""
    if value.value in said and value.value.startswith(namespace):
        return _curie(value.value), page, value.value.removeprefix(namespace)
    if namespace != RACI and value.value.startswith(RACI):
        return _curie(value.value), "ns/index.html", value.value.removeprefix(RACI)
    return _curie(value.value), "", ""


def _label(said: Said, iri: str) -> str:
    return _first(said, iri, (f"{RDFS}label", f"{SKOS}prefLabel")) or _local(iri)


def _first(said: Said, iri: str, predicates: Sequence[str]) -> str:
    """Return the English text of the first predicate that has one, or any of it."""
    for predicate in predicates:
        texts = [each for each in said[iri].get(predicate, []) if isinstance(each, ox.Literal)]
        if texts:
            return min(texts, key=lambda each: (each.language != "en", each.language or "", each.value)).value
    return ""


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def _curie(iri: str) -> str:
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri
