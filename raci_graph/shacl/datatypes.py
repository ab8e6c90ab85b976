"""Which literals are well-formed, as SPARQL expressions on their text."""

from __future__ import annotations

from raci_graph.vocab import RDF, XSD

_YEAR = "-?([1-9][0-9]{3,}|0[0-9]{3})"
_ZONE = "(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_TIME = r"(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?|24:00:00([.]0+)?)"
_LONG_MONTH_DAY = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
_SHORT_MONTH_DAY = "(0[469]|11)-(0[1-9]|[12][0-9]|30)"
_LEAP_YEAR = "-?[0-9]*(([02468][048]|[13579][26])00|[0-9][0-9](0[48]|[2468][048]|[13579][26]))"
_DATE = f"({_YEAR}-({_LONG_MONTH_DAY}|{_SHORT_MONTH_DAY}|02-(0[1-9]|1[0-9]|2[0-8]))|{_LEAP_YEAR}-02-29)"
_NUMBER = r"[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)"
_DAYS = "([0-9]+D)?"
_CLOCK = r"(T([0-9]+H([0-9]+M)?([0-9]+([.][0-9]+)?S)?|[0-9]+M([0-9]+([.][0-9]+)?S)?|[0-9]+([.][0-9]+)?S))?"

_TEXTS = {
    "boolean": "true|false|0|1",
    "integer": "[+-]?[0-9]+",
    "decimal": _NUMBER,
    "double": f"{_NUMBER}([eE][+-]?[0-9]+)?|[+-]?INF|NaN",
    "float": f"{_NUMBER}([eE][+-]?[0-9]+)?|[+-]?INF|NaN",
    "date": f"{_DATE}{_ZONE}",
    "dateTime": f"{_DATE}T{_TIME}{_ZONE}",
    "dateTimeStamp": f"{_DATE}T{_TIME}{_ZONE.removesuffix('?')}",
    "time": f"{_TIME}{_ZONE}",
    "gYear": f"{_YEAR}{_ZONE}",
    "gYearMonth": f"{_YEAR}-(0[1-9]|1[0-2]){_ZONE}",
    "gMonth": f"--(0[1-9]|1[0-2]){_ZONE}",
    "gDay": f"---(0[1-9]|[12][0-9]|3[01]){_ZONE}",
    "gMonthDay": f"--({_LONG_MONTH_DAY}|{_SHORT_MONTH_DAY}|02-(0[1-9]|[12][0-9])){_ZONE}",
    "duration": f"-?P(([0-9]+Y)?([0-9]+M)?{_DAYS}{_CLOCK})",
    "dayTimeDuration": f"-?P({_DAYS}{_CLOCK})",
    "yearMonthDuration": "-?P([0-9]+Y([0-9]+M)?|[0-9]+M)",
    "hexBinary": "([0-9a-fA-F]{2})*",
    "base64Binary": "(([A-Za-z0-9+/] ?){4})*(([A-Za-z0-9+/] ?){2}([A-Za-z0-9+/] ?=|= ?=))?",
}
"""What a text of each datatype looks like."""

_DURATIONS = ("duration", "dayTimeDuration")
_NUMERIC = ("integer", "decimal", "double", "float")

NARROW_INTEGERS = frozenset(
    {
        *("byte", "int", "long", "negativeInteger", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger"),
        *("short", "unsignedByte", "unsignedInt", "unsignedLong", "unsignedShort"),
    }
)
"""The kinds of whole numbers that a store may keep as xsd:integer, as Oxigraph does: no query can tell them apart."""


def is_narrow(datatype: str) -> bool:
    """Tell whether a datatype is one of ``NARROW_INTEGERS``."""
    return datatype.removeprefix(XSD) in NARROW_INTEGERS and datatype.startswith(XSD)


def well_formed(datatype: str, variable: str) -> str | None:
    """Return a SPARQL expression that is true where the text of a literal is one of its datatype.

    Args:
        datatype: the IRI of the datatype.
        variable: the variable that holds a literal of this datatype, with its question mark.

    Returns:
        The expression; None where each text is one, as with xsd:string, or where SPARQL 1.1 does not know the datatype.
    """
    if datatype == f"{RDF}langString":
        return f'LANG({variable}) != ""'
    name = datatype.removeprefix(XSD)
    text = _TEXTS.get(name) if datatype.startswith(XSD) else None
    if text is None:
        return None
    matches = f'REGEX(STR({variable}), "^({text})$")'
    if name in _NUMERIC:
        return f"(isNumeric({variable}) || {matches})"
    if name in _DURATIONS:
        return f'({matches} && REGEX(STR({variable}), "[0-9][A-Z]$"))'
    return matches
