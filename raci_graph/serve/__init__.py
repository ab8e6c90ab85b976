"""A local web page and SPARQL endpoint: read-only, for this machine alone."""

from raci_graph.serve.origin import Origin, of_sources, of_store
from raci_graph.serve.server import Settings, serve

__all__ = ["Origin", "Settings", "of_sources", "of_store", "serve"]
