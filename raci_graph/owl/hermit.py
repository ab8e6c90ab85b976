"""Asks the reasoner HermiT, through owlready2, whether an ontology is consistent and what its individuals are.

Run as a module this is the child process that does it: a line of JSON that says what is asked and then N-Triples in,
one JSON object out. A process of its own, because owlready2 gives the reasoner no time-out, keeps what it loads in one
place for the whole process, and talks.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import owlready2
    import pyoxigraph as ox

PURPOSE = "the reasoner HermiT"
TIMEOUT = 120.0


@dataclass(frozen=True)
class Verdict:
    """What HermiT says of one ontology.

    Attributes:
        consistent: whether it has a model at all. All else is empty where it has none.
        unsatisfiable: the classes that can have no members.
        types: the classes of each individual that was asked for, with all classes above them; all are IRIs.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...]
    types: dict[str, frozenset[str]] = field(default_factory=dict)


def ask_hermit(
    triples: Iterable[ox.Triple],
    timeout: float = TIMEOUT,
    *,
    individuals: Iterable[str] = (),
    closed: Mapping[str, Sequence[str]] | None = None,
) -> Verdict:
    """Return whether an ontology is consistent, which of its classes can have no members, and what individuals are.

    Values of datatypes that OWL 2 does not have (the dates in the data are ``xsd:date``) are left out of the
    reasoning.

    Args:
        triples: the ontology, with all that it would import and without the imports.
        timeout: after how many seconds the reasoner is ended.
        individuals: the IRIs whose classes are asked for.
        closed: object properties by class, as IRIs: what the ontology does not state of an individual that it says to
            be in the class, by such a property, is taken not to be (``owlready2.close_world``).

    Raises:
        MissingToolError: if there is no usable Java.
        JavaFailureError: if the reasoner fails or takes too long.
    """
    from raci_graph.owl.java import JavaFailureError, find_java, raise_if_unusable, run, without_notice
    from raci_graph.owl.sources import n_triples

    find_java(PURPOSE)
    command = [sys.executable, "-P", "-m", "raci_graph.owl.hermit"]
    asked = {"individuals": [*individuals], "closed": {name: [*each] for name, each in (closed or {}).items()}}
    given = json.dumps(asked).encode() + b"\n" + n_triples(triples)
    with tempfile.TemporaryDirectory(prefix="raci-graph-") as folder:
        answer = json.loads(run(command, purpose=PURPOSE, timeout=timeout, given=given, env=_env(folder)))
    if answer["error"]:
        raise_if_unusable(answer["error"], PURPOSE)
        raise JavaFailureError(f"{PURPOSE} failed: {without_notice(answer['error'])}")
    types = {name: frozenset(classes) for name, classes in answer["types"].items()}
    return Verdict(answer["consistent"], tuple(answer["unsatisfiable"]), types)


def _env(folder: str) -> dict[str, str]:
    """Return the environment of the child: our modules, and a folder for the files that owlready2 leaves behind."""
    path = os.pathsep.join(str(Path(each).absolute()) for each in sys.path)
    return {**os.environ, "PYTHONPATH": path, "TMPDIR": folder, "TEMP": folder, "TMP": folder}


def _answer(asked: dict[str, Any], content: bytes) -> dict[str, object]:
    import owlready2

    world = owlready2.World()
    ontology = world.get_ontology("urn:raci-graph:checked#").load(fileobj=io.BytesIO(content), only_local=True)
    with ontology:
        for name, properties in asked["closed"].items():
            for individual in list(world[name].instances()):
                owlready2.close_world(individual, [world[each] for each in properties])
    try:
        owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return {"consistent": False, "unsatisfiable": [], "types": {}, "error": ""}
    except owlready2.OwlReadyJavaError as error:
        return {"consistent": False, "unsatisfiable": [], "types": {}, "error": str(error)}
    unsatisfiable = sorted(each.iri for each in world.inconsistent_classes() if each is not owlready2.Nothing)
    types = {name: _types(world[name]) for name in asked["individuals"]}
    return {"consistent": True, "unsatisfiable": unsatisfiable, "types": types, "error": ""}


def _types(individual: owlready2.Thing) -> list[str]:
    import owlready2

    classes = [each for each in individual.INDIRECT_is_a if isinstance(each, owlready2.ThingClass)]
    return [each.iri for each in classes if each is not owlready2.Thing]


def _main() -> None:
    with contextlib.redirect_stdout(sys.stderr):
        asked = json.loads(sys.stdin.buffer.readline())
        answer = _answer(asked, sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main()
