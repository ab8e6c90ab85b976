"""Copies of the bundled matrix under names of their own, as N-Triples: what the benchmarks are run on."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import raci_graph
from raci_graph.dataset import ontology_triples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox

_VERSION = "hosted-exchange/2022-11-15"
_IMPORTS = "http://www.w3.org/2002/07/owl#imports"


def matrix_iri(copy: int) -> str:
    """Return the IRI of the matrix of a copy."""
    return f"https://w3id.org/raci-graph/id/ovhcloud/copy-{copy}/2022-11-15"


def copies(number: int) -> Iterator[str]:
    """Yield so many copies, each with its places and shortcuts. They share their service and its parties."""
    one = lines(raci_graph.read("hosted-exchange").triples)
    for copy in range(number):
        yield one.replace(_VERSION, f"copy-{copy}/2022-11-15")


def ontology() -> str:
    """Return the ontology and the role sets, without what they import."""
    return lines(each for each in ontology_triples() if each.predicate.value != _IMPORTS)


def lines(triples: Iterable[ox.Triple]) -> str:
    """Return triples as N-Triples."""
    return "".join(f"{triple} .\n" for triple in triples)


def is_installed(package: str) -> bool:
    """Tell whether a package of PyPI is installed."""
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False
