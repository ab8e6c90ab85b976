"""What a validation finds, whichever way it runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

COLUMNS = ("shape", "focus", "path", "value", "severity", "component", "message")
"""What each row of a compiled query says."""

_CODE = re.compile(r"[A-Z][0-9]{2}(?=-)")


@dataclass(frozen=True, slots=True)
class Result:
    """One result of a validation, as SHACL has it; nodes are IRIs in full, literals their text.

    ``path`` is a SPARQL property path; ``severity`` the local name of the severity, such as "Violation";
    ``message`` the one that says most: that of the query rather than that of the shape. ``component`` is the local
    name of the kind of constraint; two results that differ in it alone are equal.
    """

    shape: str
    focus: str
    path: str | None
    value: str | None
    severity: str
    message: str
    component: str = field(default="", compare=False)


def code_of(shape: str) -> str:
    """Return the code of the rule that a shape states: what its local name begins with, else the whole local name.

    >>> code_of("https://w3id.org/raci-graph/shapes#W02-SeveralAccountables")
    'W02'
    """
    local = re.split("[#/]", shape)[-1]
    match = _CODE.match(local)
    return match[0] if match else local
