"""The page of queries with as much data as it takes: 20 MB of matrices are loaded and asked, one matrix more is not."""

import json
import shutil
from types import SimpleNamespace

import pytest

from raci_graph.site import query_page
from raci_graph.site.addresses import Addresses
from raci_graph.site.publish import Folder

BASE = "https://w3id.org/raci-graph/"
ONE = "ovhcloud/hosted-exchange/"
MOST = 20_000_000
PATIENCE = 120_000
RUN = ".tabPanel.active .yasqe_queryButton"


class Copies:
    """The bundled matrix as many times, each time by another name, as far as the page of queries asks for it."""

    def __init__(self, top, text):
        self._all = []
        while sum(each.bytes for each in self._all) <= MOST:
            named = f"ovhcloud/copy-{len(self._all) + 1:02}/"
            folder = f"id/{named}2022-11-15"
            (top / folder).mkdir(parents=True)
            size = (top / folder / "all.nt").write_bytes(text.replace(ONE, named).encode())
            self._all.append(SimpleNamespace(iri=f"{BASE}{folder}", called=named, folder=folder, bytes=size))

    def matrices(self):
        return iter(self._all)

    def named(self):
        return []

    def types(self):
        return {}


@pytest.fixture(scope="module")
def much(site, serving, tmp_path_factory):
    """The address of a site that has a matrix more than can be asked, and the sizes of its matrices."""
    top = tmp_path_factory.mktemp("much")
    copies = Copies(top, (site / f"id/{ONE}2022-11-15/all.nt").read_text("utf-8"))
    query_page.write_query_page(Folder(top), copies, Addresses(BASE))
    for name in ("assets", "ns", "id/controls"):
        shutil.copytree(site / name, top / name, dirs_exist_ok=True)
    for name in (".htaccess", "id/activity-types.ttl"):
        shutil.copy(site / name, top / name)
    with serving(top) as address:
        yield address, [each.bytes for each in copies.matrices()]


@pytest.fixture
def asking(visit, much):
    """The page of queries, with the question for the roles of each party in each matrix."""
    visit.page.set_default_timeout(PATIENCE)
    visit.page.goto(f"{much[0]}query/index.html#question=05-roles-by-party")
    visit.page.locator(RUN).wait_for()
    visit.page.locator("summary").click()
    return visit.page


def loaded(visit):
    return [url for url in visit.asked if url.endswith("/all.nt")]


def test_almost_20_mb_are_loaded_and_asked(asking, visit, much, repository):
    expected = json.loads((repository / "tests/queries/expected/05-roles-by-party.json").read_text("utf-8"))
    rows = len(expected["results"]["bindings"])
    *sizes, last = much[1]
    assert MOST - last < sum(sizes) <= MOST
    asking.get_by_role("button", name="Choose all of these").click()
    asking.locator("#choice input[type=checkbox]").last.uncheck()
    assert asking.locator("#chosen").inner_text() == f"{len(sizes)} matrices, {sum(sizes) / 1e6:.1f} MB"
    asking.locator(RUN).click()
    asking.locator(".tabPanel.active .yasr table tbody tr").first.wait_for()
    told = asking.locator(".tabPanel.active .yasr_response_chip").inner_text()
    assert told.startswith(f"{rows * len(sizes)} results in ")
    assert len(loaded(visit)) == len(sizes)


def test_a_matrix_more_is_refused_before_it_is_loaded(asking, visit, much):
    asking.get_by_role("button", name="Choose all of these").click()
    told = asking.locator("#chosen").inner_text()
    assert told == f"{len(much[1])} matrices, {sum(much[1]) / 1e6:.1f} MB; no more than 20.0 MB can be asked at a time"
    asking.locator(RUN).click()
    asking.locator(".tabPanel.active .errorResult").wait_for()
    said = asking.locator(".errorResult").inner_text()
    assert "The chosen matrices have more than 20.0 MB. Choose fewer" in said
    assert loaded(visit) == []
