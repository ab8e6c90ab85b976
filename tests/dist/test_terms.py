"""What became of the terms since the last release, and the least version that it allows."""

import pyoxigraph as ox
import pytest

from raci_graph.dist.changes import changes_text
from raci_graph.dist.collect import ReleaseGraph
from raci_graph.dist.terms import (
    TermChange,
    compare_terms,
    from_tsv,
    last_release,
    least_version,
    numbers,
    terms_of,
    to_tsv,
)
from raci_graph.errors import InputError

HOME = "https://w3id.org/raci-graph/ns"
HEAD = f"""
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix raci: <{HOME}#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix dcterms: <http://purl.org/dc/terms/> .
"""
LETTER = (
    'raci:letter a owl:DatatypeProperty ; rdfs:label "letter"@en ; '
    "rdfs:range xsd:string ; rdfs:isDefinedBy <%s> . "
)
PARTY = 'raci:Party a owl:Class ; rdfs:label "party"@en ; rdfs:isDefinedBy <%s> . '


def terms(*texts):
    text = HEAD + "".join(each.replace("%s", HOME) for each in texts)
    quads = ox.parse(text, ox.RdfFormat.TURTLE)
    triples = tuple(ox.Triple(each.subject, each.predicate, each.object) for each in quads)
    return terms_of([ReleaseGraph("ontology/raci", HOME, triples, {})])


def changed(before, after):
    return [(each.term, each.kind, each.detail, each.breaking) for each in compare_terms(terms(*before), terms(*after))]


def test_the_table_has_a_line_for_each_statement():
    assert to_tsv(terms(LETTER)) == (
        "term\tproperty\tvalue\n"
        "raci:letter\trdf:type\towl:DatatypeProperty\n"
        'raci:letter\trdfs:label\t"letter"@en\n'
        "raci:letter\trdfs:range\txsd:string\n"
    )


def test_a_term_of_another_home_is_none_of_this_release():
    assert terms(LETTER.replace("%s", "urn:x:elsewhere")) == ()


def test_lists_and_expressions_stand_on_one_line_in_an_order_of_their_own():
    one = "raci:A rdfs:isDefinedBy <%s> ; owl:equivalentClass [ a owl:Class ; owl:unionOf ( raci:C raci:B ) ] ."
    other = "raci:A owl:equivalentClass [ owl:unionOf ( raci:C raci:B ) ; a owl:Class ] ; rdfs:isDefinedBy <%s> ."
    assert terms(one) == terms(other)
    assert terms(one) == (
        ("raci:A", "owl:equivalentClass", "[ owl:unionOf ( raci:C raci:B ) ; rdf:type owl:Class ]"),
    )


def test_a_text_with_tabs_and_lines_stays_on_one_line():
    found = terms('raci:A rdfs:isDefinedBy <%s> ; skos:definition "a\\tb\\nc" ; raci:n 3 .')
    assert from_tsv(to_tsv(found), "x") == found
    assert ("raci:A", "skos:definition", '"a\\tb\\nc"') in found
    assert ("raci:A", "raci:n", '"3"^^xsd:integer') in found


@pytest.mark.parametrize("text", ["", "term\tproperty\n", "term\tproperty\tvalue\nraci:A\trdf:type\n"])
def test_another_table_is_refused(text):
    with pytest.raises(InputError, match=r"^x\.tsv: is not a table of terms\. Take the terms\.tsv of a release"):
        from_tsv(text or "\n", "x.tsv")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([LETTER], [LETTER], []),
        ([LETTER], [LETTER, PARTY], [("raci:Party", "added", "owl:Class", False)]),
        ([LETTER, PARTY], [LETTER], [("raci:Party", "removed", "owl:Class", True)]),
        ([PARTY], [PARTY.replace('"party"', '"side"')], [("raci:Party", "words", "rdfs:label", False)]),
        (
            [LETTER],
            [LETTER.replace("xsd:string", "xsd:token")],
            [("raci:letter", "meaning", "rdfs:range: xsd:string became xsd:token", True)],
        ),
        (
            [PARTY],
            [PARTY, "raci:Party rdfs:subClassOf raci:Agent ."],
            [("raci:Party", "meaning", "rdfs:subClassOf: nothing became raci:Agent", True)],
        ),
        (
            [PARTY],
            [PARTY, "raci:Party owl:deprecated true ; dcterms:isReplacedBy raci:Side ."],
            [("raci:Party", "deprecated", "", False)],
        ),
        (
            [PARTY, "raci:Party owl:deprecated true ."],
            [PARTY],
            [("raci:Party", "meaning", 'owl:deprecated: "true"^^xsd:boolean became nothing', True)],
        ),
    ],
)
def test_a_change_is_told_by_its_kind_and_what_breaks_is_marked(before, after, said):
    assert changed(before, after) == said


