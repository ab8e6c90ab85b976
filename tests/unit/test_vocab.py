"""The vocabulary module says what ontology/raci.ttl and role-sets.ttl say."""

import re
from collections import defaultdict

import pyoxigraph as ox
import pytest

from raci_graph import vocab
from raci_graph.graph import terms
from raci_graph.model import Basis


@pytest.fixture(scope="module")
def ontology(repository):
    """What the ontology and its role sets state, by (subject, predicate); raci: names without their namespace."""
    found = defaultdict(set)
    for name in ("raci.ttl", "role-sets.ttl"):
        for quad in ox.parse(path=repository / "ontology" / name, format=ox.RdfFormat.TURTLE):
            found[_short(quad.subject), _short(quad.predicate)].add(_short(quad.object))
    return found


def _short(term):
    return term.value.removeprefix(vocab.RACI)


def of_type(ontology, kind):
    return {
        subject for (subject, predicate), kinds in ontology.items() if predicate == terms.TYPE.value and kind in kinds
    }


def test_the_roles_are_those_of_the_ontology(ontology):
    assert of_type(ontology, "Role") == vocab.ROLES


def test_the_schemes_hold_the_roles_that_the_ontology_puts_in_them(ontology):
    schemes = defaultdict(set)
    for role in vocab.ROLES:
        for scheme in ontology[role, f"{vocab.SKOS}inScheme"]:
            schemes[scheme].add(role)
    assert schemes == vocab.SCHEMES
    assert set(schemes) == of_type(ontology, "RoleScheme")


def test_the_usual_letters_are_those_of_the_roles_of_raci(ontology):
    letters = {letter: role for role in vocab.SCHEMES["RACI"] for letter in ontology[role, "letter"]}
    assert letters == vocab.USUAL_LETTERS


def test_the_role_functions_of_raci_are_the_four(ontology):
    functions = {role: ontology[role, "roleFunction"] for role in vocab.SCHEMES["RACI"]}
    assert functions == {
        "Responsible": {"DoesWork"},
        "Accountable": {"AnswersForWork"},
        "Consulted": {"GivesAdvice"},
        "Informed": {"IsTold"},
    }


def test_a_shortcut_is_named_after_its_role_as_the_writer_names_it(ontology):
    shortcuts = {role: ontology[role, "shortcutProperty"] for role in vocab.ROLES if ontology[role, "shortcutProperty"]}
    assert shortcuts == {role: {f"has{role}"} for role in vocab.USUAL_LETTERS.values()}


def test_the_grounds_of_reading_are_those_of_the_ontology(ontology):
    assert of_type(ontology, "ReadingBasis") == {basis.value for basis in Basis}


def test_the_namespace_and_prefix_are_those_that_the_ontology_prefers(ontology):
    vann = vocab.PREFIXES["vann"]
    assert ontology[f"{vocab.BASE}ns", f"{vann}preferredNamespaceUri"] == {""}  # the namespace itself, shortened
    assert ontology[f"{vocab.BASE}ns", f"{vann}preferredNamespacePrefix"] == {"raci"}
    assert vocab.PREFIXES["raci"] == vocab.RACI == "https://w3id.org/raci-graph/ns#"


@pytest.mark.parametrize("folder", ["ontology", "shapes"])
def test_every_prefix_of_our_turtle_means_what_the_table_says(repository, folder):
    texts = [path.read_text("utf-8") for path in sorted((repository / folder).rglob("*.ttl"))]
    declared = {pair for text in texts for pair in re.findall(r"^@prefix (\S*): <(.*)> \.$", text, re.MULTILINE)}
    assert ("raci", vocab.RACI) in declared
    assert declared <= set(vocab.PREFIXES.items())


def test_no_two_prefixes_stand_for_one_namespace():
    assert len(set(vocab.PREFIXES.values())) == len(vocab.PREFIXES)


def test_the_roles_that_answer_and_those_that_do_have_these_functions(ontology):
    functions = {role: {each.rpartition("#")[2] for each in ontology[role, "roleFunction"]} for role in vocab.ROLES}
    assert {role for role, found in functions.items() if "AnswersForWork" in found} == vocab.ANSWERS_FOR_WORK
    assert {role for role, found in functions.items() if "DoesWork" in found} == vocab.DOES_WORK
