"""Faulty matrices that lie in one engine are told what each is told alone."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
from shape_cases import load_cases

from raci_graph.batches import Told, _Group, _Part, check_together
from raci_graph.dataset import ontology_triples
from raci_graph.graph.read import from_graph
from raci_graph.sources import Source, parse_rdf
from raci_graph.store_rows import Head
from raci_graph.validation import check

HERE = Path(__file__).parent
NAMES = ("bakery/", "oven/")


CASES = load_cases()


def faulty(*, renamed):
    """Return the graph of each case of the families S, F and W; each may have a bakery of its own."""
    ontology, found = ontology_triples(), []
    for name in CASES.CASES:
        if not name.startswith("H"):
            triples = CASES.changed(CASES.CASES[name], name, ontology)
            text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES).decode()
            for old in NAMES if renamed else ():
                text = text.replace(f"example.org/{old}", f"example.org/{old}{len(found)}/")
            found.append(Source(name, (), tuple(parse_rdf(text.encode(), "case.nt"))))
    return found


def alone(source):
    matrices = from_graph(source.triples, source.name)
    columns = [tuple(column.label for column in matrix.columns) for matrix in matrices]
    heads = [Head(matrix.iri, matrix.title, labels) for matrix, labels in zip(matrices, columns, strict=True)]
    return Told(heads, check(replace(source, matrices=matrices)))


def groups(sources):
    """Return how many engines sources need."""
    count, group = 0, _Group()
    for source in sources:
        part = _Part(0, source)
        if count == 0 or not group.takes(part):
            count, group = count + 1, _Group()
        group.add(part)
    return count


def test_bakeries_of_their_own_lie_together_and_are_told_the_same():
    sources = faulty(renamed=True)
    assert (len(sources), groups(sources) < len(sources) / 2) == (128, True)
    for source, told in zip(sources, check_together(sources), strict=True):
        assert (source.name, told) == (source.name, alone(source))


def test_changes_of_one_bakery_stay_apart():
    sources = faulty(renamed=False)
    assert groups(sources) == len(sources)
    for source, told in zip(sources, check_together(sources), strict=True):
        assert (source.name, told) == (source.name, alone(source))
