"""Checks ontologies against the OWL 2 DL and OWL 2 RL profiles, with the OWLAPI that owlready2 ships."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from raci_graph.errors import MissingToolError
from raci_graph.owl.java import JavaFailureError, find_java, run
from raci_graph.owl.sources import n_triples

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyoxigraph as ox

PURPOSE = "the OWL 2 profile checker"
TIMEOUT = 120.0


@dataclass
class Profiles:
    """What the profile checker says of one ontology: the violations of each profile, and the axioms it counted."""

    dl: list[str]
    rl: list[str]
    axioms: int


def check_profiles(ontologies: Sequence[Sequence[ox.Triple]], timeout: float = TIMEOUT) -> list[Profiles]:
    """Return the violations of OWL 2 DL and of OWL 2 RL for each ontology.

    Args:
        ontologies: the triples of each ontology, with all that it would import and without the imports.
        timeout: after how many seconds the checker is ended.

    Raises:
        MissingToolError: if there is no JDK of version 11 or later, or owlready2 lacks its HermiT.jar.
        JavaFailureError: if the checker fails, takes too long, or does not finish one of the ontologies.
    """
    java = find_java(PURPOSE)
    with tempfile.TemporaryDirectory(prefix="raci-graph-") as folder:
        program = Path(folder, "Profile.java")
        program.write_bytes(files("raci_graph.owl").joinpath("Profile.java").read_bytes())
        names = []
        for index, triples in enumerate(ontologies):
            names.append(str(Path(folder, f"{index}.nt")))
            Path(names[-1]).write_bytes(n_triples(triples))
        command = [java, "-cp", str(hermit_jar()), str(program), *names]
        out = run(command, purpose=PURPOSE, timeout=timeout, env=os.environ)
    return _read(out.decode("utf-8"), len(ontologies))


def hermit_jar() -> Path:
    """Return the path of the HermiT.jar inside owlready2, without importing it.

    Raises:
        MissingToolError: if owlready2 is not installed with its jar in a file system.
    """
    spec = find_spec("owlready2")
    jar = Path(spec.origin).with_name("hermit") / "HermiT.jar" if spec and spec.origin else None
    if jar is None or not jar.is_file():
        raise MissingToolError(
            "the HermiT.jar of owlready2 is not on this machine",
            remedy="Install owlready2 again: pip install owlready2",
        )
    return jar


def _read(output: str, count: int) -> list[Profiles]:
    results = [Profiles([], [], -1) for _ in range(count)]
    for line in output.splitlines():
        index, word, text = line.split("\t", 2)
        result = results[int(index)]
        if word == "error":
            raise JavaFailureError(f"{PURPOSE} could not read the ontology: {text}")
        if word == "axioms":
            result.axioms = int(text)
        if word == "DL":
            result.dl.append(text)
        if word == "RL":
            result.rl.append(text)
    if any(result.axioms < 0 for result in results):
        raise JavaFailureError(f"{PURPOSE} ended before it had checked every ontology")
    return results