@pytest.mark.parametrize(
    ("last", "kinds", "least"),
    [
        ("1.4.2", [], "1.4.2"),
        ("1.4.2", ["words"], "1.4.3"),
        ("1.4.2", ["words", "added"], "1.5.0"),
        ("1.4.2", ["deprecated"], "1.5.0"),
        ("1.4.2", ["added", "meaning"], "2.0.0"),
        ("1.4.2", ["removed"], "2.0.0"),
        ("0.4.2", [], "0.4.2"),
        ("0.4.2", ["words"], "0.4.3"),
        ("0.4.2", ["added"], "0.4.3"),
        ("0.4.2", ["removed"], "0.5.0"),
    ],
)
def test_the_least_version_is_that_of_the_gravest_change(last, kinds, least):
    assert least_version(last, [TermChange("raci:A", kind) for kind in kinds]) == least


def test_a_version_has_three_numbers():
    assert numbers("0.10.3") == (0, 10, 3)
    with pytest.raises(InputError, match=r"^'1\.0' is not a version\. Write three numbers, such as 1\.4\.0$"):
        numbers("1.0")


def test_the_last_release_is_the_newest_up_to_the_version():
    assert last_release("0.0.9") is None
    version, found = last_release("0.1.0")
    assert version == "0.1.0"
    assert ("raci:Party", "rdf:type", "owl:Class") in found
    assert len({term for term, _, _ in found}) == 97


def test_no_term_is_removed_that_the_last_release_had_not_deprecated(collected):
    version, before = last_release(collected.version)
    now = terms_of(graph for graph in collected.graphs if graph.kind == "ontology")
    removed = {change.term for change in compare_terms(before, now) if change.kind == "removed"}
    deprecated = {term for term, name, _ in before if name == "owl:deprecated"}
    assert removed - deprecated == set(), version


def test_the_section_of_a_version_lists_what_breaks_first():
    changes = [
        TermChange("raci:A", "words", "rdfs:label"),
        TermChange("raci:B", "meaning", "rdfs:range: raci:C became raci:D"),
        TermChange("raci:E", "added", "owl:Class"),
        TermChange("raci:F", "removed", "owl:Class"),
        TermChange("raci:G", "deprecated"),
    ]
    assert changes_text("2.0.0", "2027-01-31", "1.4.2", changes) == (
        "## [2.0.0] - 2027-01-31\n\nTerms of the ontology, compared with 1.4.2.\n\n"
        "### Added\n\n- `raci:E` (owl:Class).\n\n"
        "### Changed\n\n- **Breaking:** `raci:B`: rdfs:range: raci:C became raci:D.\n"
        "- `raci:A`: worded otherwise (rdfs:label).\n\n"
        "### Deprecated\n\n- `raci:G`.\n\n"
        "### Removed\n\n- **Breaking:** `raci:F` (owl:Class).\n"
    )


def test_a_section_says_that_nothing_changed_or_that_it_is_the_first():
    assert changes_text("1.4.3", "2027-01-31", "1.4.2", []).endswith("compared with 1.4.2.\n\nNo term changed.\n")
    assert changes_text("0.1.0", "2026-11-25", None, []) == (
        "## [0.1.0] - 2026-11-25\n\nThe first release: every term is new.\n"
    )
