"""The colours of the figures as rules of style for the cells of a page: light, dark, and light again on paper."""

from __future__ import annotations

from raci_graph.figures.colours import KINDS, NAMED


def colour_style() -> str:
    """Return the rules: a class ``k-KIND`` for each kind of cell, and the light colours for figures on paper."""
    light = [f".k-{kind} {{ background: {each.fill}; color: {each.text}; }}" for kind, each in KINDS.items()]
    dark = [f"  .k-{kind} {{ background: {each.dark_fill}; color: {each.dark_text}; }}" for kind, each in KINDS.items()]
    paper = [f"    --raci-{name}: {each.fill}; --raci-on-{name}: {each.text};" for name, each in NAMED.items()]
    lines = [*light, "@media screen and (prefers-color-scheme: dark) {", *dark, "}"]
    return "\n".join([*lines, "@media print {", "  :root {", *paper, "  }", "}"])
