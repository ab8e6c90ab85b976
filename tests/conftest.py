"""What all tests share: the root of the repository, the programs that a test needs, a floor under their number."""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path

import pytest

from raci_graph.engines.connect import connect
from raci_graph.finding_cache import VARIABLE

LONGEST = (
    "stores/test_load_killed.py",
    "site/test_browser.py",
    "stores/test_bulk_load_killed.py",
    "pages/test_matrix_page.py",
    "queries/test_questions.py",
    "site/test_many.py",
    "unit/test_tools.py",
    "site/test_long_lists.py",
    "site/test_large.py",
    "unit/test_owl_classify.py",
    "docs/test_site.py",
    "serve/test_browser.py",
    "unit/test_owl.py",
    "cli/test_ontology.py",
)
"""Files of tests that take a minute or more, the longest first."""
FLOOR_FILE = Path(__file__).with_name("expected-count")


@pytest.fixture(scope="session", autouse=True)
def _no_cache_of_the_user(tmp_path_factory):
    """Keep what the tests find out of the user's cache, and what the user found out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def _young_objects_alone():
    """What is there before a module is not looked through again by each ``gc.collect()`` in it, of a test or a load."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def longest() -> tuple[str, ...]:
    """The files of tests that take longest, from the folder of the tests."""
    return LONGEST


@pytest.fixture(scope="session")
def need():
    """``need(name, found)``: gives ``found`` back, or skips the test because ``name`` is not on this machine.

    With RACI_GRAPH_REQUIRE_ALL=1 the test fails instead, so that a complete run is complete.
    """

    def check(name, found):
        if found:
            return found
        if os.environ.get("RACI_GRAPH_REQUIRE_ALL") == "1":
            pytest.fail(f"needs {name}", pytrace=False)
        pytest.skip(f"needs {name}")

    return check


@pytest.fixture(scope="module")
def chromium(need):
    """Debian's Chromium, without a window."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = need("Chromium", next(filter(None, map(shutil.which, names)), None))
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=60_000)  # ms; its own 5 s are short for a page of 1,000 rows on a busy machine
    # A container's administrator can only run it without its own sandbox; it opens pages of the tests alone.
    options = ["--no-sandbox"] if hasattr(os, "getuid") and os.getuid() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=options)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def grave_faults():
    """``grave_faults(page)``: what axe finds on a page as it stands, as (weight, rule, first element).

    For readers who like dark pages it looks at colours alone: nothing else differs.
    """

    def find(page):
        from axe_playwright_python.sync_playwright import Axe

        options = {"preload": False, "resultTypes": ["violations"]}  # no styles again, no selector for what is well
        if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"):
            options["runOnly"] = ["color-contrast", "link-in-text-block"]
        found = Axe().run(page, options=options).response["violations"]
        grave = [each for each in found if each["impact"] in {"serious", "critical"}]
        return [(each["impact"], each["id"], each["nodes"][0]["html"]) for each in grave]

    return find


@pytest.fixture
def bundled_copy(repository, tmp_path):
    """A copy of the files of the bundled matrix, in a folder of its own."""
    folder = tmp_path / "copy"
    folder.mkdir()
    for path in (repository / "data/ovhcloud/hosted-exchange/2022-11-15").glob("*.ttl"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture(scope="session")
def servers(need, tmp_path_factory):
    """Starts real RDF servers, which end with the tests."""
    from rdf_servers import Servers  # tests/stores; not needed to collect tests

    started = Servers(need, tmp_path_factory)
    yield started
    started.stop()


@pytest.fixture(scope="session")
def serve(servers):
    """``serve()``: starts an empty ``oxigraph serve`` on a free port of this machine, and gives an engine for it."""
    return lambda: connect(servers.oxigraph("serve"))


@pytest.fixture(scope="session")
def virtuoso(servers):
    """``virtuoso()``: starts an empty Virtuoso 7 on a free port of this machine, and gives an engine for it."""
    return lambda: connect(f"{servers.virtuoso()}/sparql".replace("//", "//dba:dba@"))


def pytest_collection_modifyitems(items):
    """Put the files whose tests take long first, so that no process works on one of them when the others are done."""
    first = {FLOOR_FILE.parent / name: at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: first.get(item.path, len(first)))


def pytest_report_collectionfinish(config, items):
    if is_whole_suite(config):
        return f"{len(items)} tests in the whole suite, at least {floor()} expected"
    return None


def pytest_collection_finish(session):
    """Refuse a run of the whole suite that found too few tests. Errors of collection fail the run by themselves."""
    if is_whole_suite(session.config) and not session.testsfailed and len(session.items) < floor():
        raise pytest.UsageError(too_few(len(session.items)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give each file of tests to one process, in the order of the collection: files start servers and browsers."""
    from xdist.scheduler import LoadFileScheduling

    config.option.loadscopereorder = False
    return LoadFileScheduling(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(node, ids):
    """Refuse the same where processes share the work, each of which finds all tests."""
    if is_whole_suite(node.config) and len(ids) < floor():
        pytest.exit(too_few(len(ids)), returncode=pytest.ExitCode.USAGE_ERROR)


def too_few(found: int) -> str:
    return f"only {found} tests were found, {FLOOR_FILE} expects at least {floor()}"


def floor() -> int:
    return int(FLOOR_FILE.read_text("utf-8"))


def is_whole_suite(config) -> bool:
    """Tell whether pytest was started at the root of the repository without naming or choosing tests."""
    chosen = ("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "lf", "stepwise")
    return (
        config.args_source is not pytest.Config.ArgsSource.ARGS
        and config.invocation_params.dir == config.rootpath
        and not any(config.getoption(name, default=None) for name in chosen)
    )
