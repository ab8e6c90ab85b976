"""Checks the ontology: headers, terms, OWL 2 profiles, consistency, and what a rule engine would infer.

What ``raci-graph ontology check`` runs. The profile checker and the reasoner are Java programs that owlready2
ships; where there is no Java, their checks say so and everything else is still checked.
"""

from __future__ import annotations

from raci_graph.owl.check import Check, Status, check_ontology

__all__ = ["Check", "Status", "check_ontology"]
