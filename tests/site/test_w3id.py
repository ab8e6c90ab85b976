"""The redirects of w3id: each rule leads to a file of the site, as it is asked for."""

import shutil

import pyoxigraph as ox
import pytest
from leading import ASKED, BROWSER, CASES, FILES, FORMS, HOSTED
from rewriting import Answer, answer_and_rule, answer_of, rules_of

BASE = "https://w3id.org/raci-graph/"
PUBLISHED = "https://raci-graph.github.io/raci-graph/"


@pytest.fixture(scope="module")
def rules(repository):
    return rules_of((repository / "w3id/raci-graph/.htaccess").read_text("utf-8"))


@pytest.fixture
def led(rules, site):
    """``led(path, accept)``: the status, and the file of the site to which the redirect leads, which is there."""

    def follow(path, accept):
        answer = answer_of(rules, path, accept)
        target = answer.target.removeprefix(PUBLISHED)
        assert answer.target == PUBLISHED + target
        assert (site / (target.partition("#")[0] or "index.html")).is_file(), answer
        return Answer(answer.status, target)

    return follow


@pytest.mark.parametrize("case", CASES, ids=[case.path for case in CASES])
def test_an_iri_of_each_kind_leads_to_its_page_and_to_its_data_in_each_form(case, led):
    assert led(case.path, BROWSER) == (303, case.page)
    assert led(case.path, "application/xhtml+xml") == (303, case.page)
    for accept, form in ASKED.items():
        assert led(case.path, accept) == (303, case.file(form)), accept


@pytest.mark.parametrize("accept", [BROWSER, *FORMS.values()])
def test_documents_are_the_same_for_all(accept, led):
    for name in FILES[:-1]:
        assert led(name, accept) == (302, name)
    assert led("rules/W02", accept) == (302, "rules/W02.html")
    assert led("", accept) == (302, "")


def test_every_rule_is_needed_and_leads_somewhere(rules):
    asked = [(case.path, accept) for case in CASES for accept in (BROWSER, *ASKED)]
    asked += [(path, BROWSER) for path in ("", "rules/W02", *FILES)]
    used = {answer_and_rule(rules, path, accept)[1] for path, accept in asked}
    assert [rule.pattern for number, rule in enumerate(rules) if number not in used and rule.target != "-"] == []


def test_every_iri_of_the_dataset_leads_to_its_page_and_to_data_that_name_it(led, site):
    named = {}
    for path in (
        f"{HOSTED}/all.nt",
        "id/activity-types.nt",
        "id/controls/controls.nt",
        "ns/raci.nt",
        "ns/role-sets.nt",
    ):
        for quad in ox.parse(path=site / path, format=ox.RdfFormat.N_TRIPLES):
            if quad.subject.value.startswith(BASE) and "#" not in quad.subject.value:
                named[quad.subject.value] = path
    assert len(named) == 581
    said = {}
    for iri in named:
        path = iri.removeprefix(BASE)
        assert led(path, BROWSER).target.partition("#")[0].endswith("index.html"), iri
        for form, media_type in FORMS.items():
            status, target = led(path, media_type)
            ending = target.rpartition(".")[2]
            assert (status, ending) in {(303, form), (303, "ttl")}, iri
            if target not in said:
                parsed = ox.parse(path=site / target, format=ox.RdfFormat.from_extension(ending))
                said[target] = {term.value for quad in parsed for term in (quad.subject, quad.object)}
            assert iri in said[target], (iri, target)


def test_apache_answers_the_same(rules, apache, repository, tmp_path):
    folder = tmp_path / "raci-graph"
    folder.mkdir()
    shutil.copy(repository / "w3id/raci-graph/.htaccess", folder)
    ask = apache(tmp_path)
    asked = [(case.path, accept) for case in CASES for accept in (BROWSER, *ASKED)]
    asked += [(path, BROWSER) for path in ("", "rules/W02", *FILES[:-1])]
    for path, accept in asked:
        answer = ask(f"/raci-graph/{path}", accept)
        expected = answer_of(rules, path, accept)
        assert (answer.status, answer.headers["Location"]) == expected, (path, accept)
        assert "Accept" in answer.headers["Vary"]
