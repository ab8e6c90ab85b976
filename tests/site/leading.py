"""Where the IRIs of the dataset lead: of each kind one, its page, and its data."""

from __future__ import annotations

from typing import NamedTuple

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HOSTED = "id/ovhcloud/hosted-exchange/2022-11-15"
FORMS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
ASKED = {
    "text/turtle": "ttl",
    "*/*": "ttl",
    "": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/rdf+xml;q=0.9,application/ld+json;q=0.5": "rdf",
    "application/rdf+xml,text/turtle;q=0.9,*/*;q=0.1": "ttl",
}
"""What a program asks for, and the form that it gets."""


class Case(NamedTuple):
    """An IRI, below the base: its page and its data without the ending."""

    path: str
    page: str
    data: str

    def file(self, form):
        return f"{self.data}.{form}"


def _own(path):
    return Case(path, f"{path}/index.html", f"{path}/index")


def _part(path, row=None):
    fragment = f"#row-{row}" if row else ""
    return Case(f"{HOSTED}/{path}", f"{HOSTED}/index.html{fragment}", f"{HOSTED}/matrix")


CASES = [
    Case("ns", "ns/index.html", "ns/raci"),
    Case("ns/", "ns/index.html", "ns/raci"),
    Case("ns/0.1.0", "ns/0.1.0/index.html", "ns/0.1.0/raci"),
    Case("ns/role-sets", "ns/index.html", "ns/role-sets"),
    Case("ns/role-sets/0.1.0", "ns/0.1.0/index.html", "ns/0.1.0/role-sets"),
    Case("ns/alignments/org", "ns/index.html", "ns/alignments/org"),
    Case("ns/alignments/org/0.1.0", "ns/0.1.0/index.html", "ns/0.1.0/alignments/org"),
    Case("ns/inference/ownership", "ns/index.html", "ns/inference/ownership"),
    Case("shapes", "shapes/index.html", "shapes/shapes"),
    Case(HOSTED, f"{HOSTED}/index.html", f"{HOSTED}/matrix"),
    Case(f"{HOSTED}/", f"{HOSTED}/index.html", f"{HOSTED}/matrix"),
    _part("activity/22", 22),
    _part("cell/22-1", 22),
    _part("assignment/22-1-1", 22),
    _part("section/3.1.2"),
    _part("column/1"),
    _part("legend/R"),
    _part("source"),
    Case(f"{HOSTED}/shortcuts", f"{HOSTED}/index.html", f"{HOSTED}/shortcuts"),
    Case(f"{HOSTED}/places", f"{HOSTED}/index.html", f"{HOSTED}/places"),
    _own("id/ovhcloud/hosted-exchange"),
    _own("id/ovhcloud/party/customer"),
    _own("id/ovhcloud/service/hosted-exchange"),
    _own("id/ovhcloud"),
    Case("id/activity-types", "id/activity-types/index.html", "id/activity-types"),
    _own("id/activity-type/make-backups"),
    _own("id/activity-type/data-care"),
    Case("id/controls", "id/controls/index.html", "id/controls/controls"),
    _own("id/control/iso-27001-2022"),
    _own("id/control/iso-27001-2022/A.8.13"),
    _own("id/control/csa-ccm-4/A&A-02"),
    Case("id/agent/maintainers", "id/index.html", "id/catalog"),
    Case("id/catalog", "id/index.html", "id/catalog"),
    Case("id", "id/index.html", "id/catalog"),
]
FILES = [
    *(f"{HOSTED}/{name}.{form}" for name in ("matrix", "shortcuts", "places") for form in FORMS),
    *(f"{HOSTED}/{name}" for name in ("matrix.json", "matrix.csv", "matrix.xlsx", "all.nt")),
    *(f"{HOSTED}/{name}" for name in ("table.csv", "assignments.csv", "csv-metadata.json")),
    "ns/context.jsonld",
    "ns/matrix-frame.jsonld",
    "void.ttl",
    "index.html",
]
"""Files, which are the same for all."""
