"""What a catalogue says of files and graphs beside what people write into it: DCAT-AP 3 distributions, VoID counts."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.vocab import DATA, DCAT, DCTERMS, PREFIXES, RDF, SPDX, XSD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

_VOID = PREFIXES["void"]
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
DISTRIBUTIONS = {
    "matrix.ttl": ("Turtle", "text/turtle", "RDF_TURTLE"),
    "matrix.nt": ("N-Triples", "application/n-triples", "RDF_N_TRIPLES"),
    "matrix.rdf": ("RDF/XML", "application/rdf+xml", "RDF_XML"),
    "matrix.jsonld": ("JSON-LD", "application/ld+json", "JSON_LD"),
    "matrix.json": ("JSON-LD in the order of the table", "application/ld+json", "JSON_LD"),
    "table.csv": ("CSV, as printed", "text/csv", "CSV"),
    "assignments.csv": ("CSV, a row for each assignment", "text/csv", "CSV"),
    "csv-metadata.json": ("Metadata of the CSV files (CSV on the Web)", "application/csvm+json", "JSON"),
}
"""The files of a matrix that are distributions of it: title, media type, and the European Union's name of the type."""

_TYPE = ox.NamedNode(f"{RDF}type")
_LICENSE = ox.NamedNode(f"{DCTERMS}license")
_COUNTS = ("triples", "distinctSubjects", "distinctObjects", "properties", "classes")


def with_distributions(triples: Iterable[ox.Triple], files: Mapping[str, bytes]) -> list[ox.Triple]:
    """Return a catalogue with each file of each of its datasets described as a distribution.

    Args:
        triples: the catalogue. What it says of those files is replaced.
        files: the files, by their path below ``data/``.
    """
    kept = list(dict.fromkeys(triples))
    licences = {
        each.subject: each.object
        for each in kept
        if each.predicate == _LICENSE and isinstance(each.object, ox.NamedNode)
    }
    for path, data in files.items():
        folder, _, name = path.rpartition("/")
        dataset, file = ox.NamedNode(f"{DATA}{folder}"), ox.NamedNode(f"{DATA}{path}")
        if name in DISTRIBUTIONS and dataset in licences:
            made = list(_distribution(file, name, data, licences[dataset]))
            about = {each.subject for each in made}
            link = ox.Triple(dataset, ox.NamedNode(f"{DCAT}distribution"), file)
            kept = [each for each in kept if each.subject not in about and each != link]
            kept += [link, *made]
    return kept


def counts_of(subject: ox.NamedNode, triples: Collection[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield the VoID counts of the triples that the dumps of a dataset hold together."""
    counted = dict.fromkeys(triples)
    values = (
        len(counted),
        len({each.subject for each in counted}),
        len({each.object for each in counted}),
        len({each.predicate for each in counted}),
        len({each.object for each in counted if each.predicate == _TYPE}),
    )
    for name, value in zip(_COUNTS, values, strict=True):
        yield ox.Triple(subject, ox.NamedNode(f"{_VOID}{name}"), ox.Literal(value))


def is_count(triple: ox.Triple) -> bool:
    """Tell whether a triple states one of the counts that ``counts_of`` makes."""
    return triple.predicate.value in {f"{_VOID}{name}" for name in _COUNTS}


def _distribution(file: ox.NamedNode, name: str, data: bytes, licence: ox.NamedNode) -> Iterator[ox.Triple]:
    title, media_type, file_type = DISTRIBUTIONS[name]
    checksum = ox.NamedNode(f"{file.value}/checksum")
    about: dict[str, ox.NamedNode | ox.Literal] = {
        f"{RDF}type": ox.NamedNode(f"{DCAT}Distribution"),
        f"{DCAT}accessURL": file,
        f"{DCAT}downloadURL": file,
        f"{DCAT}mediaType": ox.NamedNode(f"{_MEDIA_TYPES}{media_type}"),
        f"{DCTERMS}format": ox.NamedNode(f"{_FILE_TYPES}{file_type}"),
        f"{DCTERMS}license": licence,
        f"{DCTERMS}title": ox.Literal(title, language="en"),
        f"{DCTERMS}description": ox.Literal(f"The file {name} of the release.", language="en"),
        "http://data.europa.eu/r5r/availability": ox.NamedNode(
            "http://publications.europa.eu/resource/authority/planned-availability/EXPERIMENTAL"
        ),
        f"{SPDX}checksum": checksum,
    }
    for predicate, value in about.items():
        yield ox.Triple(file, ox.NamedNode(predicate), value)
    yield ox.Triple(checksum, _TYPE, ox.NamedNode(f"{SPDX}Checksum"))
    yield ox.Triple(checksum, ox.NamedNode(f"{SPDX}algorithm"), ox.NamedNode(f"{SPDX}checksumAlgorithm_sha256"))
    digest = ox.Literal(hashlib.sha256(data).hexdigest(), datatype=ox.NamedNode(f"{XSD}hexBinary"))
    yield ox.Triple(checksum, ox.NamedNode(f"{SPDX}checksumValue"), digest)
