"""The IRIs that raci_graph reads and writes, by their prefixed names.

The one place that knows the base of what this project publishes. Tested against ``ontology/raci.ttl``: every
``raci:`` name used here is declared there.
"""

from __future__ import annotations

BASE = "https://w3id.org/raci-graph/"
RACI = f"{BASE}ns#"
SHAPES = f"{BASE}shapes#"
DATA = f"{BASE}id/"
RULE_PAGES = f"{BASE}rules/"

DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SPDX = "http://spdx.org/rdf/terms#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: dict[str, str] = {
    "raci": RACI,
    "rsh": SHAPES,
    "bibo": "http://purl.org/ontology/bibo/",
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "org": "http://www.w3.org/ns/org#",
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "sh": SH,
    "skos": SKOS,
    "spdx": SPDX,
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
}
"""The fixed prefix table: in Turtle that raci_graph writes, and for CURIEs that users type."""

USUAL_LETTERS: dict[str, str] = {
    "R": "Responsible",
    "A": "Accountable",
    "C": "Consulted",
    "I": "Informed",
}
"""What RACI's letters mean where a document has no legend."""

ROLES: frozenset[str] = frozenset(
    {
        *USUAL_LETTERS.values(),
        "Support",
        "Verifier",
        "Signatory",
        "Omitted",
        "Driver",
        "Approver",
        "Contributor",
        "Recommend",
        "Agree",
        "Perform",
        "Input",
        "Decide",
    }
)
"""The names of the roles under ``raci:``; any other name is a role of one matrix alone."""

ANSWERS_FOR_WORK: frozenset[str] = frozenset({"Accountable", "Approver", "Decide"})
"""The roles whose function is to answer for the work."""

DOES_WORK: frozenset[str] = frozenset({"Responsible", "Driver", "Perform"})
"""The roles whose function is to do the work."""

SCHEMES: dict[str, frozenset[str]] = {
    "RACI": frozenset({"Responsible", "Accountable", "Consulted", "Informed"}),
    "RASCI": frozenset({"Responsible", "Accountable", "Support", "Consulted", "Informed"}),
    "RACI-VS": frozenset({"Responsible", "Accountable", "Consulted", "Informed", "Verifier", "Signatory"}),
    "CAIRO": frozenset({"Consulted", "Accountable", "Informed", "Responsible", "Omitted"}),
    "DACI": frozenset({"Driver", "Approver", "Contributor", "Informed"}),
    "RAPID": frozenset({"Recommend", "Agree", "Perform", "Input", "Decide"}),
}
"""The roles of each known scheme, the narrowest first."""
