"""A release of the ontology, the data and the shapes: built, counted, and packed with reproducible bytes.

The public functions are ``build_release`` and ``release_problems``; ``docs/releasing.md`` says how a release is made.
"""

from raci_graph.dist.build import Built, build_release
from raci_graph.dist.gate import release_problems

__all__ = ["Built", "build_release", "release_problems"]
