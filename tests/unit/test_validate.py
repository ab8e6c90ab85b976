"""validation: results of shapes become findings with row and place; waivers accept some; broken shapes never pass."""

import datetime
import subprocess
import sys

import pyoxigraph as ox
import pytest

from raci_graph.errors import InputError, UsageError
from raci_graph.findings import Finding, Severity, Waiver
from raci_graph.model import Place
from raci_graph.shacl.reference import graph_of, run_shapes
from raci_graph.sources import parse_rdf
from raci_graph.validation import ENGINES, shape_triples, validate

M = "https://example.org/bakery/2026-01-31"
RACI = "https://w3id.org/raci-graph/ns#"
RSH = "https://w3id.org/raci-graph/shapes#"
HEAD = f"""
PREFIX m: <{M}> PREFIX activity: <{M}/activity/> PREFIX assignment: <{M}/assignment/> PREFIX cell: <{M}/cell/>
PREFIX column: <{M}/column/> PREFIX waiver: <{M}/waiver/> PREFIX raci: <{RACI}> PREFIX ex: <https://example.org/>
PREFIX party: <https://example.org/party/> PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
# Row 2: the courier is no more informed, so that nobody is (W15).
NOBODY_TOLD = """
DELETE { ?s ?p ?o } WHERE { VALUES ?s { assignment:2-3-1 } ?s ?p ?o } ;
DELETE DATA { cell:2-3 raci:sourceText "I" ; raci:markCount 1 . activity:2 raci:hasInformed party:courier } ;
INSERT DATA { cell:2-3 raci:sourceText "" ; raci:markCount 0 } ;
"""
TODAY = datetime.date(2026, 6, 1)


@pytest.fixture(scope="module")
def bakery(repository):
    """``bakery("INSERT DATA { ... }")``: the triples of a small matrix without findings, after a change."""
    text = (repository / "tests/shapes/bakery.ttl").read_bytes()

    def change(update=""):
        store = ox.Store()
        store.extend(ox.parse(text, ox.RdfFormat.TURTLE))
        if update:
            store.update(HEAD + update)
        return [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in store]

    return change


def waiver(rule="W15", row=2, more="", without=""):
    """An update that waives a rule at a row."""
    parts = [
        "raci:inMatrix m:",
        f'raci:waivesRule "{rule}"',
        f"raci:waivesActivity activity:{row}",
        'raci:reason "Nobody asks."',
        'raci:decidedBy "Jo Doe"',
        'raci:decidedOn "2026-02-01"^^xsd:date',
    ]
    kept = [part for part in parts if not without or without not in part]
    return f"INSERT DATA {{ waiver:1 a raci:Waiver ; {' ; '.join(kept)} {more} }}"


def assigned(role, *rows_and_parties):
    """An update that gives parties a role, without a cell."""
    parts = [
        f"assignment:9{at} raci:withRole raci:{role} ; raci:forActivity activity:{row} ; raci:toParty party:{party} ."
        for at, (row, party) in enumerate(rows_and_parties)
    ]
    return f"INSERT DATA {{ {' '.join(parts)} }}"


def short(findings):
    return [(each.code, each.row, each.waived.reason if each.waived else None) for each in findings]


def own_shapes(turtle):
    return parse_rdf((HEAD + turtle).encode(), "own.ttl")


def test_a_finding_has_all_that_its_result_says(bakery):
    (finding,) = validate(bakery(NOBODY_TOLD))
    assert finding == Finding(
        "W15",
        Severity.INFO,
        "nobody is consulted or informed about this activity",
        place=Place("bakery.md", 12, 1),
        shape=f"{RSH}W15-NobodyConsultedOrInformed",
        focus=M,
        value=f"{M}/activity/2",
        row=2,
        subject="Bake the bread",
        matrix=M,
    )


def test_a_finding_on_a_property_has_its_path(bakery):
    (finding,) = validate(bakery('INSERT DATA { party:smith a raci:Party ; raci:letter "S" }'))
    assert (finding.code, finding.path) == ("S08", "http://www.w3.org/2000/01/rdf-schema#label")
    assert (finding.focus, finding.value, finding.row, finding.place) == (
        "https://example.org/party/smith",
        None,
        None,
        None,
    )


def test_a_path_of_several_steps_is_written_as_in_sparql(bakery):
    found = validate(bakery("DELETE WHERE { assignment:3-1-1 ?p ?o }"), families=("W",))
    (path,) = [each.path for each in found if each.code == "W01"]
    steps = ("^<{}roleFunction>", "(^<{}legendRole>|^<{}columnRole>)", "<{}inMatrix>", "^<{}inMatrix>")
    assert path == "/".join(steps).replace("{}", RACI)


def test_an_assignment_is_found_where_its_cell_stands(bakery):
    update = """
        DELETE DATA { assignment:1-1-3 raci:letterPosition 3 } ; INSERT DATA { assignment:1-1-3 raci:letterPosition 2 }
    """
    (finding,) = validate(bakery(update))
    assert (finding.code, finding.row, finding.subject) == ("F01", 1, "Take an order")
    assert finding.place == Place("bakery.md", 11, 22)
    assert finding.message == "the cell prints 'R/A', which does not have 'A' at character 2"


def test_a_cell_without_a_place_is_found_where_its_row_stands(bakery):
    update = "DELETE DATA { cell:2-4 raci:markCount 0 } ; INSERT DATA { cell:2-4 raci:markCount 1 }"
    (finding,) = validate(bakery(update))
    assert (finding.code, finding.row, finding.place) == ("F02", 2, Place("bakery.md", 12, 1))


def test_a_party_is_found_where_its_column_stands(bakery):
    update = "DELETE WHERE { ?a raci:toParty party:courier ; ?p ?o } ; DELETE WHERE { ?row ?shortcut party:courier }"
    column = "INSERT DATA { column:3 raci:columnParty party:courier }"
    found = validate(bakery(f"{update} ; {column}"), families=("W",))
    (finding,) = [each for each in found if each.code == "W21"]
    assert (finding.row, finding.subject, finding.place) == (None, "Courier", Place("bakery.md", 9, 42))


def test_the_message_of_a_query_wins_over_that_of_its_shape(bakery):
    found = validate(bakery(assigned("Informed", (2, "shop"), (2, "office"))), families=("W",))
    assert [(each.code, each.message) for each in found] == [("W14", "3 of 4 parties are informed")]


def test_each_party_of_a_row_is_named_in_a_finding_of_its_own(bakery):
    found = validate(bakery(assigned("Consulted", (3, "shop"), (3, "courier"))), families=("W",))
    said = "does the work or answers for it, and is also consulted or informed"
    assert [(each.row, each.message) for each in found] == [(3, f"Courier {said}"), (3, f"Shop {said}")]


def test_findings_come_gravest_first_then_by_rule_and_row(bakery):
    update = f"{NOBODY_TOLD} DELETE WHERE {{ assignment:3-1-1 ?p ?o }} ; INSERT DATA {{ party:smith a raci:Party }}"
    found = validate(bakery(update))
    assert [(each.severity.value, each.code, each.row) for each in found] == [
        ("violation", "F02", 3),
        ("violation", "S08", None),
        ("violation", "S26", 3),
        ("violation", "W01", 3),
        ("info", "W15", 2),
    ]


def test_families_choose_the_rules(bakery):
    update = "DELETE WHERE { assignment:3-1-1 ?p ?o } ; INSERT DATA { party:smith a raci:Party }"
    triples = bakery(update)
    codes = {family: [each.code for each in validate(triples, families=(family,))] for family in "SFW"}
    assert codes == {"S": ["S08", "S26"], "F": ["F02"], "W": ["W01"]}


def test_an_unknown_family_is_refused():
    with pytest.raises(UsageError, match="no family of rules 'X'"):
        validate((), families=("X",))


def test_an_empty_graph_has_no_findings():
    assert validate(()) == []


def test_a_waiver_accepts_the_finding_of_its_rule_at_its_row(bakery):
    assert short(validate(bakery(NOBODY_TOLD + waiver()))) == [("W15", 2, "Nobody asks.")]


def test_a_waived_finding_carries_all_of_its_waiver(bakery):
    (finding,) = validate(bakery(NOBODY_TOLD + waiver(more='; raci:expiresOn "2999-01-01"^^xsd:date')))
    row = f"{M}/activity/2"
    expected = Waiver(f"{M}/waiver/1", "W15", row, "Nobody asks.", "Jo Doe", "2026-02-01", "2999-01-01")
    assert finding.waived == expected


def test_a_waiver_accepts_all_findings_of_its_rule_at_its_row_and_no_other(bakery):
    update = assigned("Consulted", (3, "shop"), (3, "courier"), (2, "bakery"))
    found = validate(bakery(f"{update} ; {waiver('W11', 3)}"), families=("W",))
    assert short(found) == [("W11", 2, None), ("W11", 3, "Nobody asks."), ("W11", 3, "Nobody asks.")]


def test_a_waiver_that_hits_nothing_is_a_finding_at_its_row(bakery):
    (finding,) = validate(bakery(waiver("W02", 1)))
    assert (finding.code, finding.severity, finding.row, finding.waived) == ("W30", Severity.WARNING, 1, None)
    assert finding.message == "the rule W02 of this waiver finds nothing at its activity"
    assert (finding.focus, finding.place) == (f"{M}/waiver/1", Place("bakery.md", 11, 1))


def test_an_expired_waiver_is_a_finding_and_accepts_nothing(bakery):
    triples = bakery(NOBODY_TOLD + waiver(more='; raci:expiresOn "2026-05-31"^^xsd:date'))
    found = validate(triples, today=TODAY)
    assert short(found) == [("W30", 2, None), ("W15", 2, None)]
    assert found[0].message == "the waiver of W15 expired on 2026-05-31"
    assert short(validate(triples, today=datetime.date(2026, 5, 31))) == [("W15", 2, "Nobody asks.")]


def test_a_waiver_is_judged_on_the_day_of_the_run(bakery):
    long_ago, far_off = (
        bakery(NOBODY_TOLD + waiver(more=f'; raci:expiresOn "{day}"^^xsd:date')) for day in ("2000-01-01", "2999-01-01")
    )
    assert short(validate(long_ago, families=("W",))) == [("W30", 2, None), ("W15", 2, None)]
    assert short(validate(far_off, families=("W",))) == [("W15", 2, "Nobody asks.")]


@pytest.mark.parametrize("rule", ["S08", "F01", "W30"])
def test_only_findings_of_family_w_about_a_row_can_be_waived(rule, bakery):
    update = f"INSERT DATA {{ party:smith a raci:Party }} ; {waiver(rule, 2)}"
    found = validate(bakery(update))
    assert ("S08", None, None) in short(found)
    assert {each.waived for each in found} == {None}
    assert "W30" in {each.code for each in found}


@pytest.mark.parametrize("part", ["waivesRule", "waivesActivity", "reason", "decidedBy", "decidedOn", "inMatrix"])
def test_a_waiver_that_lacks_something_accepts_nothing(part, bakery):
    found = short(validate(bakery(NOBODY_TOLD + waiver(without=part)), families=("S", "W")))
    assert [(code, waived) for code, _, waived in found] == [("S12", None), ("W15", None)]


def test_own_shapes_take_the_place_of_the_families(bakery):
    shapes = own_shapes("""
        ex:X07-Night a sh:PropertyShape ; sh:targetClass raci:Activity ; sh:path raci:rowNumber ; sh:maxInclusive 3 ;
          sh:severity sh:Warning ; sh:message "X07: too late."@en .
    """)
    (finding,) = validate(bakery(), shapes=shapes)
    assert (finding.code, finding.message, finding.value, finding.row) == ("X07", "too late", "4", 4)


@pytest.mark.parametrize(
    ("constraint", "said", "said_by_pyshacl"),
    [
        ('sh:sparql [ sh:select "SELECT $this WHERE { oops" ]', "does not parse (line 1, column", "ParseException"),
        (
            'sh:sparql [ sh:select "SELECT $this WHERE { $this ex:unknown ?x }" ]',
            "uses the prefix 'ex:', which it does not declare",
            "Unknown namespace prefix",
        ),
        (
            'sh:sparql [ sh:select "SELECT $this WHERE { VALUES ?x { 1 } $this ?p ?x }" ]',
            "must not contain a VALUES clause",
            "must not contain a VALUES clause",
        ),
        ("sh:property [ sh:minCount 1 ]", "has a property shape without sh:path", "Less than 1 values"),
        ('sh:property [ sh:path raci:letter ; sh:minCount "one" ]', "xsd:integer", "xsd:integer"),
        ("sh:or ex:B", "sh:or is not a well-formed list", "ListShape"),
        ("sh:node ex:X01-A", "is recursive", "Recursive"),
        ('sh:pattern "["', "unterminated character set", "unterminated character set"),
        (
            "sh:nodeKind sh:Literal ; sh:severity ex:Grave",
            "has the severity 'https://example.org/Grave'",
            "has the severity 'https://example.org/Grave'",
        ),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_broken_shapes_are_an_error_of_one_line(constraint, said, said_by_pyshacl, engine):
    shapes = own_shapes(f"ex:X01-A a sh:NodeShape ; sh:targetClass raci:RoleScheme ; {constraint} .")
    with pytest.raises(InputError) as error:
        validate((), shapes=shapes, engine=engine)
    assert (said if engine == "compiled" else said_by_pyshacl) in error.value.message
    assert "X01-A" in error.value.message or engine == "pyshacl" or "Grave" in said
    assert "\n" not in str(error.value)
    assert error.value.remedy


@pytest.mark.parametrize("turtle", ["", "ex:a ex:b ex:c .", "ex:X01-A a sh:NodeShape ; sh:nodeKind sh:Literal ."])
def test_shapes_that_look_at_nothing_are_an_error(turtle):
    with pytest.raises(InputError, match="no shape with a target"):
        validate((), shapes=own_shapes(turtle))


def test_a_failure_on_shapes_of_a_file_names_the_file():
    shapes = own_shapes('ex:X01-A a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:select "oops" ] .')
    with pytest.raises(InputError, match=r"^own\.ttl: the shapes are broken: "):
        run_shapes((), shapes, place="own.ttl")


def test_a_run_leaves_the_shapes_and_the_data_as_they_were(bakery):
    triples, shapes = bakery(NOBODY_TOLD), shape_triples(("S", "F", "W"))
    before = list(triples)
    assert validate(triples) == validate(triples)
    assert triples == before
    assert shape_triples(("S", "F", "W")) == shapes


def test_terms_keep_the_form_in_which_they_are_written():
    (triple,) = parse_rdf(b'<urn:a> <urn:b> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .', "a.nt")
    ((_, _, literal),) = graph_of([triple])
    assert str(literal) == "007"


def test_a_triple_term_is_left_out():
    inner = ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c"))
    assert len(graph_of([inner, ox.Triple(ox.NamedNode("urn:d"), ox.NamedNode("urn:e"), inner)])) == 1


def test_the_order_does_not_depend_on_the_hashes_of_a_run_and_nothing_is_printed_but_the_findings(bakery, tmp_path):
    update = f"""{NOBODY_TOLD}
        DELETE WHERE {{ assignment:3-1-1 ?p ?o }} ;
        INSERT DATA {{
          party:smith a raci:Party . party:miller a raci:Party .
          waiver:1 a raci:Waiver ; raci:inMatrix m:, ex:b ; raci:waivesRule "W15" ; raci:waivesActivity activity:2 ;
            raci:reason "One.", "Two." ; raci:decidedBy "Jo" ; raci:decidedOn "2026-02-30"^^xsd:date
        }}"""
    path = tmp_path / "matrix.nt"
    path.write_text("".join(f"{triple} .\n" for triple in bakery(update)), "utf-8")
    code = (
        "import sys, pathlib, raci_graph.sources as s, raci_graph.validation as v\n"
        "found = v.validate(s.parse_rdf(pathlib.Path(sys.argv[1]).read_bytes(), 'matrix.nt'))\n"
        "print(*map(repr, found), sep='\\n')"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, path], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert len(runs[0].stdout.splitlines()) == 10
    assert [run.stderr for run in runs] == ["", ""]
