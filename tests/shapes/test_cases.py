"""Every shape against cases: small changes to a graph that is right, each with the exact set of all results.

A case of cases/CODE.toml is a table with a name of its own:

- ``update``: a SPARQL UPDATE on the base graph; the prefixes below are known to it.
- ``cells``: cells by row and column that print another text, or false where they are unsettled. Their assignments,
  and the shortcuts of these, are made anew by the legend.
- ``expect``: all results, as rows of shape, focus, path, value and severity; "" where a result has no path or value.
- ``silent``: shapes that come near, and find nothing.

The base is bakery.ttl (two matrices without any finding), for family H hygiene.ttl (a small ontology with shapes).
"""

import datetime
import re
import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest

from raci_graph.dataset import ontology_triples
from raci_graph.validation import FAMILIES, check_hygiene, shape_triples, validate

HERE = Path(__file__).parent
TODAY = datetime.date(2026, 6, 1)
MATRIX = "https://example.org/bakery/2026-01-31"
PARTS = ("activity", "assignment", "cell", "column", "decision", "legend", "role", "section", "waiver")
PREFIXES = {
    **{part: f"{MATRIX}/{part}/" for part in PARTS},
    "m": MATRIX,
    "oven": "https://example.org/oven/",
    "party": "https://example.org/party/",
    "ex": "https://example.org/",
    "core": "https://w3id.org/raci-graph/ns",
    "raci": "https://w3id.org/raci-graph/ns#",
    "rsh": "https://w3id.org/raci-graph/shapes#",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda each: -len(each[1]))
CASES = {
    f"{path.stem} {name}": case
    for path in sorted((HERE / "cases").glob("*.toml"))
    for name, case in tomllib.loads(path.read_text("utf-8")).items()
}
# What a shape is made of beside its constraints.
TARGETS = {"sh:targetClass", "sh:targetNode", "sh:targetObjectsOf", "sh:targetSubjectsOf"}
FRAME = {"rdf:type", "rdfs:comment", "sh:message", "sh:property", "sh:severity", *TARGETS}


def quads(file):
    return ox.parse((HERE / file).read_bytes(), ox.RdfFormat.TURTLE)


@pytest.fixture(scope="module")
def ontology():
    return ontology_triples()


def base(name):
    return ox.Store(), "hygiene.ttl" if name.startswith("H") else "bakery.ttl"


def changed(case, name, ontology):
    """The base graph after the change of a case."""
    store, file = base(name)
    store.extend(quads(file))
    before = set(store)
    if "update" in case:
        store.update(PROLOGUE + case["update"])
    for cell, text in case.get("cells", {}).items():
        for update in rewriting(cell, text, store, ontology):
            store.update(PROLOGUE + update)
    assert set(store) != before, "the case changes nothing"
    return [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in store]


def rewriting(cell, text, store, ontology):
    """The updates that let a cell print another text: the cell, its assignments, and the shortcuts of these."""
    row, column = cell.split("-")
    (party,) = [each["p"] for each in store.query(f"{PROLOGUE}SELECT ?p {{ column:{column} raci:columnParty ?p }}")]
    shortcuts = {t.subject.value: t.object for t in ontology if t.predicate.value.endswith("#shortcutProperty")}
    for each in set(shortcuts.values()):
        yield f"DELETE WHERE {{ activity:{row} {each} {party} }}"
    yield f"DELETE {{ ?a ?p ?o }} WHERE {{ ?a raci:statedIn cell:{cell} ; ?p ?o }}"
    yield f"DELETE {{ cell:{cell} ?p ?o }} WHERE {{ cell:{cell} raci:sourceText|raci:markCount ?o ; ?p ?o }}"
    if text is False:
        yield f"DELETE {{ cell:{cell} raci:readingBasis ?b }} WHERE {{ cell:{cell} raci:readingBasis ?b }}"
        yield f"INSERT DATA {{ cell:{cell} raci:readingBasis raci:Unsettled }}"
        return
    query = f"{PROLOGUE}SELECT ?letter ?role {{ ?e raci:inMatrix m: ; raci:letter ?letter ; raci:legendRole ?role }}"
    legend = {each["letter"].value: each["role"] for each in store.query(query)}
    marks = [(at, letter) for at, letter in enumerate(text, 1) if letter in legend]
    yield f'INSERT DATA {{ cell:{cell} raci:sourceText "{text}" ; raci:markCount {len(marks)} }}'
    for at, letter in marks:
        role = legend[letter]
        yield f"""INSERT DATA {{ assignment:{cell}-{at} a raci:Assignment ; raci:forActivity activity:{row} ;
            raci:toParty {party} ; raci:withRole {role} ; raci:statedIn cell:{cell} ;
            raci:markText "{letter}" ; raci:letterPosition {at} }}"""
        if role.value in shortcuts:
            yield f"INSERT DATA {{ activity:{row} {shortcuts[role.value]} {party} }}"


def results(triples, name):
    findings = check_hygiene(triples) if name.startswith("H") else validate(triples, today=TODAY)
    return {
        (
            short(each.shape).removeprefix("rsh:"),
            *(short(part or "") for part in (each.focus, each.path, each.value)),
            each.severity.value,
        )
        for each in findings
    }


def short(text):
    """An IRI, or each IRI of a path, by its prefix."""
    if text.startswith(("^", "(", "<")):
        return re.sub("<([^>]*)>", lambda match: short(match[1]), text)
    for name, iri in LONGEST_FIRST:
        if text.startswith(iri):
            return f"{name}:{text.removeprefix(iri)}"
    return text


@pytest.mark.parametrize("name", CASES)
def test_a_case_has_exactly_these_results(name, ontology):
    case = CASES[name]
    found = results(changed(case, name, ontology), name)
    assert found == {tuple(row) for row in case["expect"]}


@pytest.mark.parametrize("name", ["S", "H"])
def test_the_base_of_the_cases_has_no_finding(name):
    _, file = base(name)
    assert results([quad.triple for quad in quads(file)], name) == set()


def shapes():
    """What each shape that has a code says of itself: the local names of its properties, and its severity."""
    names, severities = {}, {}
    for triple in shape_triples(tuple(FAMILIES)):
        found = re.fullmatch("rsh:([A-Z][0-9]{2}-.*)", short(getattr(triple.subject, "value", "")))
        if found:
            name = short(triple.predicate.value)
            names.setdefault(found[1], set()).add(name)
            if name == "sh:severity":
                severities[found[1]] = short(triple.object.value).removeprefix("sh:").lower()
    return names, severities


def reporting():
    """The shapes that can report: with a constraint of their own, or computed after the run."""
    names, _ = shapes()
    return {shape for shape in names if names[shape] - FRAME}


def test_there_are_as_many_shapes_and_cases_as_there_should_be():
    assert (len(reporting()), len(CASES)) == (119, 153)


def test_every_shape_reports_in_a_case():
    assert {row[0] for case in CASES.values() for row in case["expect"]} == reporting()


def test_every_shape_is_silent_in_a_case_that_comes_near():
    silent = {shape for case in CASES.values() for shape in case.get("silent", ())}
    assert silent == reporting()
    assert [
        name for name, case in CASES.items() if set(case.get("silent", ())) & {row[0] for row in case["expect"]}
    ] == []


def test_cases_expect_the_severities_of_the_shapes():
    _, severities = shapes()
    assert {(row[0], row[4]) for case in CASES.values() for row in case["expect"]} <= severities.items()
