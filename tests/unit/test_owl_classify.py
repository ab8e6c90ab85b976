"""Activities classified by HermiT in a closed world: the same as the question of ownership says, row by row."""

import shutil
from collections import Counter

import pyoxigraph as ox
import pytest

from raci_graph.dataset import engine_for
from raci_graph.errors import InputError, MissingToolError
from raci_graph.owl import Classified, classify_activities
from raci_graph.owl.classify import CLOSED
from raci_graph.owl.hermit import ask_hermit
from raci_graph.owl.java import JavaFailureError
from raci_graph.owl.parties import Parties, nominals
from raci_graph.owl.sources import Source as Part
from raci_graph.owl.sources import merge
from raci_graph.queries import run_query
from raci_graph.sources import Source, parse_rdf, read_source

ANSWERS = {
    "ProviderOnlyActivity": "provider",
    "CustomerOnlyActivity": "customer",
    "SharedActivity": "shared",
    "OtherwiseOwnedActivity": "other",
}
PREFIXES = """
@prefix ex: <urn:x:> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix raci: <https://w3id.org/raci-graph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
SERVICE = "ex:service a raci:Service ; raci:providedBy ex:us ; raci:consumedBy ex:you .\n"
MATRIX = "ex:m a raci:ResponsibilityMatrix ; raci:concernsService ex:service .\n"
# The marks of each row, as party and role, and whose it is.
PATTERNS = {
    "us R, us A": "ProviderOnlyActivity",
    "us R, us A, you C, they I": "ProviderOnlyActivity",
    "us R, they A": "OtherwiseOwnedActivity",
    "us R, you A": "SharedActivity",
    "us R, you R, they A": "SharedActivity",
    "you R": "CustomerOnlyActivity",
    "you A, us I": "CustomerOnlyActivity",
    "you A, they R": "OtherwiseOwnedActivity",
    "they R, they A, us C": "OtherwiseOwnedActivity",
    "us I, you C": None,
    "": None,
    "us R, us A, ?": "UnsettledActivity",
    "us R, you A, ?": "UnsettledActivity",
    "us D, you P": "SharedActivity",
    "us D, you S": "ProviderOnlyActivity",
    "us own": None,
    "you A, us own": "CustomerOnlyActivity",
}
ROLES = {
    "R": "raci:Responsible",
    "A": "raci:Accountable",
    "C": "raci:Consulted",
    "I": "raci:Informed",
    "D": "raci:Driver",
    "P": "raci:Approver",
    "S": "raci:Support",
    "own": "ex:own",
}


@pytest.fixture(scope="module")
def java(need):
    need("Java", shutil.which("java"))


@pytest.fixture(scope="module")
def bundled(java):
    """The bundled matrix, and what is inferred of it."""
    source = read_source("hosted-exchange")
    return source, classify_activities(source.triples)


def graph(text):
    return parse_rdf((PREFIXES + text).encode(), "made.ttl")


def rows(patterns):
    """The rows of a matrix ex:m, as Turtle: each has a cell, which is not settled where the pattern has a '?'."""
    text = ["ex:own a raci:Role ."]
    for number, pattern in enumerate(patterns, 1):
        basis = "Unsettled" if "?" in pattern else "Explicit"
        text.append(f"ex:a{number} a raci:Activity ; raci:inMatrix ex:m ; raci:rowNumber {number} ;")
        text.append(f'rdfs:label "{pattern}" . ex:c{number} a raci:Cell ; raci:inRow ex:a{number} ;')
        text.append(f"raci:readingBasis raci:{basis} .")
        for at, mark in enumerate(filter(None, pattern.replace("?", "").split(", "))):
            party, role = mark.split()
            text.append(f"ex:s{number}-{at} a raci:Assignment ; raci:forActivity ex:a{number} ;")
            text.append(f"raci:toParty ex:{party} ; raci:withRole {ROLES[role]} .")
    return "\n".join(text)


def asked(source):
    """What the question of ownership answers, by the IRI of the activity."""
    return {row["activity"]: row["ownership"] for row in answers_of(source)}


def answers_of(source):
    """What the question of ownership answers, row by row, by the names of the columns."""
    found = run_query(engine_for(source), "ownership")
    return [dict(zip(found.columns, row, strict=True)) for row in found.texts()]


def test_the_bundled_matrix_has_33_13_and_3(bundled):
    assert Counter(each.kind for each in bundled[1].activities) == {
        "ProviderOnlyActivity": 33,
        "CustomerOnlyActivity": 13,
        "SharedActivity": 3,
    }
    assert [each.row for each in bundled[1].activities if each.kind == "SharedActivity"] == [18, 22, 46]
    assert bundled[1].left_out == ()


def test_the_bundled_matrix_is_classified_as_the_question_says_row_by_row(bundled):
    source, found = bundled
    columns = ("matrix", "row", "activityLabel", "ownership", "activity")
    answers = [[row[column] for column in columns] for row in answers_of(source)]
    inferred = [
        [each.matrix, str(each.row), each.label, ANSWERS[each.kind], each.activity] for each in found.activities
    ]
    assert len(inferred) == 49
    assert inferred == answers


def test_an_activity_is_told_with_all_its_classes(bundled):
    matrix = "https://w3id.org/raci-graph/id/ovhcloud/hosted-exchange/2022-11-15"
    assert bundled[1].activities[21] == Classified(
        matrix, 22, "Manage access to control plane", f"{matrix}/activity/22", ("OwnedActivity", "SharedActivity")
    )


def test_rows_that_are_given_to_the_reasoner_in_parts_have_the_same_classes(patterns, monkeypatch):
    monkeypatch.setattr("raci_graph.owl.classify.AT_ONCE", 7)
    triples, found = patterns
    assert list(classify_activities(triples).activities) == list(found.values())


def test_in_an_open_world_nobody_owns_anything(bundled):
    opened = classify_activities(bundled[0].triples, closed={})
    assert [(each.row, each.classes) for each in opened.activities] == [(row, ()) for row in range(1, 50)]


def test_the_shipped_nominals_are_those_that_are_made(repository):
    shipped = parse_rdf((repository / "ontology/inference/hosted-exchange.ttl").read_bytes(), "hosted-exchange.ttl")
    header = "https://w3id.org/raci-graph/ns/inference/hosted-exchange"
    axioms = [each for each in shipped if each.subject != ox.NamedNode(header)]
    party = "https://w3id.org/raci-graph/id/ovhcloud/party/"
    ours = nominals(Parties((f"{party}ovhcloud",), (f"{party}customer",), (f"{party}customer", f"{party}ovhcloud")))
    assert canonical(axioms) == canonical(ours)


def test_matrices_of_several_services_are_classified_each_for_itself(java, repository):
    source = read_source(str(repository / "tests/queries/data"))
    found = classify_activities(source.triples)
    inferred = {each.activity: ANSWERS[each.kind] for each in found.activities if each.kind in ANSWERS}
    assert len(inferred) == 19
    assert inferred == asked(source)
    assert [each.label for each in found.activities if each.activity not in inferred] == ["Return a book"]
    assert found.left_out == ("https://example.org/id/town-library/new-catalogue/2026-03-01",)


@pytest.fixture(scope="module")
def patterns(java):
    """The matrix of all patterns, and what is inferred of it by its row's label."""
    triples = graph(MATRIX + SERVICE + rows(PATTERNS))
    return triples, {each.label: each for each in classify_activities(triples).activities}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_of_marks_has_its_class(pattern, patterns):
    found = patterns[1][pattern]
    assert found.kind == PATTERNS[pattern]
    owned = found.kind in ANSWERS
    assert found.classes == tuple(sorted(filter(None, (found.kind, "OwnedActivity" if owned else None))))


