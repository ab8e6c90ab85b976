"""IRIs that differ have pages that differ, and no page stands outside the site."""

import pytest

from raci_graph.site.addresses import Addresses, link, page_of

ALIKE = [
    "https://example.org/a",
    "https://example.org/a/",
    "https://example.org/a#b",
    "https://example.org/a?b",
    "https://example.org/a//b",
    "https://example.org/a/b",
    "http://example.org/a/b",
    "https://example.org/a%20b",
    "https://example.org/a-b",
    "urn:x:a",
    "urn:x:a#b",
    "urn:x:a:b",
    "urn:x:a/b",
]


def test_iris_that_differ_have_folders_that_differ():
    folders = {Addresses().folder(iri) for iri in ALIKE}
    assert len(folders) == len(ALIKE)


@pytest.mark.parametrize(
    "iri",
    [
        "https://w3id.org/raci-graph/id/../../etc/passwd",
        "https://example.org/../../etc/passwd",
        "https://example.org/./a",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://example.org/" + "long" * 200,
        "https://w3id.org/raci-graph/assets/base.css",
        "https://example.org/a\\b",
    ],
)
def test_no_folder_leads_out_or_into_the_shared_files(iri):
    parts = Addresses().folder(iri).split("/")
    assert parts[0] == "id"
    assert not {".", "..", ""} & set(parts)
    assert all(len(part) <= 80 and set(part).isdisjoint("\\:*?<>|%") for part in parts)


def test_iris_below_the_base_stand_where_they_say():
    own = Addresses("https://example.org/")
    assert own.folder("https://example.org/id/town/loans/1") == "id/town/loans/1"
    assert own.folder("https://w3id.org/raci-graph/id/x") == "id/w3id.org/raci-graph/id/x"


def test_links_go_by_the_shortest_way():
    assert link(page_of("id/a"), page_of("id/b/c"), "row-1") == "../b/c/index.html#row-1"
    assert link("index.html", "assets/base.css") == "assets/base.css"
