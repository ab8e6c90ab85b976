"""The ontology as pyLODE documents it, mended so that it can stand in a page of the site.

pyLODE writes a whole page with a style and a logo of its own. Taken from it is what it says: the frame, the colours and
the narrow screen are the site's. It runs as a program, since it sets up the logging of the process that it is in.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

import html5lib
import pyoxigraph as ox

from raci_graph.vocab import DCTERMS, RACI, RDF, RDFS, XSD

_Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_MARKDOWN = re.compile(r"([\\`*_\[\]])")
_NAMES = {f"{RDFS}label", f"{DCTERMS}title"}
_TEXTS = {f"{XSD}string", f"{RDF}langString"}
_OWN = RACI.rstrip("#")
_OWN_PAGE = "index.html"
_MIDNIGHT = "T00:00:00+00:00"
_LINES = re.compile(r"(?=<(?:div|h[23]|nav|tr|li|dt)\b)")


def pylode_page(ontology: str) -> str:
    """Return what pyLODE says of an ontology in Turtle, as HTML to stand below the heading of a page.

    The same bytes for the same ontology and the same pyLODE.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ontology.ttl")
        path.write_bytes(_escaped(ontology))
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-m", "pylode", str(path)]
        page = subprocess.run(command, check=True, capture_output=True, env=environment).stdout  # noqa: S603
    body = html5lib.parse(page.decode(), namespaceHTMLElements=False).find("body")
    content, toc = (next(each for each in body.iter("div") if each.get("id") == name) for name in ("content", "toc"))
    _list_again(content)
    for each in list(content.iter()):
        _mend(each)
    title = content.find(".//h1")
    content[0].remove(title)
    content.insert(0, _contents(toc))
    written = html5lib.serialize(content, omit_optional_tags=False, quote_attr_values="always", strip_whitespace=True)
    inside = written.partition(">")[2].rpartition("<")[0]
    return "".join(f"{line.rstrip()}\n" for line in _LINES.split(inside) if line.strip())


def _escaped(ontology: str) -> bytes:
    """Return the ontology with texts that come out as they are, though pyLODE takes them, not names, for Markdown."""
    parser = ox.parse(ontology, ox.RdfFormat.TURTLE)
    triples = [
        each.triple if each.predicate.value in _NAMES else ox.Triple(each.subject, each.predicate, _plain(each.object))
        for each in parser
    ]
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=parser.prefixes) or b""


def _plain(value: _Node) -> _Node:
    if not isinstance(value, ox.Literal) or value.datatype.value not in _TEXTS:
        return value
    return ox.Literal(_MARKDOWN.sub(r"\\\1", escape(value.value, quote=False)), language=value.language)


def _list_again(content: Element) -> None:
    """Make a list of links of the terms that stand a second time, lest two elements have one id."""
    known: set[str] = set()
    for section in content:
        terms = section.findall("div[@class='property entity']")
        again = [each for each in terms if each.get("id") in known]
        known |= {each.get("id", "") for each in terms}
        if again:
            links = SubElement(section, "ul")
            for each in again:
                section.remove(each)
                SubElement(SubElement(links, "li"), "a", href=f"#{each.get('id')}").text = _name(each)


def _name(term: Element) -> str:
    heading = term.find("h3")
    return (heading.text or "").strip() if heading is not None else ""


def _mend(element: Element) -> None:
    """Give an element what a screen reader wants, and take away what is said of nothing, or leads to nothing yet."""
    if element.get("title", "").startswith("None"):
        del element.attrib["title"]
    if element.get("href", "").startswith(_OWN):
        element.set("href", _OWN_PAGE)
    if element.tag == "tr" and element[0].tag in {"th", "td"}:
        element[0].tag = "th"
        element[0].set("scope", "row")
    if element.text and element.text.endswith(_MIDNIGHT):
        element.text = element.text.removesuffix(_MIDNIGHT)


def _contents(toc: Element) -> Element:
    """Return the table of contents: links alone, since headings in it would come before those that they lead to."""
    nav = Element("nav", {"aria-label": "On this page"})
    nav.extend(toc.findall("ul"))
    for item in nav.iter("li"):
        for heading in item.findall("h4"):
            item[list(item).index(heading)] = heading[0]
        for empty in [each for each in item.findall("ul") if not len(each)]:
            item.remove(empty)
    return nav