def test_the_question_says_the_same_of_the_patterns(patterns):
    triples, found = patterns
    assert asked(Source("made", (), tuple(triples))) == {
        each.activity: ANSWERS[each.kind] for each in found.values() if each.kind in ANSWERS
    }


@pytest.mark.parametrize(
    ("service", "answers"),
    [
        ("raci:providedBy ex:us , ex:they ; raci:consumedBy ex:you", ["provider", "provider", "shared", "customer"]),
        ("raci:providedBy ex:us ; raci:consumedBy ex:us , ex:you", ["provider", "shared", "customer", "customer"]),
        ("raci:providedBy ex:us ; raci:consumedBy ex:us", ["provider", "shared", "shared", "other"]),
    ],
    ids=["two provide", "one does both", "nobody else"],
)
def test_who_provides_and_consumes_may_be_several_or_the_same(service, answers, java):
    text = rows(["us R", "us R, they A", "us R, you A", "you R, you A"])
    triples = graph(f"{MATRIX} ex:service a raci:Service ; {service} . {text}")
    found = classify_activities(triples).activities
    assert [ANSWERS[each.kind] for each in found] == answers
    assert list(asked(Source("made", (), tuple(triples))).values()) == answers


@pytest.mark.parametrize(
    "service",
    [
        "",
        "ex:service a raci:Service ; raci:providedBy ex:us .",
        "ex:service a raci:Service ; raci:consumedBy ex:you .",
        f"{SERVICE} ex:m raci:concernsService ex:other . ex:other raci:providedBy ex:you ; raci:consumedBy ex:us .",
    ],
    ids=["nothing", "no consumer", "no provider", "two services"],
)
def test_a_matrix_without_a_provider_and_a_consumer_is_left_out(service, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    found = classify_activities(graph(MATRIX + service + rows(["us R"])))
    assert (found.activities, found.left_out) == ((), ("urn:x:m",))


def test_two_services_that_agree_are_as_one(java):
    more = "ex:m raci:concernsService ex:other . ex:other raci:providedBy ex:us ; raci:consumedBy ex:you ."
    [found] = classify_activities(graph(MATRIX + SERVICE + more + rows(["us R"]))).activities
    assert found.kind == "ProviderOnlyActivity"


@pytest.mark.parametrize(
    ("left_open", "marks"),
    [("roleFunction", "us R, you I"), ("hasAssignment", "us R, us A"), ("hasCell", "us R"), ("", "us R, you I")],
)
def test_each_property_must_be_closed_for_the_provider_to_own_it_alone(left_open, marks, java):
    triples = graph(MATRIX + SERVICE + rows([marks]))
    closed = {kind: [each for each in names if not each.endswith(f"#{left_open}")] for kind, names in CLOSED.items()}
    [found] = classify_activities(triples, closed=closed).activities
    classes = {"": ("OwnedActivity", "ProviderOnlyActivity"), "hasCell": ()}
    assert found.classes == classes.get(left_open, ("OwnedActivity",))


def test_a_cell_without_a_basis_is_not_in_doubt_since_its_basis_is_closed(java):
    triples = [each for each in graph(MATRIX + SERVICE + rows(["us R"])) if "readingBasis" not in each.predicate.value]
    basis_open = {kind: names for kind, names in CLOSED.items() if not kind.endswith("Cell")}
    assert classify_activities(triples).activities[0].kind == "ProviderOnlyActivity"
    assert classify_activities(triples, closed=basis_open).activities[0].kind is None


def test_a_matrix_that_contradicts_the_ontology_is_refused(java):
    wrong = "ex:s1-0 raci:withRole raci:Accountable ."
    with pytest.raises(InputError, match=r"^urn:x:m: the matrix contradicts the ontology") as error:
        classify_activities(graph(MATRIX + SERVICE + rows(["us R"]) + wrong))
    assert error.value.remedy == "Find out where with 'raci-graph validate'"


def test_without_java_it_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(MissingToolError, match="the reasoner HermiT needs Java") as error:
        classify_activities(read_source("hosted-exchange").triples)
    assert error.value.remedy.startswith("Install a JDK, version 11 or later")


def test_a_reasoner_that_fails_is_told_with_the_matrix(monkeypatch):
    def fail(*_, **__):
        raise JavaFailureError("the reasoner HermiT failed: out of memory")

    monkeypatch.setattr("raci_graph.owl.classify.ask_hermit", fail)
    with pytest.raises(InputError, match="cannot be classified: the reasoner HermiT failed: out of memory") as error:
        classify_activities(graph(MATRIX + SERVICE + rows(["us R"])))
    assert error.value.place == "urn:x:m"


def test_an_individual_has_the_classes_above_its_own(java):
    triples = graph("ex:one a ex:Low . ex:Low a owl:Class ; rdfs:subClassOf ex:High . ex:High a owl:Class .")
    verdict = ask_hermit(merge([Part("", tuple(triples), ())]), individuals=["urn:x:one"])
    assert verdict.types == {"urn:x:one": frozenset({"urn:x:Low", "urn:x:High"})}


def canonical(triples):
    dataset = ox.Dataset(ox.Quad(each.subject, each.predicate, each.object) for each in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))
