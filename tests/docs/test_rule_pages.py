"""Every rule has a page, every page a rule, and a page says of its rule what the rule itself says."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from raci_graph import explain
from raci_graph.graph.write import to_graph
from raci_graph.model import About
from raci_graph.parse import parse
from raci_graph.readers import read_document

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "docs" / "rules"
PAGES = {path.stem: path.read_text("utf-8") for path in sorted(RULES.glob("[A-Z][0-9][0-9].md"))}
README = (RULES / "README.md").read_text("utf-8")
FAMILIES = {"P": "reading", "S": "structure", "F": "fidelity", "W": "well-formedness", "H": "hygiene"}
# A waiver names an activity; these rules find a letter (W20), a party (W21 to W23) or a waiver (W30).
NOT_ABOUT_AN_ACTIVITY = {"W20", "W21", "W22", "W23", "W30"}
NAMESPACES = {
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "raci": "https://w3id.org/raci-graph/ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rsh": "https://w3id.org/raci-graph/shapes#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# The prefixes of a matrix of one's own, as its matrix.ttl declares them.
OWN = "activity assignment cell column decision ex legend party role section waiver"
TURTLE_HEAD = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in {**{name: f"https://example.org/{name}/" for name in OWN.split()}, **NAMESPACES}.items()
)
# What the examples in Turtle take for granted.
SURROUNDINGS = """
ex:matrix a raci:ResponsibilityMatrix .
activity:22 raci:inMatrix ex:matrix .
section:3 raci:inMatrix ex:matrix .
section:3.1 raci:inMatrix ex:matrix .
column:1 raci:columnParty party:customer .
cell:1-1 a raci:Cell .
cell:22-1 raci:inRow activity:22 ; raci:inColumn column:1 .
cell:22-2 raci:inRow activity:22 ; raci:inColumn column:1 .
"""

each_page = pytest.mark.parametrize("code", PAGES)


@pytest.fixture(scope="module")
def severities():
    """The severities with which each rule reports, by its code: of shapes from Turtle, of readers from Python."""
    return {**severities_in_shapes(), **severities_in_readers()}


def severities_in_shapes():
    found = defaultdict(set)
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        for quad in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE):
            rule = re.match(rf"{re.escape(NAMESPACES['rsh'])}([A-Z]\d\d)-", getattr(quad.subject, "value", ""))
            if rule and quad.predicate.value == f"{NAMESPACES['sh']}severity":
                found[rule[1]].add(quad.object.value.removeprefix(NAMESPACES["sh"]))
    return found


def severities_in_readers():
    found = defaultdict(set)
    for path in sorted((ROOT / "raci_graph").rglob("*.py")):
        functions = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]
        for function in functions:
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                code = getattr(call.args[0], "value", None) if call.args else None
                if isinstance(code, str) and re.fullmatch(r"P\d\d", code):
                    found[code] |= severities_of(call, function, functions)
    return found


def severities_of(call, function, functions):
    """The severities of a finding: named in the call, given to a variable of it before, or fixed by what is called."""
    severity = call.args[1]
    callee = getattr(call.func, "attr", getattr(call.func, "id", None))
    within = [each for each in functions if each.name == callee] or [severity]
    if isinstance(severity, ast.Name):
        assignments = [node for node in ast.walk(function) if isinstance(node, ast.Assign)]
        within += [
            each.value for each in assignments if severity.id in {getattr(to, "id", None) for to in each.targets}
        ]
    names = [node for part in within for node in ast.walk(part) if isinstance(node, ast.Attribute)]
    return {node.attr.capitalize() for node in names if getattr(node.value, "id", None) == "Severity"}


def title(code):
    return PAGES[code].partition("\n")[0].removeprefix(f"# {code} ")


def facts(code):
    """What the line under the title of a page says."""
    return dict(part.split(": ") for part in PAGES[code].splitlines()[2].split(" · "))


def sections(code):
    """The sections of a page in their order: heading and text."""
    return re.findall(r"^## (.+)\n\n((?:(?!## ).*\n)+)", PAGES[code], re.MULTILINE)


def turtle_examples(code):
    return re.findall(r"^```turtle\n(.*?)^```$", PAGES[code], re.MULTILINE | re.DOTALL)


def test_there_are_73_pages_and_a_readme():
    assert len(PAGES) == 73
    assert {path.name for path in RULES.iterdir()} == {"README.md", *(f"{code}.md" for code in PAGES)}


def test_every_rule_has_a_page_and_every_page_a_rule(severities):
    assert sorted(PAGES) == sorted(severities)


def test_every_code_of_a_reading_rule_that_the_program_names_has_a_page():
    source = "".join(path.read_text("utf-8") for path in (ROOT / "raci_graph").rglob("*.py"))
    assert set(re.findall(r'"(P\d\d)"', source)) == {code for code in PAGES if code[0] == "P"}


@each_page
def test_a_page_has_the_form_of_all_pages(code):
    assert re.match(rf"# {code} \S.*[^.]\n\nSeverity: ", PAGES[code])
    assert list(facts(code)) == ["Severity", "Family", "Waivable"]
    assert [heading for heading, _ in sections(code)] == ["Problem", "Why it matters", "Remedy", "Source"]
    assert all(len(text.split()) > 4 for _, text in sections(code))
    assert PAGES[code].endswith(".\n")
    assert len(PAGES[code].splitlines()) <= 45


@each_page
def test_a_page_states_the_severity_of_its_rule(code, severities):
    assert set(facts(code)["Severity"].split(" or ")) == severities[code]


@each_page
def test_a_page_states_its_family_and_whether_a_finding_can_be_waived(code):
    waivable = code[0] == "W" and code not in NOT_ABOUT_AN_ACTIVITY
    assert facts(code)["Family"] == FAMILIES[code[0]]
    assert facts(code)["Waivable"] == ("yes" if waivable else "no")
    assert ("(W30.md)" in PAGES[code]) == (waivable or code == "S12")


@each_page
def test_the_turtle_of_a_page_can_be_parsed(code):
    parsed = [list(ox.parse(f"{TURTLE_HEAD}{example}", ox.RdfFormat.TURTLE)) for example in turtle_examples(code)]
    assert all(parsed)
    assert parsed or code[0] in "PW" or code == "F05"


@each_page
def test_explain_gives_the_page(code):
    assert explain.explain(code) == PAGES[code]
    assert explain.explain(f" {code.lower()}") == PAGES[code]
    assert explain.title(code) == title(code)


def test_explain_lists_all_pages():
    assert list(explain.codes()) == sorted(PAGES)


def test_the_readme_lists_every_page_with_its_title_and_severity():
    order = sorted(PAGES, key=lambda code: ("PSFWH".index(code[0]), code))
    listed = re.findall(r"^\| (\[[A-Z]\d\d\].*) \|$", README, re.MULTILINE)
    assert listed == [f"[{code}]({code}.md) | {title(code)} | {facts(code)['Severity']}" for code in order]


def test_links_between_pages_lead_to_a_page():
    links = re.findall(r"\[([A-Z]\d\d)\]\(([^)]*)\)", "".join(PAGES.values()) + README)
    assert len(links) > len(PAGES)
    assert [(code, file) for code, file in links if code not in PAGES or file != f"{code}.md"] == []


@pytest.fixture(scope="module")
def found_by():
    """``found_by(code, data)``: focus nodes and values that the shapes of one rule report in N-Triples or Turtle."""
    import pyshacl
    import rdflib

    ontology, shapes = rdflib.Graph().parse(ROOT / "ontology" / "raci.ttl"), rdflib.Graph()
    for path in (ROOT / "shapes").glob("*.ttl"):
        shapes.parse(path)
    targets = {rdflib.SH.targetClass, rdflib.SH.targetNode, rdflib.SH.targetObjectsOf, rdflib.SH.targetSubjectsOf}

    def check(code, data):
        graph, own = rdflib.Graph(), rdflib.Graph()
        graph += ontology
        graph.parse(data=data, format="turtle")
        own += (triple for triple in shapes if triple[1] not in targets or f"#{code}-" in triple[0])
        _, report, _ = pyshacl.validate(graph, shacl_graph=own, inplace=True)
        return [str(node) for each in (rdflib.SH.focusNode, rdflib.SH.value) for node in report.objects(None, each)]

    return check


@pytest.mark.parametrize("code", [code for code in PAGES if code[0] in "SFH" and turtle_examples(code)])
def test_a_rule_finds_the_wrong_turtle_of_its_page(code, found_by):
    example = turtle_examples(code)[0]
    alone = found_by(code, f"{TURTLE_HEAD}{example}")
    assert alone or set(found_by(code, f"{TURTLE_HEAD}{SURROUNDINGS}{example}")) - set(
        found_by(code, f"{TURTLE_HEAD}{SURROUNDINGS}")
    )


@pytest.mark.parametrize("code", [code for code in PAGES if code[0] == "W" and code != "W30"])
def test_a_rule_finds_the_wrong_table_of_its_page_and_not_the_mended_one(code, found_by):
    data, matrices = "", {}
    for heading, text in sections(code):
        if table := "".join(re.findall(r"^\|.*\n", text, re.MULTILINE)):
            about = About(base="https://example.org/", id=heading, version="1", language="en")
            (matrix,) = parse(read_document(table.encode(), "page.md"), about).matrices
            graph = to_graph(matrix)
            matrices[graph.iri] = heading
            data += "".join(f"{triple} .\n" for triple in graph.triples)
    found = found_by(code, data)
    assert [matrices[iri] for iri in matrices if any(f"{node}/".startswith(f"{iri}/") for node in found)] == ["Problem"]


def test_the_figures_of_p02_are_those_of_the_bundled_matrix():
    found = ox.Store()
    found.load(path=str(ROOT / "data/ovhcloud/hosted-exchange/2022-11-15/matrix.ttl"), format=ox.RdfFormat.TURTLE)
    rows = list(found.query(f"SELECT ?row {{ ?row a <{NAMESPACES['raci']}Activity> }}"))
    lone = list(
        found.query(f"""
            PREFIX raci: <{NAMESPACES["raci"]}>
            SELECT ?first {{
              ?cell raci:inRow ?row ; raci:inColumn/raci:columnNumber 1 ; raci:readingBasis raci:SecondSource ;
                    raci:sourceText ?first .
            }}""")
    )
    wrong = [row for row in lone if row["first"].value == ""]
    assert (len(lone), len(rows), len(wrong)) == (26, 49, 19)
    assert f"concerns {len(lone)} of {len(rows)} rows" in PAGES["P02"]
    assert f"would be wrong in {len(wrong)} of them" in PAGES["P02"]
