"""Makes the derived files anew from what they are derived from; with --check, only says which are not fresh.

Usage: python tools/refresh.py [--check]

Derived: the Turtle of each matrix in data/ that has a source beside its raci.toml, the numbers of triples in
data/catalog.ttl, the links to controls as Turtle, the queries in shapes/compiled/, the pictures of docs/analysis.md,
and the pages of docs/reference/. A query of a shape that is no more is removed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
from reference_pages import reference

from raci_graph.activity_types.controls import FILE, links_as_triples
from raci_graph.figures import draw
from raci_graph.graph.turtle import canonical_turtle
from raci_graph.graph.write import to_graph
from raci_graph.importing import import_document
from raci_graph.report import build_reports
from raci_graph.shacl.compile import compile_shapes
from raci_graph.shacl.layout import file_name, file_text
from raci_graph.shacl.read import read_shapes
from raci_graph.sources import read_source
from raci_graph.validation import FAMILIES, shape_triples
from raci_graph.vocab import DATA as NAMES
from raci_graph.vocab import PREFIXES

TOP = Path(__file__).resolve().parent.parent
CHECKOUT = TOP
DATA = TOP / "data"
QUERIES = TOP / "shapes" / "compiled"
PICTURES = TOP / "docs" / "pictures"
REFERENCE = TOP / "docs" / "reference"
PICTURED = TOP / "tests" / "queries" / "data" / "lending-2026.ttl"
TRIPLES = ox.NamedNode(f"{PREFIXES['void']}triples")
DATA_DUMP = ox.NamedNode(f"{PREFIXES['void']}dataDump")


def imported(folder: Path) -> dict[Path, str]:
    """Return the files that an import of the folder's source writes, by path."""
    source = next(folder.glob("source.*"))
    decisions = folder / "decisions.toml"
    (matrix,) = import_document(source, decisions=decisions if decisions.exists() else None).matrices
    return {folder / name: text for name, text in to_graph(matrix).turtle().items()}


def counted(catalog: str, files: dict[Path, str]) -> str:
    """Return the catalogue with the number of triples that the dumps of each dataset hold."""
    parser = ox.parse(catalog, ox.RdfFormat.TURTLE)
    triples = list(parser)
    own = {name: iri for name, iri in parser.prefixes.items() if iri not in PREFIXES.values()}
    counts: Counter[ox.NamedNode] = Counter()
    for quad in triples:
        if quad.predicate == DATA_DUMP:
            dump = quad.object.value.partition("/id/")[2]
            text = files[DATA / dump]
            counts[quad.subject] += sum(1 for _ in ox.parse(text, ox.RdfFormat.TURTLE))
    kept = [quad for quad in triples if quad.predicate != TRIPLES]
    made = [ox.Triple(node, TRIPLES, ox.Literal(count)) for node, count in counts.items()]
    return canonical_turtle([*kept, *made], own)


def links() -> dict[Path, str]:
    """Return the file of the links from activity types to controls, by path."""
    own = {"type": f"{NAMES}activity-type/", "control": f"{NAMES}control/"}
    path = DATA / FILE
    table = path.with_name("controls.sssom.tsv").read_text("utf-8")
    return {path: canonical_turtle(links_as_triples(table), own)}


def compiled() -> dict[Path, str]:
    """Return the queries of the shapes, by path."""
    queries, left = compile_shapes(shape for family in FAMILIES for shape in read_shapes(shape_triples((family,))))
    if left:
        raise SystemExit(f"{left[0].name} cannot be compiled: it has {left[0].reason}")
    return {QUERIES / file_name(query): file_text(query) for query in queries}


def pictures() -> dict[Path, str]:
    """Return the pictures of the documentation, by path."""
    drawn = draw(build_reports(read_source(str(PICTURED))))
    return {PICTURES / name: text for name, text in drawn.items()}


def described() -> dict[Path, str]:
    """Return the pages of the reference, by path."""
    return {REFERENCE / name: text for name, text in reference(CHECKOUT).items()}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is not fresh")
    check = options.parse_args().check
    folders = sorted(path.parent for path in DATA.rglob("raci.toml"))
    fresh = {path: text for folder in folders for path, text in imported(folder).items()}
    catalog = DATA / "catalog.ttl"
    fresh[catalog] = counted(catalog.read_text("utf-8"), fresh)
    fresh |= links() | compiled() | pictures() | described()
    over = [path for path in QUERIES.glob("*.rq") if path not in fresh]
    stale = [path for path, text in fresh.items() if not path.exists() or path.read_text("utf-8") != text]
    for path in stale:
        print(f"{path.relative_to(TOP)}: {'not fresh' if check else 'made anew'}")
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(fresh[path], "utf-8")
    for path in over:
        print(f"{path.relative_to(TOP)}: {'derived from nothing' if check else 'removed'}")
        if not check:
            path.unlink()
    print(f"{len(fresh)} derived files, {len(stale) + len(over)} {'not fresh' if check else 'made anew'}")
    return 1 if check and (stale or over) else 0


if __name__ == "__main__":
    sys.exit(main())
