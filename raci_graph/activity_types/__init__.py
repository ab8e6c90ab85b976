"""The kinds of work in cloud responsibility models: the scheme, and what type a row may have."""

from raci_graph.activity_types.scheme import SCHEME, ActivityType, activity_types, scheme_triples, type_iri

__all__ = ["SCHEME", "ActivityType", "activity_types", "scheme_triples", "type_iri"]
