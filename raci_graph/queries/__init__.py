"""The saved questions, and the asking of them and of SPARQL text, with values as RDF terms."""

from raci_graph.queries.run import Prepared, prepare, run_query
from raci_graph.queries.saved import Parameter, SavedQuery, find, saved_queries

__all__ = ["Parameter", "Prepared", "SavedQuery", "find", "prepare", "run_query", "saved_queries"]
