"""Checks the ontology, and lets a reasoner infer from it.

What ``raci-graph ontology check`` runs: headers, terms, OWL 2 profiles, consistency, and what a rule engine would
infer. What ``raci-graph ontology classify`` runs: which activities are whose. The profile checker and the reasoner are
Java programs that owlready2 ships; where there is no Java, their checks say so and everything else is still checked.
"""

from __future__ import annotations

from raci_graph.owl.check import Check, Status, check_ontology
from raci_graph.owl.classify import Classification, Classified, classify_activities

__all__ = ["Check", "Classification", "Classified", "Status", "check_ontology", "classify_activities"]
