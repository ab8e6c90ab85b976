"""The gate of a release: opens both archives and counts what is in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from raci_graph.dist.archive import SUMS_FILE, sums_text, unpacked
from raci_graph.dist.counting import graph_problems, matrix_problems, table_problems
from raci_graph.dist.manifest import MANIFEST_FILE, file_entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci_graph.dist.context import Json

_ARCHIVES = (".zip", ".tar.gz")


def release_problems(files: Mapping[str, bytes]) -> list[str]:
    """Return what is wrong with a release, each in one line; nothing where all is as its manifest says.

    Both archives are opened. Their checksums, their names and the digest of each file must be those that are stated;
    each graph is read back from each of its forms and counted; rows, cells and assignments are counted in N-Triples,
    JSON and CSV; the tables are checked by the package csvw.

    Args:
        files: the two archives and their checksums, by name.

    Raises:
        InputError: if an archive is damaged.
        MissingToolError: if the package csvw is not installed.
    """
    archives = {name: data for name, data in files.items() if name.endswith(_ARCHIVES)}
    if sorted(map(_form, archives)) != sorted(_ARCHIVES):
        return [f"there are {len(archives)} archives, a release has one {' and one '.join(_ARCHIVES)}"]
    problems = []
    if files.get(SUMS_FILE, b"").decode("utf-8", "replace") != sums_text(archives):
        problems.append(f"{SUMS_FILE} does not state the checksums of the archives")
    contents = {name: _below_top(name, unpacked(name, data)) for name, data in archives.items()}
    for name, inside in contents.items():
        problems += [f"{name}: {problem}" for problem in _manifest_problems(inside)]
    (first, one), (second, other) = sorted(contents.items())
    if one != other:
        problems.append(f"{first} and {second} do not hold the same files")
    if not problems:
        manifest = json.loads(one[MANIFEST_FILE])
        problems += graph_problems(one, manifest) + matrix_problems(one, manifest) + table_problems(one, manifest)
    return problems


def _form(name: str) -> str:
    return next(form for form in _ARCHIVES if name.endswith(form))


def _below_top(name: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an archive by their name below the folder that is named as the archive is."""
    top = f"{name.removesuffix(_form(name))}/"
    return {path.removeprefix(top): data for path, data in files.items()}


def _manifest_problems(inside: Mapping[str, bytes]) -> list[str]:
    if MANIFEST_FILE not in inside:
        return [f"there is no {MANIFEST_FILE}"]
    manifest: Json = json.loads(inside[MANIFEST_FILE])
    stated = {entry["name"]: entry for entry in manifest["files"]}
    found = {name: file_entry(name, data) for name, data in inside.items() if name != MANIFEST_FILE}
    problems = [f"{name} is missing" for name in sorted(stated.keys() - found.keys())]
    problems += [f"{name} is not in the manifest" for name in sorted(found.keys() - stated.keys())]
    problems += [
        f"{name} is not the file that the manifest states"
        for name in sorted(found.keys() & stated.keys())
        if found[name] != stated[name]
    ]
    return problems
