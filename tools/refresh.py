"""Makes the derived files anew from what they are derived from; with --check, only says which are not fresh.

Usage: python tools/refresh.py [--check]

Derived: the Turtle of each matrix in data/ that has a source beside its raci.toml, the counts and the checksums in
data/catalog.ttl, the links to controls as Turtle, in shapes/compiled/ the queries and what tells that they need not
run, the JSON-LD context of the ontology and what pyLODE says of it, the pictures of docs/analysis.md, and the pages of
docs/reference/. A query of a shape that is no more is removed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
from pylode_page import pylode_page
from reference_pages import reference

from raci_graph.activity_types.controls import FILE, links_as_triples
from raci_graph.dataset import ontology_triples
from raci_graph.dist.catalog import counts_of, is_count, with_distributions
from raci_graph.dist.context import CONTEXT_FILE, context_text
from raci_graph.figures import draw
from raci_graph.graph.turtle import canonical_turtle
from raci_graph.graph.write import to_graph
from raci_graph.importing import import_document
from raci_graph.report import build_reports
from raci_graph.shacl.bundled import GUARDS
from raci_graph.shacl.compile import compile_shapes
from raci_graph.shacl.guarding import guard_of
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
CONTEXT = TOP / CONTEXT_FILE
ONTOLOGY = TOP / "ontology" / "raci.ttl"
PYLODE = TOP / "raci_graph" / "site" / "static" / "pylode.html"
PICTURES = TOP / "docs" / "pictures"
REFERENCE = TOP / "docs" / "reference"
PICTURED = TOP / "tests" / "queries" / "data" / "lending-2026.ttl"
DATA_DUMP = ox.NamedNode(f"{PREFIXES['void']}dataDump")


def imported(folder: Path) -> dict[Path, str]:
    """Return the files that an import of the folder's source writes, by path."""
    source = next(folder.glob("source.*"))
    decisions = folder / "decisions.toml"
    (matrix,) = import_document(source, decisions=decisions if decisions.exists() else None).matrices
    return {folder / name: text for name, text in to_graph(matrix).turtle().items()}


def counted(catalog: str, files: dict[Path, str]) -> str:
    """Return the catalogue with what the dumps of each dataset hold in numbers, and with size and digest of files."""
    parser = ox.parse(catalog, ox.RdfFormat.TURTLE)
    triples = [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in parser]
    own = {name: iri for name, iri in parser.prefixes.items() if iri not in PREFIXES.values()}
    held: defaultdict[ox.NamedNode, list[ox.Triple]] = defaultdict(list)
    for each in triples:
        node = each.subject
        if each.predicate == DATA_DUMP and isinstance(each.object, ox.NamedNode) and isinstance(node, ox.NamedNode):
            text = files[DATA / each.object.value.partition("/id/")[2]]
            dump = ox.parse(text, ox.RdfFormat.TURTLE)
            held[node] += (ox.Triple(quad.subject, quad.predicate, quad.object) for quad in dump)
    kept = [each for each in triples if not is_count(each)]
    made = [count for node, dumped in held.items() for count in counts_of(node, dumped)]
    described = {path.relative_to(DATA).as_posix(): text.encode() for path, text in files.items()}
    return canonical_turtle(with_distributions([*kept, *made], described), own)


def links() -> dict[Path, str]:
    """Return the file of the links from activity types to controls, by path."""
    own = {"type": f"{NAMES}activity-type/", "control": f"{NAMES}control/"}
    path = DATA / FILE
    table = path.with_name("controls.sssom.tsv").read_text("utf-8")
    return {path: canonical_turtle(links_as_triples(table), own)}


def compiled() -> dict[Path, str]:
    """Return the queries of the shapes and the file of their guards, by path."""
    shapes = [shape for family in FAMILIES for shape in read_shapes(shape_triples((family,)))]
    queries, left = compile_shapes(shapes)
    if left:
        raise SystemExit(f"{left[0].name} cannot be compiled: it has {left[0].reason}")
    guards = {shape.name: guard for shape in shapes if (guard := guard_of(shape))}
    lines = [
        f"{json.dumps(file_name(query))}: {json.dumps(guards[query.name])}" for query in queries if query.name in guards
    ]
    files = {QUERIES / file_name(query): file_text(query) for query in queries}
    return {**files, QUERIES / GUARDS: "{\n" + ",\n".join(lines) + "\n}\n"}


def pictures() -> dict[Path, str]:
    """Return the pictures of the documentation, by path."""
    drawn = draw(build_reports(read_source(str(PICTURED))))
    return {PICTURES / name: text for name, text in drawn.items()}


def described() -> dict[Path, str]:
    """Return the pages of the reference, by path."""
    return {REFERENCE / name: text for name, text in reference(CHECKOUT).items()}


def documented() -> dict[Path, str]:
    """Return what is made of the ontology, by path."""
    return {CONTEXT: context_text(ontology_triples()), PYLODE: pylode_page(ONTOLOGY.read_text("utf-8"))}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is not fresh")
    check = options.parse_args().check
    folders = sorted(path.parent for path in DATA.rglob("raci.toml"))
    fresh = {path: text for folder in folders for path, text in imported(folder).items()}
    catalog = DATA / "catalog.ttl"
    fresh[catalog] = counted(catalog.read_text("utf-8"), fresh)
    fresh |= links() | compiled() | pictures() | described() | documented()
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
