"""The manifest of a release: its files with size and digest, its graphs and its matrices with what is in them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from raci_graph.dist.context import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci_graph.dist.collect import Collected
    from raci_graph.dist.context import Json
    from raci_graph.model import Matrix

MANIFEST_FILE = "manifest.json"


def manifest_of(collected: Collected, files: Mapping[str, bytes], last: str | None) -> Json:
    """Return the manifest.

    Args:
        collected: what the release is made of.
        files: all files of the release but the manifest, by name.
        last: the release before it, if there is one.
    """
    return {
        "name": "raci-graph",
        "version": collected.version,
        "previousVersion": last,
        "modified": collected.modified.isoformat(),
        "graphs": [
            {"iri": each.iri, "file": f"{each.stem}.ttl", "triples": len(set(each.triples))}
            for each in collected.graphs
        ],
        "matrices": [
            {"folder": folder, "iri": matrix.iri, **_numbers(matrix)} for folder, matrix in collected.matrices.items()
        ],
        "files": [file_entry(name, files[name]) for name in sorted(files)],
    }


def file_entry(name: str, data: bytes) -> Json:
    """Return what the manifest says of a file."""
    return {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def manifest_text(manifest: Json) -> str:
    """Return the manifest as text."""
    return json_text(manifest)


def _numbers(matrix: Matrix) -> dict[str, int]:
    return {
        "sections": len(matrix.sections),
        "activities": len(matrix.activities),
        "cells": len(matrix.cells),
        "assignments": sum(len(cell.marks) for cell in matrix.cells),
    }
