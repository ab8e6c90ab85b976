"""Turtle that a person wrote, without the form and the places of an import, is a SOURCE like any other."""

import json

import pytest

BY_HAND = """\
# Who bakes.
@base <https://example.org/bakery/> .
PREFIX r: <https://w3id.org/raci-graph/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX dcat: <http://www.w3.org/ns/dcat#>

<1> a r:ResponsibilityMatrix , dcat:Dataset ;
  rdfs:label "Bakery"@en ; dct:title "Bakery"@en ; dct:language "en" ; dcat:version "1" ;
  dcat:isVersionOf <all> ; r:usesScheme r:RACI .

<shop> a r:Party ; rdfs:label "Shop"@en .
<mill> a r:Party ; rdfs:label "Mill"@en .

<1/c1> a r:Column ; r:inMatrix <1> ; r:columnNumber 1 ; r:columnParty <shop> ; r:sourceText "Shop" .
<1/c2> a r:Column ; r:inMatrix <1> ; r:columnNumber 2 ; r:columnParty <mill> ; r:sourceText "Mill" .

<1/r> a r:LegendEntry ; r:inMatrix <1> ; r:letter "R" ; r:legendRole r:Responsible ; r:sourceText "Responsible" .
<1/a> a r:LegendEntry ; r:inMatrix <1> ; r:letter "A" ; r:legendRole r:Accountable ; r:sourceText "Accountable" .
<1/i> a r:LegendEntry ; r:inMatrix <1> ; r:letter "I" ; r:legendRole r:Informed ; r:sourceText "Informed" .

<1/bake> a r:Activity ; rdfs:label "Bake"@en ; r:inMatrix <1> ; r:rowNumber 1 ; r:sourceText "Bake" .
<1/bake-shop> a r:Cell ; r:inRow <1/bake> ; r:inColumn <1/c1> ; r:readingBasis r:Explicit ;
  r:sourceText "RA" ; r:markCount 2 .
<1/bake-mill> a r:Cell ; r:inRow <1/bake> ; r:inColumn <1/c2> ; r:readingBasis r:Explicit ;
  r:sourceText "I" ; r:markCount 1 .
<1/m1> a r:Assignment ; r:forActivity <1/bake> ; r:toParty <shop> ; r:withRole r:Responsible ;
  r:statedIn <1/bake-shop> ; r:markText "R" ; r:letterPosition 1 .
<1/m2> a r:Assignment ; r:forActivity <1/bake> ; r:toParty <shop> ; r:withRole r:Accountable ;
  r:statedIn <1/bake-shop> ; r:markText "A" ; r:letterPosition 2 .
<1/m3> a r:Assignment ; r:forActivity <1/bake> ; r:toParty <mill> ; r:withRole r:Informed ;
  r:statedIn <1/bake-mill> ; r:markText "I" ; r:letterPosition 1 .
"""


@pytest.fixture
def by_hand(tmp_path):
    path = tmp_path / "bakery.ttl"
    path.write_text(BY_HAND, "utf-8")
    return path


def test_it_is_valid(raci, by_hand):
    assert raci("validate", by_hand) == (0, "", "0 violation, 0 warning, 0 info\n")


def test_it_is_reported(raci, by_hand):
    (matrix,) = json.loads(raci("report", by_hand, "--format", "json").out)["matrices"]
    assert matrix["iri"] == "https://example.org/bakery/1"
    assert [(each["label"], [cell["printed"] for cell in each["cells"]]) for each in matrix["activities"]] == [
        ("Bake", ["RA", "I"])
    ]


def test_it_is_asked(raci, by_hand):
    done = raci("query", "responsibilities-of-party", by_hand, "-p", "party=Shop", "--format", "csv")
    (_, row) = done.out.splitlines()
    assert row.endswith(",https://example.org/bakery/shop,https://example.org/bakery/1/bake")


def test_a_fault_in_it_is_found(raci, by_hand):
    by_hand.write_text(BY_HAND.replace("r:withRole r:Accountable", "r:withRole r:Consulted"), "utf-8")
    done = raci("validate", by_hand)
    assert done.code == 1
    assert "W01 violation: Bake: nobody answers for this activity\n" in done.out
