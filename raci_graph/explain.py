"""The pages that say what each rule means."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

from raci_graph import resources
from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

_SUFFIX = ".md"
_LINK = r"\[([^\]]*)\]\([^)]*\)"
_SENTENCE = r"(?s)((?:`[^`]*`|[^`])+?[.:])(?=\s|$)"
_IN_SHAPE = r"(?:[#:/]|^)([A-Z][0-9]{2})-\w"
_IN_LINE = r"(?:^|\s)([A-Z][0-9]{2}) (?:violation|warning|info)\b|(?<=[:,\s]title=)([A-Z][0-9]{2})\b"


def codes() -> tuple[str, ...]:
    """Return the codes of all rules, in order."""
    return tuple(sorted(_pages()))


def explain(code: str) -> str:
    """Return the page of a rule, as Markdown.

    Args:
        code: such as "W02", in any case.

    Raises:
        UsageError: for a code that no rule has, with the nearest ones.

    >>> explain("w02").splitlines()[0]
    '# W02 Several parties answer for an activity'
    """
    pages = _pages()
    wanted = code.strip().upper()
    if wanted not in pages:
        raise _unknown(code, None)
    return pages[wanted].read_text("utf-8")


def title(code: str) -> str:
    """Return the name of a rule, without its code; of an unknown one, nothing."""
    return _page(code).partition("\n")[0].removeprefix(f"# {code} ")


def part(code: str, heading: str) -> str:
    """Return what stands under a heading of a rule's page, as Markdown; of an unknown one, nothing."""
    return _page(code).partition(f"\n## {heading}\n")[2].partition("\n## ")[0].strip()


def hint(code: str) -> str:
    """Return how to mend what a rule finds, in a sentence without Markdown; of an unknown rule, nothing.

    >>> hint("W11")
    'Take the weaker letter away.'
    >>> hint("P10")
    'If the letter has its usual meaning, word the legend so that it says so (for instance A: Accountable for …).'
    """
    first = re.match(_SENTENCE, re.sub(_LINK, r"\1", part(code, "Remedy")))
    return f"{' '.join(first[0].split())[:-1].replace('`', '')}." if first else ""


def chosen_codes(wanted: Iterable[str], place: str | None = None) -> frozenset[str]:
    """Return the codes of some rules, each named by its code or by the letter of its family, in any case.

    Args:
        wanted: such as ("W02", "s").
        place: the file that names them, for the error on an unknown one.

    Raises:
        UsageError: for what is neither, with the nearest codes.
    """
    found: set[str] = set()
    for each in wanted:
        name = each.strip().upper()
        of_it = {code for code in codes() if code == name or (len(name) == 1 and code[0] == name)}
        if not of_it:
            raise _unknown(each, place)
        found |= of_it
    return frozenset(found)


def code_in(text: str) -> str:
    """Return the code that a text names: the code itself, the name of a shape, or a line that shows a finding.

    >>> code_in("matrix.md:12:3: W02 violation: Run the service: several parties answer for this activity")
    'W02'
    >>> code_in("https://w3id.org/raci-graph/shapes#W02-SeveralAccountables")
    'W02'
    """
    found = re.search(_IN_LINE, text) or re.search(_IN_SHAPE, text)
    return next(filter(None, found.groups())) if found else text


def codes_in(text: str) -> list[str]:
    """Return the codes that findings name, in order, each once: in JSON, in SARIF, or in lines of text.

    Raises:
        UsageError: for JSON that holds no findings. Text without any names no codes.
    """
    if not text.lstrip().startswith("{"):
        return list(dict.fromkeys(code_in(line) for line in text.splitlines() if re.search(_IN_LINE, line)))
    try:
        data = json.loads(text)
        results = [each for run in data.get("runs", []) for each in run["results"]] or data.get("findings", [])
        return list(dict.fromkeys(str(each.get("code") or each["ruleId"]) for each in results))
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        remedy = "Give what 'raci-graph validate --format json' or '--format sarif' writes"
        raise UsageError("this JSON holds no findings", place="standard input", remedy=remedy) from error


def _unknown(code: str, place: str | None) -> UsageError:
    from difflib import get_close_matches

    pages, wanted = _pages(), code.strip().upper()
    family = [each for each in pages if each[0] == wanted[:1]]
    near = get_close_matches(wanted, pages, 3) or family[-3:] or list(pages)[:3]
    return UsageError(f"there is no rule '{code}'", place=place, remedy=f"Did you mean {', '.join(sorted(near))}?")


@cache
def _page(code: str) -> str:
    page = _pages().get(code)
    return page.read_text("utf-8") if page else ""


@cache
def _pages() -> dict[str, Traversable]:
    folder = resources.folder("docs/rules")
    return {
        path.removesuffix(_SUFFIX): page
        for path, page in resources.walk(folder, _SUFFIX)
        if _is_code(path[: -len(_SUFFIX)])
    }


def _is_code(name: str) -> bool:
    return len(name) == 3 and name[0].isupper() and name[1:].isdigit()  # noqa: PLR2004 - such as W02
