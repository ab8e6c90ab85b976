"""The saved questions: the .rq files of the folder queries/, each with its header.

The header is a YAML block in comments that begin with ``#+``, as grlc reads it: summary, question, params, tags and
columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from raci_graph import resources
from raci_graph.errors import InputError, UsageError
from raci_graph.queries.text import form_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci_graph.queries.text import Form

ParameterType = Literal["iri", "text", "integer"]

_SUFFIX = ".rq"
_HEADER = "#+"
_NUMBER = re.compile(r"0*([0-9]+)(?:-.*)?")
_NEAR, _ALIKE = 3, 60


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a saved question.

    Attributes:
        name: the name of its variable, without the question mark.
        type: what kind of term its values are.
        about: for an IRI, the raci: class of what it names, such as "Party".
        description: what it does, and what holds without it.
        default: what stands in the file, as SPARQL; None for UNDEF.
    """

    name: str
    type: ParameterType
    about: str | None
    description: str
    default: str | None


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved question.

    Attributes:
        name: the name of its file without the ending, such as "03-handovers".
        summary: what it answers, in one line.
        question: the question.
        params: its parameters, in the order of its header.
        tags: words to find it by.
        columns: what each column of the answer holds, by name; empty for a CONSTRUCT query.
        text: the file, which runs unchanged in any SPARQL tool.
    """

    name: str
    summary: str
    question: str
    params: tuple[Parameter, ...]
    tags: tuple[str, ...]
    columns: Mapping[str, str]
    text: str

    @property
    def number(self) -> int | None:
        """Its number among the competency questions, or None."""
        match = _NUMBER.fullmatch(self.name)
        return int(match[1]) if match else None

    @property
    def form(self) -> Form:
        """What it asks for: rows (SELECT), a truth value (ASK) or triples (CONSTRUCT, DESCRIBE)."""
        return form_of(self.text)


@cache
def saved_queries() -> tuple[SavedQuery, ...]:
    """Return the saved questions in order of their names.

    Raises:
        InputError: if the installation is incomplete, or a header is broken.

    >>> saved_queries()[2].question
    'Where does the customer answer for work that the provider does?'
    """
    files = resources.walk(resources.folder("queries"), _SUFFIX)
    return tuple(parse(path.removesuffix(_SUFFIX), file.read_text("utf-8")) for path, file in files)


def find(name: str) -> SavedQuery:
    """Return a saved question.

    Args:
        name: its name ("03-handovers"), its name without the number ("handovers"), or its number ("3", "03").

    Raises:
        UsageError: if there is none, with the nearest names.

    >>> find("handovers").name == find("3").name == "03-handovers"
    True
    """
    for query in saved_queries():
        if name in (query.name, re.sub("^[0-9]+-", "", query.name)) or (name.isdecimal() and int(name) == query.number):
            return query
    raise UsageError(f"there is no saved question '{name}'", remedy=_did_you_mean(name))


def parse(name: str, text: str) -> SavedQuery:
    """Return a saved question from the text of its file.

    Raises:
        InputError: if it has no header, or one that is not as it should be.
    """
    import yaml

    head = "\n".join(line[len(_HEADER) :] for line in text.splitlines() if line.startswith(_HEADER))
    try:
        found = yaml.safe_load(head)
        params = tuple(_parameter(each, said) for each, said in (found.get("params") or {}).items())
        columns = {key: str(value) for key, value in (found.get("columns") or {}).items()}
        tags = tuple(str(tag) for tag in found.get("tags") or ())
        return SavedQuery(name, str(found["summary"]), str(found["question"]), params, tags, columns, text)
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise InputError(
            f"the header of the question is broken ({' '.join(str(error).split())})",
            place=f"{name}{_SUFFIX}",
            remedy="See the header of another question in queries/",
        ) from error


def _parameter(name: str, said: Mapping[str, str]) -> Parameter:
    kinds: dict[str, ParameterType] = {"iri": "iri", "text": "text", "integer": "integer"}
    return Parameter(name, kinds[said["type"]], said.get("class"), said["description"], said.get("default"))


def _did_you_mean(name: str) -> str:
    from rapidfuzz import fuzz, process

    names = [query.name for query in saved_queries() if not name.isdecimal()]
    near = [match for match, _, _ in process.extract(name, names, scorer=fuzz.WRatio, limit=_NEAR, score_cutoff=_ALIKE)]
    return f"Did you mean {', '.join(near)}?" if near else "'raci-graph queries' lists them"
