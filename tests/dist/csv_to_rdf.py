"""The triples that metadata make of tables (CSV on the Web, minimal mode), as far as this project's metadata go."""

import csv
import io
import json

import pyoxigraph as ox
from uritemplate import expand

from raci_graph.vocab import RACI, RDF, XSD


def csv2rdf(files):
    """The triples that the metadata make of the tables (minimal mode), for what the metadata use."""
    metadata = json.loads(files["csv-metadata.json"])
    triples = set()
    for table in metadata["tables"]:
        schema = table["tableSchema"]
        columns = schema["columns"]
        lines = list(csv.reader(io.StringIO(files[table["url"]].decode(), newline="")))
        own = [column for column in columns if not column.get("virtual")]
        assert lines[0] == [column["titles"] for column in own]
        for line in lines[1:]:
            row = {column["name"]: text for column, text in zip(own, line, strict=True)}
            triples |= {made for column in columns for made in row_triples(column, schema["aboutUrl"], row)}
    return triples


def row_triples(column, about, row):
    text = row.get(column["name"])
    missing = not column.get("virtual") and text == column.get("null", "")
    if column.get("suppressOutput") or missing:
        return
    predicate = column["propertyUrl"].replace("rdf:", RDF)
    subject = ox.NamedNode(expand(column.get("aboutUrl", about), row))
    if "valueUrl" in column:
        value = ox.NamedNode(expand(column["valueUrl"], row))
    elif "lang" in column:
        value = ox.Literal(text, language=column["lang"])
    else:
        value = ox.Literal(text, datatype=ox.NamedNode(f"{XSD}{column['datatype']}"))
    yield ox.Triple(subject, ox.NamedNode(predicate), value)


def assignments_of(triples):
    kind = ox.NamedNode(f"{RACI}Assignment")
    them = {each.subject for each in triples if each.object == kind}
    return {each for each in triples if each.subject in them}
