"""Finds the ontology, data, shapes, queries and rule pages, in an installed package and in a checkout alike."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raci_graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

FOLDERS = ("ontology", "data", "shapes", "queries", "docs/rules")


def folder(name: str) -> Traversable:
    """Return one of the project's folders of resources.

    A wheel carries them in ``raci_graph/_resources``; a checkout (and an editable install) has them beside the
    package, at the top of the repository.

    Args:
        name: one of ``FOLDERS``.

    Returns:
        The folder, which need not lie in a file system (a zip import).

    Raises:
        InputError: if the installation is incomplete.

    >>> folder("ontology").joinpath("raci.ttl").is_file()
    True
    """
    package = _package()
    installed = package.joinpath("_resources").joinpath(name)
    if installed.is_dir():
        return installed
    checkout = package.joinpath("..").joinpath(name)
    if checkout.is_dir():
        return checkout
    raise InputError(
        f"the folder '{name}' is not part of this installation",
        remedy="Install raci-graph again, from a wheel or a complete checkout",
    )


def _package() -> Traversable:
    """Return the folder of the package; ``importlib.resources`` is slow to import, and needed in an archive alone."""
    here = Path(__file__).parent
    if here.is_dir():
        return here
    from importlib.resources import files

    return files("raci_graph")


def walk(top: Traversable, suffix: str) -> Iterator[tuple[str, Traversable]]:
    """Yield ``(path below top, file)`` for each file whose name ends in ``suffix``, in order of path."""
    yield from _walk(top, suffix, "")


def _walk(top: Traversable, suffix: str, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(top.iterdir(), key=lambda each: each.name):
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, suffix, f"{path}/")
        elif entry.name.endswith(suffix):
            yield path, entry
