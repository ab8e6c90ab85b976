"""docs/inference.md: each row of its tables is asked of HermiT, and its commands and code do what it says."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from raci_graph.owl.hermit import ask_hermit
from raci_graph.owl.sources import Source, merge
from raci_graph.sources import parse_rdf
from raci_graph.vocab import PREFIXES

TOP = Path(__file__).resolve().parents[2]
PAGE = (TOP / "docs/inference.md").read_text("utf-8")
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + "@prefix ex: <urn:x:> .\n"
NAMES = {"prov.ttl": "alignments/prov.ttl", "org.ttl": "alignments/org.ttl"}
# The few axioms of the two vocabularies that the page leans on, in words of our own.
VOCABULARIES = {
    "PROV-O": """
        prov:Entity a owl:Class ; owl:disjointWith prov:Activity . prov:Activity a owl:Class . prov:Agent a owl:Class .
        prov:Plan a owl:Class ; rdfs:subClassOf prov:Entity . prov:Association a owl:Class . prov:Role a owl:Class .
        prov:wasInfluencedBy a owl:ObjectProperty . prov:hadRole a owl:ObjectProperty ; rdfs:range prov:Role .
        prov:agent a owl:ObjectProperty ; rdfs:range prov:Agent .
        prov:wasDerivedFrom a owl:ObjectProperty ; rdfs:subPropertyOf prov:wasInfluencedBy ;
            rdfs:domain prov:Entity ; rdfs:range prov:Entity .
        prov:wasRevisionOf a owl:ObjectProperty ; rdfs:subPropertyOf prov:wasDerivedFrom .""",
    "ORG": """
        skos:Concept a owl:Class . foaf:Agent a owl:Class . org:Post a owl:Class .
        org:Role a owl:Class ; rdfs:subClassOf skos:Concept ; owl:disjointWith org:Membership .
        org:Membership a owl:Class . org:Organization a owl:Class ; rdfs:subClassOf foaf:Agent ;
            owl:disjointWith org:Role , org:Membership .
        org:member a owl:ObjectProperty ; rdfs:domain org:Membership ; rdfs:range foaf:Agent .
        org:organization a owl:ObjectProperty ; rdfs:domain org:Membership ; rdfs:range org:Organization .
        org:role a owl:ObjectProperty ; rdfs:range org:Role .
        org:memberOf a owl:ObjectProperty ; rdfs:domain foaf:Agent ; rdfs:range org:Organization .""",
}
ALL = (*NAMES, *VOCABULARIES)


def rows_below(heading):
    """The rows of the table under a head, as its cells."""
    table = PAGE.partition(f"| {heading}")[2].partition("\n\n")[0]
    rows = [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    assert rows
    return rows


FOLLOWS = rows_below("where the graph says | it follows that | by |")
DOES_NOT = rows_below("where the graph says | it does not follow that |")


@pytest.fixture(scope="module")
def java(need):
    need("Java", shutil.which("java"))


def ontology(parts, text=""):
    """The core with parts, by the names that the page has for them, and some Turtle."""
    files = ["raci.ttl", *(NAMES[part] for part in parts if part in NAMES)]
    read = [Source(name, tuple(parse_rdf((TOP / "ontology" / name).read_bytes(), name)), ()) for name in files]
    said = HEAD + "\n".join(VOCABULARIES[part] for part in parts if part in VOCABULARIES) + text
    return merge([*read, Source("", tuple(parse_rdf(said.encode(), "said.ttl")), ())])


def entailed(parts, claims, text=""):
    """Which claims, as (premise, conclusion), HermiT says hold: a class for each conclusion, x and y for each claim.

    That y stands in a relation to x is asked as the class of what does, so that one run answers for all.
    """
    said, asked = [text], {}
    for at, (premise, conclusion) in enumerate(claims):
        x, y = f"ex:x{at}", f"ex:y{at}"
        said.append(premise.replace("?x", x).replace("?y", y) + " .")
        subject, predicate, thing = conclusion.split()
        if predicate == "a":
            same = thing
        else:
            other = y if thing == "?y" else x
            same = f"[ a owl:Restriction ; owl:onProperty {predicate} ; owl:hasValue {other} ]"
        said.append(f"ex:Claim{at} a owl:Class ; owl:equivalentClass {same} .")
        asked[at] = f"urn:x:{subject[1]}{at}"
    verdict = ask_hermit(ontology(parts, "\n".join(said)), individuals=asked.values())
    assert verdict.consistent
    return {claims[at] for at, name in asked.items() if f"urn:x:Claim{at}" in verdict.types[name]}


@pytest.fixture(scope="module")
def with_all(java):
    """What holds of all claims of the page with both alignments and both vocabularies."""
    return entailed(ALL, [tuple(row[:2]) for row in [*FOLLOWS, *DOES_NOT]])


@pytest.fixture(scope="module")
def with_each(java):
    """What holds of the claims of the first table, by what the page says it follows by."""
    by = {}
    for premise, conclusion, parts in FOLLOWS:
        by.setdefault(parts, []).append((premise, conclusion))
    return {parts: entailed(tuple(parts.split(" and ")), claims) for parts, claims in by.items()}


def test_the_page_has_the_claims_of_both_tables():
    assert (len(FOLLOWS), len(DOES_NOT)) == (15, 18)


@pytest.mark.parametrize(("premise", "conclusion", "parts"), FOLLOWS)
def test_what_follows_follows_by_what_the_page_names(premise, conclusion, parts, with_each, with_all):
    assert (premise, conclusion) in with_each[parts]
    assert (premise, conclusion) in with_all


@pytest.mark.parametrize(("premise", "conclusion"), DOES_NOT)
def test_what_does_not_follow_does_not(premise, conclusion, with_all):
    assert (premise, conclusion) not in with_all


def test_nothing_of_it_follows_without_the_alignments(java):
    assert entailed(tuple(VOCABULARIES), [tuple(row[:2]) for row in FOLLOWS]) == set()


def test_what_needs_the_vocabulary_does_not_follow_by_the_alignment_alone(java):
    claims = [tuple(row[:2]) for row in FOLLOWS if " and " in row[2]]
    assert len(claims) == 7
    assert entailed(tuple(NAMES), claims) == set()


@pytest.mark.parametrize(
    ("axiom", "then"),
    [
        ("raci:Activity rdfs:subClassOf prov:Activity .", {("?x a raci:Activity", "?x a prov:Activity")}),
        (
            "raci:toParty rdfs:subPropertyOf org:member .",
            {("?x raci:toParty ?y", "?x org:member ?y"), ("?x raci:toParty ?y", "?y a foaf:Agent")},
        ),
        (
            "raci:Party rdfs:subClassOf prov:Agent .",
            {("?x a raci:Party", "?x a prov:Agent"), ("?x raci:toParty ?y", "?y a prov:Agent")},
        ),
    ],
    ids=["activity", "member", "agent"],
)
def test_an_axiom_that_the_alignments_leave_out_would_be_noticed(axiom, then, java):
    claims = [tuple(row[:2]) for row in DOES_NOT if "revisesRow" not in row[0]]
    assert entailed(ALL, claims, axiom) == then


def test_a_row_as_an_organization_would_contradict_org(java):
    wrong = "raci:Role rdfs:subClassOf org:Organization . ex:one a raci:Role ."
    assert not ask_hermit(ontology(ALL, wrong)).consistent


def test_the_bundled_matrix_has_these_things_of_prov_and_org(java, repository):
    data = repository / "data/ovhcloud/hosted-exchange/2022-11-15/matrix.ttl"
    triples = parse_rdf(data.read_bytes(), data.name)
    kinds = {each.subject.value: each.object.value for each in triples if is_typed(each)}
    verdict = ask_hermit(
        merge([Source("", tuple(ontology(ALL)), ()), Source(data.name, tuple(triples), ())]), individuals=kinds
    )
    assert verdict.consistent
    counts = Counter()
    for name, kind in kinds.items():
        for each in verdict.types[name]:
            if each.startswith((PREFIXES["prov"], PREFIXES["org"])):
                counts[kind.removeprefix(PREFIXES["raci"]), curie(each)] += 1
    assert counts == {
        ("ResponsibilityMatrix", "prov:Entity"): 1,
        ("Assignment", "prov:Entity"): 122,
        ("Cell", "prov:Entity"): 72,
        ("Decision", "prov:Entity"): 27,
    }
    unknown = [kind.removeprefix(PREFIXES["raci"]) for kind in kinds.values()]
    assert (unknown.count("Activity"), unknown.count("Party")) == (49, 2)


def is_typed(triple):
    return (
        triple.predicate.value == f"{PREFIXES['rdf']}type"
        and isinstance(triple.object, ox.NamedNode)
        and triple.object.value.startswith(PREFIXES["raci"])
    )


def curie(iri):
    name = next(name for name in ("prov", "org") if iri.startswith(PREFIXES[name]))
    return f"{name}:{iri.removeprefix(PREFIXES[name])}"


# Who owns an activity


def test_the_page_names_the_classes_and_the_answers_of_the_question(repository):
    from raci_graph.owl.classify import KINDS

    rows = rows_below("class | what it takes | the question `ownership` says |")
    assert [row[0] for row in rows] == [f"raci:{name}" for name in KINDS]
    assert [row[2] for row in rows] == ["provider", "customer", "shared", "other", "nothing"]


def test_the_page_names_all_that_is_closed():
    from raci_graph.owl.classify import CLOSED

    said = " ".join(row[0] for row in rows_below("closed | that is |"))
    names = {each.removeprefix(PREFIXES["raci"]) for properties in CLOSED.values() for each in properties}
    assert set(re.findall(r"raci:(\w+)", said)) == names


def test_the_python_of_the_page_runs(java):
    [code] = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    names = {}
    exec(compile(code, "inference.md", "exec"), names)  # noqa: S102 - our own page
    assert Counter(names["classes"].values()) == {
        ("OwnedActivity", "ProviderOnlyActivity"): 33,
        ("CustomerOnlyActivity", "OwnedActivity"): 13,
        ("OwnedActivity", "SharedActivity"): 3,
    }
