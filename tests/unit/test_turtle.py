"""Canonical Turtle: one text for one graph, which other parsers read as that graph."""

import os
import random
import re
import subprocess
import sys

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from raci_graph.errors import InputError
from raci_graph.graph.turtle import canonical_turtle, natural_key

EX = "http://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
HEAD = f"@prefix : <{EX}> . @prefix xsd: <{XSD}> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"

RESOURCES = st.sampled_from(
    [ox.NamedNode(f"{EX}{name}") for name in ("a", "b/9", "b/10", "-c", "d.", "%20", "é", "", "x_1", "0")]
    + [ox.NamedNode("urn:uuid:5fdeec74-8a9c-509c-8ffa-5e862c291e16"), ox.NamedNode("mailto:a@example.org")]
)
BLANKS = st.sampled_from([ox.BlankNode(name) for name in ("x", "y", "z")])
PREDICATES = st.sampled_from(
    [ox.NamedNode(iri) for iri in (f"{EX}p", f"{EX}q", "http://www.w3.org/2000/01/rdf-schema#label")]
    + [ox.NamedNode(f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}") for name in ("type", "first", "rest")]
)
TEXTS = st.one_of(st.text(max_size=8), st.text(alphabet="\"\\'\n\r\t\x00\x1f\x7f\u0085\u2028@^<>\ufeff0a", max_size=8))
LITERALS = st.one_of(
    TEXTS.map(ox.Literal),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), TEXTS, st.sampled_from(["en", "en-GB", "de-1996"])),
    st.builds(
        lambda text, name: ox.Literal(text, datatype=ox.NamedNode(name)),
        TEXTS,
        st.sampled_from([f"{EX}unit", f"{XSD}token", f"{XSD}anyURI"]),
    ),
    st.integers().map(ox.Literal),
    st.booleans().map(ox.Literal),
    st.dates().map(lambda date: ox.Literal(date.isoformat(), datatype=ox.NamedNode(f"{XSD}date"))),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(
        lambda number: ox.Literal(str(number), datatype=ox.NamedNode(f"{XSD}decimal"))
    ),
)
GRAPHS = st.lists(
    st.builds(ox.Triple, RESOURCES | BLANKS, PREDICATES, RESOURCES | BLANKS | LITERALS), min_size=1, max_size=8
)


def turtle(text):
    return list(ox.parse(HEAD + text, ox.RdfFormat.TURTLE))


def canonical(text):
    return canonical_turtle(turtle(text), {"": EX}).removeprefix(f"@prefix : <{EX}> .\n\n")


def in_rdflib(text, form):
    return rdflib.Graph(bind_namespaces="none").parse(data=text, format=form)


def dataset(triples):
    found = ox.Dataset([ox.Quad(each.subject, each.predicate, each.object) for each in triples])
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0_SHA_256)
    return found


@given(GRAPHS)
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
def test_any_graph_is_read_back_as_it_was_and_written_again_as_the_same_text(triples):
    text = canonical_turtle(triples, {"ex": EX})
    again = list(ox.parse(text, ox.RdfFormat.TURTLE))
    assert set(dataset(again)) == set(dataset(triples))
    assert canonical_turtle(again, {"ex": EX}) == text


@given(GRAPHS)
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_rdflib_reads_any_graph_as_pyoxigraph_writes_it(triples):
    plain = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES).decode()
    assert isomorphic(in_rdflib(canonical_turtle(triples), "turtle"), in_rdflib(plain, "nt"))


