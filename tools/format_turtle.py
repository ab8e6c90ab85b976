"""Rewrites Turtle files in the project's canonical form; with --check, only says which are not in it.

Usage: python tools/format_turtle.py [--check] FILE...
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pyoxigraph as ox

from raci_graph.graph.turtle import canonical_turtle
from raci_graph.vocab import PREFIXES


def formatted(text: str) -> str:
    """Return Turtle in canonical form; the file's own prefixes are kept beside the fixed table."""
    parser = ox.parse(text, ox.RdfFormat.TURTLE)
    triples = list(parser)
    own = {name: iri for name, iri in parser.prefixes.items() if iri not in PREFIXES.values()}
    return canonical_turtle(triples, own)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true")
    options.add_argument("files", nargs="+", type=Path)
    given = options.parse_args()
    changed = 0
    for path in given.files:
        old = path.read_text("utf-8")
        new = formatted(old)
        if new == old:
            continue
        changed += 1
        print(f"{path}: not in canonical form" if given.check else f"{path}: rewritten")
        if not given.check:
            path.write_text(new, "utf-8")
    return 1 if given.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
