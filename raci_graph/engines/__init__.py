"""Where questions are asked: an embedded store or a SPARQL server, behind one small protocol."""

from raci_graph.engines.base import Engine, Rows, Stream, Term

__all__ = ["Engine", "Rows", "Stream", "Term"]
