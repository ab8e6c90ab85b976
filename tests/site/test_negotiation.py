"""Where the IRIs of the dataset lead by the .htaccess of the site: the same places as by the redirects of w3id."""

import http.client
import re
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PROGRAM = "text/turtle"
BASE = "https://w3id.org/raci-graph/"
HOSTED = "id/ovhcloud/hosted-exchange/2022-11-15"


@pytest.fixture
def led(server):
    """``led(path, accept)``: the status of the first answer, where it leads, and the type of what stands there."""

    def follow(path, accept):
        parts = urlsplit(server)
        connection = http.client.HTTPConnection(parts.netloc)
        headers = {"Accept": accept}
        connection.request("GET", f"{parts.path}{path}", headers=headers)
        first = connection.getresponse()
        first.read()
        target = (first.headers["Location"] or f"{parts.path}{path}").removeprefix(parts.path)
        connection.request("GET", f"{parts.path}{target.partition('#')[0]}", headers=headers)
        last = connection.getresponse()
        last.read()
        connection.close()
        assert last.status == 200, target
        return first.status, target, last.headers["Content-Type"]

    return follow


@pytest.mark.parametrize(
    ("path", "page", "data"),
    [
        ("ns", "ns/index.html", "ns/raci.ttl"),
        ("ns/0.1.0", "ns/0.1.0/index.html", "ns/0.1.0/raci.ttl"),
        ("shapes", "shapes/index.html", "shapes/shapes.ttl"),
        (HOSTED, f"{HOSTED}/index.html", f"{HOSTED}/matrix.ttl"),
        (f"{HOSTED}/", f"{HOSTED}/index.html", f"{HOSTED}/matrix.ttl"),
        (f"{HOSTED}/activity/22", f"{HOSTED}/index.html#row-22", f"{HOSTED}/matrix.ttl"),
        (f"{HOSTED}/cell/22-1", f"{HOSTED}/index.html#row-22", f"{HOSTED}/matrix.ttl"),
        (f"{HOSTED}/assignment/22-1-1", f"{HOSTED}/index.html#row-22", f"{HOSTED}/matrix.ttl"),
        (f"{HOSTED}/section/3.1.2", f"{HOSTED}/index.html", f"{HOSTED}/matrix.ttl"),
        (f"{HOSTED}/legend/R", f"{HOSTED}/index.html", f"{HOSTED}/matrix.ttl"),
        (
            "id/ovhcloud/hosted-exchange",
            "id/ovhcloud/hosted-exchange/index.html",
            "id/ovhcloud/hosted-exchange/index.ttl",
        ),
        ("id/ovhcloud/party/customer", "id/ovhcloud/party/customer/index.html", "id/ovhcloud/party/customer/index.ttl"),
        ("id/ovhcloud", "id/ovhcloud/index.html", "id/ovhcloud/index.ttl"),
        ("id/activity-types", "id/activity-types/index.html", "id/activity-types.ttl"),
        (
            "id/activity-type/make-backups",
            "id/activity-type/make-backups/index.html",
            "id/activity-type/make-backups/index.ttl",
        ),
        ("id/control/iso-27001-2022/8.13", "id/index.html", "id/controls/controls.ttl"),
        ("id/agent/maintainers", "id/index.html", "id/catalog.ttl"),
        ("id/catalog", "id/index.html", "id/catalog.ttl"),
    ],
)
def test_a_browser_gets_the_page_and_a_program_the_turtle(path, page, data, led):
    assert led(path, BROWSER) == (303, page, "text/html")
    assert led(path, "application/xhtml+xml") == (303, page, "text/html")
    assert led(path, PROGRAM) == (303, data, "text/turtle")
    assert led(path, "*/*") == (303, data, "text/turtle")


@pytest.mark.parametrize("accept", [BROWSER, PROGRAM])
def test_documents_are_the_same_for_all(accept, led):
    assert led("ns/role-sets", accept) == (302, "ns/role-sets.ttl", "text/turtle")
    assert led("ns/alignments/org/0.1.0", accept) == (302, "ns/0.1.0/alignments/org.ttl", "text/turtle")
    assert led("rules/W02", accept) == (302, "rules/W02.html", "text/html")
    assert led("", accept) == (200, "", "text/html")
    assert led("matrices", accept) == (302, "matrices/index.html", "text/html")
    for name in ("matrix.ttl", "shortcuts.ttl", "places.ttl"):
        assert led(f"{HOSTED}/{name}", accept) == (200, f"{HOSTED}/{name}", "text/turtle")


def test_every_iri_of_the_matrix_has_its_page_and_is_named_in_its_turtle(led, site):
    quads = list(ox.parse(path=site / HOSTED / "matrix.nt", format=ox.RdfFormat.N_TRIPLES))
    iris = sorted({quad.subject.value for quad in quads if quad.subject.value.startswith(BASE)})
    assert len(iris) == 333
    texts = {}
    for iri in iris:
        path = iri.removeprefix(BASE)
        assert led(path, BROWSER)[::2] == (303, "text/html"), iri
        status, data, _ = led(path, PROGRAM)
        if data not in texts:
            parsed = ox.parse(path=site / data, format=ox.RdfFormat.TURTLE)
            texts[data] = {quad.subject.value for quad in parsed}
        assert (status, iri in texts[data]) == (303, True), iri


def test_the_redirects_of_w3id_lead_to_files_of_the_site(repository, site):
    text = (repository / "w3id/raci-graph/.htaccess").read_text("utf-8")
    targets = re.findall(r"https://raci-graph\.github\.io/raci-graph/(\S*) \[R", text)
    assert len(targets) == 20
    targets.remove("ns/$1.jsonld")  # the context stands there, the frame comes with a release
    assert (site / "ns/context.jsonld").is_file()
    for target in targets:
        name = target.replace("ns/$2/$1", "ns/0.1.0/alignments/org").replace("ns/$1.ttl", "ns/role-sets.ttl")
        name = name.replace("ns/$1", "ns/0.1.0").replace("rules/$1", "rules/W02")
        name = name.replace("id/$1/index.ttl", "id/ovhcloud/party/customer/index.ttl")
        name = name.replace("id/$1/", f"{HOSTED}/").replace("id/$1", f"{HOSTED}/places.ttl")
        assert (site / (name or "index.html")).is_file(), target
