"""The kinds of work in cloud responsibility models: the scheme, what type a row may have, and links to controls."""

from raci_graph.activity_types.controls import CONTROLS, control_triples
from raci_graph.activity_types.scheme import SCHEME, ActivityType, activity_types, scheme_triples, type_iri
from raci_graph.activity_types.suggest import THRESHOLD, Candidate, Suggestion, suggest_types

__all__ = [
    "CONTROLS",
    "SCHEME",
    "THRESHOLD",
    "ActivityType",
    "Candidate",
    "Suggestion",
    "activity_types",
    "control_triples",
    "scheme_triples",
    "suggest_types",
    "type_iri",
]
