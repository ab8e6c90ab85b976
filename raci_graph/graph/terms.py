"""The terms with which graphs are written and read, as nodes."""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox

from raci_graph import vocab


@lru_cache
def raci(name: str) -> ox.NamedNode:
    """Return a term of the ontology."""
    return ox.NamedNode(vocab.RACI + name)


TYPE = ox.NamedNode(f"{vocab.RDF}type")
LABEL = ox.NamedNode(f"{vocab.RDFS}label")

TITLE = ox.NamedNode(f"{vocab.DCTERMS}title")
IDENTIFIER = ox.NamedNode(f"{vocab.DCTERMS}identifier")
ISSUED = ox.NamedNode(f"{vocab.DCTERMS}issued")
LANGUAGE = ox.NamedNode(f"{vocab.DCTERMS}language")
LICENSE = ox.NamedNode(f"{vocab.DCTERMS}license")
PUBLISHER = ox.NamedNode(f"{vocab.DCTERMS}publisher")
SOURCE = ox.NamedNode(f"{vocab.DCTERMS}source")

DATASET = ox.NamedNode(f"{vocab.DCAT}Dataset")
IS_VERSION_OF = ox.NamedNode(f"{vocab.DCAT}isVersionOf")
PREVIOUS_VERSION = ox.NamedNode(f"{vocab.DCAT}previousVersion")
VERSION = ox.NamedNode(f"{vocab.DCAT}version")

AGENT = ox.NamedNode(f"{vocab.FOAF}Agent")
AGENT_NAME = ox.NamedNode(f"{vocab.FOAF}name")

ENTITY = ox.NamedNode(f"{vocab.PROV}Entity")
DERIVED_FROM = ox.NamedNode(f"{vocab.PROV}wasDerivedFrom")
INFLUENCED_BY = ox.NamedNode(f"{vocab.PROV}wasInfluencedBy")

CHECKSUM = ox.NamedNode(f"{vocab.SPDX}checksum")
CHECKSUM_CLASS = ox.NamedNode(f"{vocab.SPDX}Checksum")
CHECKSUM_ALGORITHM = ox.NamedNode(f"{vocab.SPDX}algorithm")
CHECKSUM_SHA256 = ox.NamedNode(f"{vocab.SPDX}checksumAlgorithm_sha256")
CHECKSUM_VALUE = ox.NamedNode(f"{vocab.SPDX}checksumValue")

DATE_TYPE = ox.NamedNode(f"{vocab.XSD}date")
HEX_TYPE = ox.NamedNode(f"{vocab.XSD}hexBinary")

BETWEEN_UNPLACED = "\t"
"""What stands between the marks of a row in its ``raci:unplacedText``."""
