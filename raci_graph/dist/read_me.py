"""The page that stands at the top of a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raci_graph.dist.collect import Collected

README_FILE = "README.md"
_TEXT = """# raci-graph {version}

Responsibility (RACI) matrices as a graph: the ontology, the published data, the shapes that check it, and questions.

| folder | what it holds |
|---|---|
| `ontology/` | the vocabulary, role sets, alignments; `context.jsonld` and `matrix-frame.jsonld` for JSON-LD |
| `data/` | the catalogue (DCAT-AP 3), the kinds of work, and {matrices} |
| `shapes/` | SHACL shapes; `compiled/` has the same rules as SPARQL queries |
| `queries/` | questions in SPARQL 1.1 |

Each graph stands in Turtle (`.ttl`), N-Triples (`.nt`), RDF/XML (`.rdf`) and JSON-LD (`.jsonld`); `ontology.trig`,
`data.trig` and `shapes.trig` hold all graphs of their folder, each under its name. A matrix is also there as readable
JSON (`matrix.json`) and as CSV on the Web (`table.csv`, `assignments.csv`, `csv-metadata.json`).

`manifest.json` lists every file with its size and SHA-256, and the number of triples of each graph. `CHANGES.md` says
which terms changed since the last release; `terms.tsv` lists all.

## Licences

Ontology, shapes, catalogue, kinds of work and controls: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. Queries:
Apache-2.0, https://www.apache.org/licenses/LICENSE-2.0. A matrix is under its publisher's licence, which its catalogue
entry names: {licences}. `data/LICENSE` has the attribution.
"""


def read_me_text(collected: Collected) -> str:
    """Return the text."""
    matrices = collected.matrices
    licences = sorted({each.about.license for each in matrices.values() if each.about.license})
    return _TEXT.format(
        version=collected.version,
        matrices=f"{len(matrices)} {'matrix' if len(matrices) == 1 else 'matrices'}",
        licences=", ".join(licences) or "none is named",
    )
