"""The pages about stores, and the containers, say what the code does."""

import re

import pytest
import yaml

from raci_graph.engines.addresses import parse_address
from raci_graph.engines.profiles import find_profile

STORES = ("oxigraph", "virtuoso", "fuseki", "graphdb", "rdf4j", "neptune", "stardog", "qlever")
ONE_ADDRESS = STORES[:5]


@pytest.fixture
def page(repository):
    return lambda name: (repository / "docs/how-to" / f"{name}.md").read_text("utf-8")


def test_each_store_has_a_page_and_a_link_to_it(repository, page):
    found = {path.stem for path in (repository / "docs/how-to").glob("*.md")} - {"README"}
    assert set(STORES) <= found
    assert [name for name in STORES if f"({name}.md)" not in page("README")] == []


@pytest.mark.parametrize("name", STORES)
def test_each_page_says_whether_the_tests_run_it(name, page):
    run = name in {"oxigraph", "virtuoso"}
    assert page(name).splitlines()[2].startswith("Run in the tests" if run else "By its documentation; not run")


@pytest.mark.parametrize("name", ONE_ADDRESS)
def test_the_addresses_of_a_page_are_those_that_are_found(name, page):
    store = re.search(r"--store (http\S+)", page(name)).group(1)
    if name == "oxigraph":
        store += "/query"  # the bare address is asked what it is
    if name == "virtuoso":
        store = store.replace("/sparql", "/sparql-graph-crud")
    found = find_profile(parse_address(store), lambda: pytest.fail("the server is asked"))
    rows = dict(re.findall(r"^\| (queries|updates|whole graphs) \| `([^`]+)`", page(name), re.MULTILINE))
    assert rows == {
        "queries": found.query,
        "updates": found.update,
        "whole graphs": f"{found.graph_store}?{found.graph_parameter}=",
    }


def test_the_containers_listen_on_this_machine_alone_and_have_health_checks(repository):
    services = yaml.safe_load((repository / "compose.yaml").read_text("utf-8"))["services"]
    assert sorted(services) == ["fuseki", "oxigraph"]
    assert {name: service["ports"] for name, service in services.items()} == {
        "oxigraph": ["127.0.0.1:7878:7878"],
        "fuseki": ["127.0.0.1:3030:3030"],
    }
    for service in services.values():
        assert re.fullmatch(r"[\w./-]+:\d+\.\d+\.\d+", service["image"])
        assert service["healthcheck"]["test"][0] == "CMD"
        assert set(service["healthcheck"]) == {"test", "interval", "timeout", "retries"}
