"""Asks the reasoner HermiT, through owlready2, whether an ontology is consistent.

Run as a module this is the child process that does it: N-Triples in, one JSON object out. A process of its own,
because owlready2 gives the reasoner no time-out, keeps what it loads in one place for the whole process, and talks.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

PURPOSE = "the reasoner HermiT"
TIMEOUT = 120.0


@dataclass(frozen=True)
class Verdict:
    """What HermiT says of one ontology; an inconsistent one has no list of unsatisfiable classes."""

    consistent: bool
    unsatisfiable: tuple[str, ...]


def ask_hermit(triples: Iterable[ox.Triple], timeout: float = TIMEOUT) -> Verdict:
    """Return whether an ontology is consistent, and which of its classes can have no members.

    Values of datatypes that OWL 2 does not have (the dates in the data are ``xsd:date``) are left out of the
    reasoning.

    Args:
        triples: the ontology, with all that it would import and without the imports.
        timeout: after how many seconds the reasoner is ended.

    Raises:
        MissingToolError: if there is no usable Java.
        JavaFailureError: if the reasoner fails or takes too long.
    """
    from raci_graph.owl.java import JavaFailureError, find_java, raise_if_unusable, run
    from raci_graph.owl.sources import n_triples

    find_java(PURPOSE)
    command = [sys.executable, "-P", "-m", "raci_graph.owl.hermit"]
    with tempfile.TemporaryDirectory(prefix="raci-graph-") as folder:
        answer = json.loads(run(command, purpose=PURPOSE, timeout=timeout, given=n_triples(triples), env=_env(folder)))
    if answer["error"]:
        raise_if_unusable(answer["error"], PURPOSE)
        raise JavaFailureError(f"{PURPOSE} failed: {answer['error']}")
    return Verdict(answer["consistent"], tuple(answer["unsatisfiable"]))


def _env(folder: str) -> dict[str, str]:
    """Return the environment of the child: our modules, and a folder for the files that owlready2 leaves behind."""
    path = os.pathsep.join(str(Path(each).absolute()) for each in sys.path)
    return {**os.environ, "PYTHONPATH": path, "TMPDIR": folder, "TEMP": folder, "TMP": folder}


def _answer(content: bytes) -> dict[str, object]:
    import owlready2

    world = owlready2.World()
    world.get_ontology("urn:raci-graph:checked#").load(fileobj=io.BytesIO(content), only_local=True)
    try:
        owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return {"consistent": False, "unsatisfiable": [], "error": ""}
    except owlready2.OwlReadyJavaError as error:
        return {"consistent": False, "unsatisfiable": [], "error": str(error)}
    unsatisfiable = sorted(each.iri for each in world.inconsistent_classes() if each is not owlready2.Nothing)
    return {"consistent": True, "unsatisfiable": unsatisfiable, "error": ""}


def _main() -> None:
    with contextlib.redirect_stdout(sys.stderr):
        answer = _answer(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main()
