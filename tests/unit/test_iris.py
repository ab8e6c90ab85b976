"""IRIs: made of what a matrix is called or holds, valid, stable, and no two alike by accident."""

import re
import unicodedata

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raci_graph.iris import MatrixIris, content_version, slug, slugs
from raci_graph.model import About

SHA = "e35a1f4b" * 8
BASE = "https://example.org/id/"
NAMED = About(base=BASE, publisher="Example Ltd", id="mail", version="2026-01-31")
TEXT = st.text(min_size=1, max_size=20)


def test_with_a_base_the_names_make_the_iri():
    iris = MatrixIris.of(NAMED, SHA, 1)
    assert iris.matrix == "https://example.org/id/example-ltd/mail/2026-01-31"
    assert iris.abstract == "https://example.org/id/example-ltd/mail"
    assert iris.publisher == "https://example.org/id/example-ltd"


def test_the_parts_of_a_matrix_stand_below_it_and_parties_below_the_publisher():
    iris = MatrixIris.of(NAMED, SHA, 1)
    below = "https://example.org/id/example-ltd/mail/2026-01-31/"
    assert iris.section("3.1.2") == f"{below}section/3.1.2"
    assert iris.activity(22) == f"{below}activity/22"
    assert iris.column(1) == f"{below}column/1"
    assert iris.cell(22, 1) == f"{below}cell/22-1"
    assert iris.assignment(22, 2, 1) == f"{below}assignment/22-2-1"
    assert iris.legend("R") == f"{below}legend/R"
    assert iris.decision("22-1") == f"{below}decision/22-1"
    assert iris.party("customer") == "https://example.org/id/example-ltd/party/customer"
    assert iris.service("mail") == "https://example.org/id/example-ltd/service/mail"


def test_another_version_of_a_matrix_differs_in_the_last_part_alone():
    assert MatrixIris.of(NAMED, SHA, 1).version("2025") == "https://example.org/id/example-ltd/mail/2025"


def test_a_base_may_end_in_a_hash():
    iris = MatrixIris.of(About(base="https://example.org/x#", id="mail", version="1"), SHA, 1)
    assert iris.matrix == "https://example.org/x#mail/1"


def test_without_a_version_the_content_names_it():
    assert content_version(SHA) == "sha256-e35a1f4be35a"
    assert MatrixIris.of(About(base=BASE, id="mail"), SHA, 1).matrix == f"{BASE}mail/sha256-e35a1f4be35a"


def test_without_a_base_the_name_is_a_uuid_of_the_content_with_fragments():
    iris = MatrixIris.of(About(), SHA, 1)
    assert iris.matrix == "urn:uuid:a0f3eb19-ad4a-5245-bbe2-c5e392f4af95"
    assert iris.activity(1) == f"{iris.matrix}#activity/1"
    assert iris.party("x") == f"{iris.matrix}#party/x"
    assert (iris.abstract, iris.publisher) == (None, None)


def test_the_uuid_is_of_version_5_and_differs_by_content_and_by_table():
    found = [MatrixIris.of(About(), sha, table).matrix for sha, table in ((SHA, 1), (SHA, 2), ("0" * 64, 1))]
    assert len(set(found)) == 3
    assert all(
        re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", iri)
        for iri in found
    )


def test_a_role_of_a_known_scheme_is_ours_and_any_other_is_the_matrixs():
    iris = MatrixIris.of(NAMED, SHA, 1)
    assert iris.role("Accountable") == "https://w3id.org/raci-graph/ns#Accountable"
    assert iris.role("Decide") == "https://w3id.org/raci-graph/ns#Decide"
    assert iris.role("Ü") == f"{iris.matrix}/role/%C3%9C"


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Customer", "customer"),
        ("Customer Information System setup", "customer-information-system-setup"),
        ("R&D / IT", "r-d-it"),
        ("Société Générale", "societe-generale"),
        ("Ремонт", "remont"),
        ("__", "x"),
        ("…", "x"),
    ],
)
def test_a_name_becomes_latin_letters_digits_and_hyphens(name, made):
    assert slug(name, "x") == made


def test_composed_and_decomposed_letters_are_one_name():
    assert slug("Socie\u0301te\u0301", "x") == slug("Soci\u00e9t\u00e9", "x") == "societe"
    assert set(slugs(["Soci\u00e9t\u00e9", "Socie\u0301te\u0301"], "x").values()) == {"societe"}


def test_names_that_would_give_one_slug_are_told_apart():
    assert slugs(["C++", "C#", "C-2", "C++"], "x") == {"C++": "c", "C#": "c-2", "C-2": "c-2-2"}


@given(st.lists(TEXT, max_size=6, unique=True))
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_slugs_hold_nothing_but_letters_digits_and_hyphens_and_stay_apart(names):
    made = slugs(names, "x")
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each) for each in made.values())
    assert len(set(made.values())) == len({unicodedata.normalize("NFC", name) for name in names})


@given(TEXT, TEXT, TEXT, TEXT)
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_any_names_give_iris_without_blanks_that_are_ascii(publisher, name, version, letter):
    iris = MatrixIris.of(About(base=BASE, publisher=publisher, id=name, version=version), SHA, 1)
    for iri in (iris.matrix, iris.legend(letter), iris.role(letter), iris.decision(letter), iris.version(letter)):
        assert ox.NamedNode(iri).value == iri
        assert re.fullmatch(r"[!-~]+", iri)


def test_the_prefixes_cover_every_kind_of_part():
    iris = MatrixIris.of(NAMED, SHA, 1)
    assert iris.prefixes()["cell"] == f"{iris.matrix}/cell/"
    assert iris.prefixes()["party"] == "https://example.org/id/example-ltd/party/"
    parts = {"activity", "assignment", "cell", "column", "decision", "legend", "party", "role", "section", "waiver"}
    assert set(iris.prefixes()) == parts