@given(GRAPHS, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_order_and_blank_node_labels_do_not_matter(triples, chance):
    names = {"x": "n7", "y": "b", "z": "c14n0"}

    def renamed(term):
        return ox.BlankNode(names[term.value]) if isinstance(term, ox.BlankNode) else term

    other = [ox.Triple(renamed(each.subject), each.predicate, renamed(each.object)) for each in triples]
    chance.shuffle(other)
    assert canonical_turtle(other) == canonical_turtle(triples)


@pytest.mark.parametrize("path", ["shapes/well-formedness-sparql.ttl", "ontology/raci.ttl"])
def test_a_shuffled_file_with_blank_nodes_gives_the_same_text(path, repository):
    text = (repository / path).read_text("utf-8")
    triples = list(ox.parse(text, ox.RdfFormat.TURTLE))
    assert any(isinstance(each.object, ox.BlankNode) for each in triples)
    for seed in range(3):
        random.Random(seed).shuffle(triples)  # noqa: S311 - any order will do
        assert canonical_turtle(triples) == text


def test_the_hash_seed_of_python_does_not_matter(repository):
    script = (
        "import sys, pyoxigraph as ox; from raci_graph.graph.turtle import canonical_turtle as c\n"
        "sys.stdout.write(c(q for path in sys.argv[1:] for q in ox.parse(path=path, format=ox.RdfFormat.TURTLE)))"
    )
    files = [repository / "shapes/structure.ttl", repository / "ontology/raci.ttl"]
    made = {
        subprocess.run(
            [sys.executable, "-c", script, *files],
            env={**os.environ, "PYTHONPATH": str(repository), "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(made) == 1
    assert b"owl:AllDifferent" in made.pop()


def test_kinds_come_in_their_order_and_numbers_count_as_numbers():
    raci = "https://w3id.org/raci-graph/ns#"
    text = f":c/10 a <{raci}Cell> . :c/9 a <{raci}Cell> . :z a <{raci}Activity> . :b :p 1 . :m a <{raci}Section> ."
    written = canonical_turtle(turtle(text.replace(":c/", ":c\\/")), {"c": f"{EX}c/", "": EX})
    subjects = [line for line in written.splitlines() if line and not line.startswith(("@", " "))]
    assert subjects == [":m", ":z", "c:9", "c:10", ":b"]


def test_the_class_comes_first_then_the_label_then_the_rest_by_name():
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    written = canonical_turtle(turtle(f':s :b 2, 10, 1 ; :a :o ; {label} "s" ; a :T .'), {"": EX})
    assert written.split("\n\n", 1)[1] == (
        ':s\n    a :T ;\n    rdfs:label "s" ;\n    :a :o ;\n    :b 1 ,\n        2 ,\n        10 .\n'
    )


@pytest.mark.parametrize(
    ("given_", "written"),
    [
        ('"plain"', '"plain"'),
        (r'"tab\t quote\" back\\slash return\r"', r'"tab\t quote\" back\\slash return\r"'),
        (r'"nul\u0000 bell\u0007 del\u007f"', r'"nul\u0000 bell\u0007 del\u007F"'),
        (r'"two\nlines \"\"\""', '"""two\nlines \\"\\"\\""""'),
        ('"colour"@en-GB', '"colour"@en-gb'),
        ('"ahlan"@ar--rtl', '"ahlan"@ar--rtl'),
        ('"2026-11-25"^^xsd:date', '"2026-11-25"^^xsd:date'),
        ('"a"^^xsd:string', '"a"'),
        ('"7"^^xsd:integer', "7"),
        ('"+07"^^xsd:integer', "+07"),
        ('"seven"^^xsd:integer', '"seven"^^xsd:integer'),
        ('"1.50"^^xsd:decimal', "1.50"),
        ('"1."^^xsd:decimal', '"1."^^xsd:decimal'),
        ('"true"^^xsd:boolean', "true"),
        ('"1"^^xsd:boolean', '"1"^^xsd:boolean'),
        ('"1e3"^^xsd:double', '"1e3"^^xsd:double'),
        ('"x"^^rdf:nil', '"x"^^rdf:nil'),
        (":a.b", ":a.b"),
        ("<http://example.org/a.>", "<http://example.org/a.>"),
        ("<http://example.org/-a>", "<http://example.org/-a>"),
        ("<http://example.org/a/b>", "<http://example.org/a/b>"),
        ("()", "()"),
        ("[]", "[]"),
        ("( 1 ( :a ) () )", "( 1 ( :a ) () )"),
        (
            "[ :q ( 1 [ :r 2 ] ) ]",
            "[\n        :q (\n            1\n            [\n                :r 2\n            ]\n        )\n    ]",
        ),
    ],
)
def test_a_term_has_one_way_to_be_written(given_, written):
    text = canonical_turtle(turtle(f":s :p {given_} ."), {"": EX}).split("\n\n", 1)[1]
    assert text == f":s\n    :p {written} .\n"


def test_a_blank_node_with_two_references_keeps_its_canonical_label():
    assert canonical(":s :p _:x ; :q _:x . _:x :r 1 .") == (
        ":s\n    :p _:c14n0 ;\n    :q _:c14n0 .\n\n_:c14n0\n    :r 1 .\n"
    )


def test_blank_nodes_in_a_circle_keep_their_canonical_labels():
    assert canonical("_:x :p _:y . _:y :p _:x .") == "_:c14n1\n    :p _:c14n0 .\n\n_:c14n0\n    :p _:c14n1 .\n"


def test_a_list_with_something_more_on_it_is_no_list():
    written = canonical(":s :p _:l . _:l rdf:first 1 ; rdf:rest () ; :q 2 .")
    assert "[\n        :q 2 ;\n        rdf:first 1 ;\n        rdf:rest ()\n    ]" in written


def test_only_the_prefixes_that_are_used_are_declared():
    assert canonical_turtle(turtle(":s :p :o ."), {"": EX, "other": "http://example.com/"}).startswith(
        f"@prefix : <{EX}> .\n\n:s\n"
    )
    assert canonical_turtle(turtle(":s :p :o .")) == f"<{EX}s>\n    <{EX}p> <{EX}o> .\n"


def test_the_longest_namespace_that_fits_gives_the_prefix():
    written = canonical_turtle(turtle(":s :p :cell-1 ."), {"": EX, "a": f"{EX}c", "cell": f"{EX}cell-", "z": f"{EX}ce"})
    assert written.endswith(":s\n    :p cell:1 .\n")


def test_repeated_triples_and_graph_names_count_for_nothing():
    s, p = ox.NamedNode(f"{EX}s"), ox.NamedNode(f"{EX}p")
    quads = [ox.Quad(s, p, ox.Literal(1), ox.NamedNode(f"{EX}{graph}")) for graph in "gh"]
    assert canonical_turtle(quads, {"": EX}) == f"@prefix : <{EX}> .\n\n:s\n    :p 1 .\n"


def test_an_empty_graph_is_an_empty_text():
    assert canonical_turtle([]) == ""


def test_a_triple_term_is_refused_rather_than_written_wrong():
    with pytest.raises(InputError, match="a triple term"):
        canonical_turtle(turtle(":s :p <<( :a :b :c )>> ."))


def test_numbers_in_texts_are_ordered_by_size_whatever_their_length():
    texts = ["a2", "a10", "a010", "a9", "a" + "9" * 5000, "a", "b1", "a1b"]
    assert sorted(texts, key=natural_key) == ["a", "a1b", "a2", "a9", "a010", "a10", "a" + "9" * 5000, "b1"]


@given(st.lists(st.text("a/#0159!é", max_size=6), max_size=9))
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_the_natural_key_compares_part_by_part(texts):
    def parts(text):
        every = re.split("([0-9]+)", text)
        return [(len(each.lstrip("0")), each.lstrip("0"), each) if at % 2 else each for at, each in enumerate(every)]

    assert sorted(texts, key=natural_key) == sorted(texts, key=parts)


def test_a_namespace_that_ends_inside_a_name_gives_its_prefix_to_the_names_that_it_fits():
    written = canonical_turtle(turtle(":ab :p :abc, :b, <urn:x:a>, <mailto:a> ."), {"x": f"{EX}a", "u": "urn:x:"})
    assert written.endswith(f"x:b\n    <{EX}p> <{EX}b> ,\n        <mailto:a> ,\n        u:a ,\n        x:bc .\n")


def test_long_lists_and_many_blank_nodes_are_written_like_short_ones():
    numbers = [str(number) for number in range(3000)]
    text = f":s :p ( {' '.join(numbers)} ) . {' '.join(f'[] :q {number} .' for number in numbers)}"
    blocks = [f"[\n    :q {number}\n] .\n" for number in numbers]
    long_list = "\n        ".join(["(", *numbers])
    assert canonical(text) == "\n".join([f":s\n    :p {long_list}\n    ) .\n", *blocks])
