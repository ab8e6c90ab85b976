"""What controls of security frameworks the activity types bear on, by the ids of the controls alone.

The table ``data/controls/controls.sssom.tsv`` is written by people; the Turtle beside it is made from it for questions.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph import resources
from raci_graph.activity_types.scheme import SCHEME
from raci_graph.vocab import DATA, DCTERMS, OWL, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTROLS = f"{DATA}controls"
"""The scheme of the controls, and the graph that holds it with the links to them."""

FILE = "controls/controls.ttl"
"""The file of that graph, in the folder of the data."""

FRAMEWORKS = {
    "csa-ccm-4": "CSA Cloud Controls Matrix v4",
    "iso-27001-2022": "ISO/IEC 27001:2022, Annex A",
    "iso-27017-2015": "ISO/IEC 27017:2015, cloud service controls (CLD)",
    "nist-800-53-5": "NIST SP 800-53 Rev. 5",
}
"""The frameworks and what they are called."""

_TITLE = "Controls of four frameworks, by their ids"
_DESCRIPTION = (
    "The controls that kinds of work bear on, as the maintainers of raci_graph read them: ids alone, without a word of "
    "the frameworks. Made from controls.sssom.tsv."
)
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_NAMES = {"control": f"{DATA}control/", "skos": SKOS, "type": f"{DATA}activity-type/"}


@cache
def control_triples() -> tuple[ox.Triple, ...]:
    """Return the triples of the controls and of the links from activity types to them.

    Raises:
        InputError: if the installation is incomplete.
    """
    data = resources.folder("data").joinpath(FILE).read_bytes()
    quads = ox.parse(data, ox.RdfFormat.TURTLE)
    return tuple(ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)


def links_as_triples(table: str) -> list[ox.Triple]:
    """Return the graph that a table of links, in the form of SSSOM, becomes.

    Args:
        table: the text of ``controls.sssom.tsv``.
    """
    lines = [line for line in table.splitlines() if not line.startswith("#")]
    links = [
        (row["subject_id"], row["predicate_id"], row["object_id"]) for row in csv.DictReader(lines, delimiter="\t")
    ]
    version = next(line.partition(": ")[2] for line in table.splitlines() if line.startswith("#mapping_set_version:"))
    made = dict.fromkeys(_head(version))
    for subject, predicate, name in links:
        made.update(dict.fromkeys(_control(name)))
        made[ox.Triple(_node(subject), _node(predicate), _node(name))] = None
    return list(made)


def _head(version: str) -> Iterator[ox.Triple]:
    scheme = ox.NamedNode(CONTROLS)
    yield _said(scheme, f"{RDF}type", ox.NamedNode(f"{SKOS}ConceptScheme"))
    yield _said(scheme, f"{DCTERMS}title", ox.Literal(_TITLE, language="en"))
    yield _said(scheme, f"{DCTERMS}description", ox.Literal(_DESCRIPTION, language="en"))
    yield _said(scheme, f"{DCTERMS}license", ox.NamedNode(_LICENCE))
    yield _said(scheme, f"{DCTERMS}references", ox.NamedNode(SCHEME))
    yield _said(scheme, f"{OWL}versionInfo", ox.Literal(version))
    for slug, label in FRAMEWORKS.items():
        framework = _node(f"control:{slug}")
        yield _said(framework, f"{RDF}type", ox.NamedNode(f"{SKOS}Concept"))
        yield _said(framework, f"{RDFS}label", ox.Literal(label, language="en"))
        yield _said(framework, f"{SKOS}topConceptOf", scheme)
        yield _said(framework, f"{SKOS}inScheme", scheme)


def _control(name: str) -> Iterator[ox.Triple]:
    """Yield what is said of a control: its id, and whose it is."""
    framework, _, identifier = name.partition("/")
    control = _node(name)
    yield _said(control, f"{RDF}type", ox.NamedNode(f"{SKOS}Concept"))
    yield _said(control, f"{SKOS}notation", ox.Literal(identifier))
    yield _said(control, f"{SKOS}broader", _node(framework))
    yield _said(control, f"{SKOS}inScheme", ox.NamedNode(CONTROLS))


def _node(curie: str) -> ox.NamedNode:
    prefix, _, rest = curie.partition(":")
    return ox.NamedNode(_NAMES[prefix] + rest)


def _said(subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), value)
