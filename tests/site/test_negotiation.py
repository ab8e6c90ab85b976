"""Where the IRIs of the dataset lead by the rules of the site and of docs/how-to/site.md, in real servers too."""

import re
import shutil

import pyoxigraph as ox
import pytest
from leading import ASKED, BROWSER, CASES, FILES, FORMS, HOSTED
from rewriting import answer_of, rules_of
from web_servers import Reply, asker

BASE = "https://w3id.org/raci-graph/"
PAGE = "docs/how-to/site.md"


def blocks(repository, language):
    return re.findall(f"^```{language}\n(.*?)^```$", (repository / PAGE).read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module", params=["the rules", "Apache", "nginx", "Caddy"])
def ask(request, site, server, repository, tmp_path_factory):
    """``ask(path, accept)``: what a server answers, with where it leads below the site."""
    top = "/"
    match request.param:
        case "the rules":
            top, told = "/raci-graph/", asker(int(server.split("/")[2].partition(":")[2]))
        case "Apache":
            folder = tmp_path_factory.mktemp("documents")
            shutil.copytree(site, folder / "raci-graph")
            top, told = "/raci-graph/", request.getfixturevalue("apache")(folder)
        case "nginx":
            told = request.getfixturevalue("nginx")(site, *blocks(repository, "nginx"))
        case _:
            told = request.getfixturevalue("caddy")(site, *blocks(repository, "text"))

    def call(path, accept):
        reply = told(f"{top}{path}", accept)
        target = reply.headers["Location"]
        if target is None:
            return Reply(reply.status, None, reply)
        assert "Accept" in (reply.headers["Vary"] or "Accept")
        return Reply(reply.status, re.sub(f"^(?:http://127[^/]*)?{top}", "", target), reply)

    return call


def kind_of(reply):
    return reply.body.headers["Content-Type"].partition(";")[0]


@pytest.mark.parametrize("case", CASES, ids=[case.path for case in CASES])
def test_a_browser_gets_the_page_and_a_program_the_form_that_it_asks_for(case, ask):
    for accept in (BROWSER, "application/xhtml+xml"):
        assert ask(case.path, accept)[:2] == (303, case.page)
    page = ask(case.page.partition("#")[0], BROWSER)
    assert (page.status, kind_of(page)) == (200, "text/html")
    for accept, form in ASKED.items():
        file = case.file(form)
        assert ask(case.path, accept)[:2] == (303, file), accept
        data = ask(file, accept)
        assert (data.status, kind_of(data)) == (200, FORMS[file.rpartition(".")[2]])


@pytest.mark.parametrize("accept", [BROWSER, *FORMS.values()])
def test_documents_are_the_same_for_all(accept, ask, site):
    for name in FILES:
        reply = ask(name, accept)
        assert (reply.status, reply.body.body == (site / name).read_bytes()) == (200, True), name
    assert ask("", accept).body.body == (site / "index.html").read_bytes()
    assert ask("rules/W02", accept)[:2] == (302, "rules/W02.html")
    assert ask("matrices", accept)[:2] in {(302, "matrices/index.html"), (303, "matrices/index.html")}


def test_what_is_not_there_is_told(ask, site, request):
    reply = ask("nothing/of/it", BROWSER)
    assert reply.status == 404
    if "the rules" not in request.node.name:
        assert reply.body.body == (site / "404.html").read_bytes()


def test_every_iri_of_the_matrix_has_its_page_and_is_named_in_its_data(site):
    rules = rules_of((site / ".htaccess").read_text("utf-8"))
    quads = list(ox.parse(path=site / HOSTED / "all.nt", format=ox.RdfFormat.N_TRIPLES))
    iris = sorted({quad.subject.value for quad in quads if quad.subject.value.startswith(BASE)})
    assert len(iris) == 333
    texts = {}
    for iri in iris:
        path = iri.removeprefix(BASE)
        status, page = answer_of(rules, path, BROWSER, site)
        assert (status, (site / page.partition("#")[0]).is_file()) == (303, True), iri
        for form, media_type in FORMS.items():
            status, data = answer_of(rules, path, media_type, site)
            assert (status, data.rpartition(".")[2] in {form, "ttl"}) == (303, True), iri
            if data not in texts:
                parsed = ox.parse(path=site / data, format=ox.RdfFormat.from_extension(data.rpartition(".")[2]))
                texts[data] = {quad.subject.value for quad in parsed}
            assert iri in texts[data], iri
