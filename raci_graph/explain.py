"""The pages that say what each rule means."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from raci_graph import resources
from raci_graph.errors import UsageError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_SUFFIX = ".md"


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
        family = [each for each in pages if each[0] == wanted[:1]]
        near = get_close_matches(wanted, pages, 3) or family[-3:] or list(pages)[:3]
        raise UsageError(f"there is no rule '{code}'", remedy=f"Did you mean {', '.join(sorted(near))}?")
    return pages[wanted].read_text("utf-8")


def title(code: str) -> str:
    """Return the name of a rule, without its code; of an unknown one, nothing."""
    page = _pages().get(code)
    return page.read_text("utf-8").partition("\n")[0].removeprefix(f"# {code} ") if page else ""


def _pages() -> dict[str, Traversable]:
    folder = resources.folder("docs/rules")
    return {
        path.removesuffix(_SUFFIX): page
        for path, page in resources.walk(folder, _SUFFIX)
        if _is_code(path[: -len(_SUFFIX)])
    }


def _is_code(name: str) -> bool:
    return len(name) == 3 and name[0].isupper() and name[1:].isdigit()  # noqa: PLR2004 - such as W02
