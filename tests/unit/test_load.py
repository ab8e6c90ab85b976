"""SOURCES as graphs of a store: which triple goes where, what is written, and what comes out again."""

import pyoxigraph as ox
import pytest

from raci_graph.activity_types import CONTROLS, SCHEME
from raci_graph.dataset import ONTOLOGY
from raci_graph.engines.connect import connect
from raci_graph.errors import InputError, StoreError, UsageError
from raci_graph.load import exported, kept_graphs, kept_matrix, load, unload
from raci_graph.load.plan import Plan
from raci_graph.vocab import DATA, RACI

IRI = f"{DATA}ovhcloud/hosted-exchange/2022-11-15"
CATALOG = f"{DATA}catalog"
VOCABULARIES = {ONTOLOGY: 796, SCHEME: 1186, CONTROLS: 951}
COUNTS = {CATALOG: 123, IRI: 2252, f"{IRI}/places": 178, f"{IRI}/shortcuts": 122, **VOCABULARIES}
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

TWO = """
@prefix raci: <https://w3id.org/raci-graph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:x:a> a raci:ResponsibilityMatrix ; raci:concernsService <urn:x:s> .
<urn:x:b> a raci:ResponsibilityMatrix ; raci:hasElement <urn:x:b1> .
<urn:x:s> rdfs:label "Service" ; raci:providedBy <urn:x:p> .
<urn:x:p> rdfs:label "Party" .
<urn:x:a1> raci:inMatrix <urn:x:a> ; raci:hasAccountable <urn:x:p> ; raci:sourcePlace "a.md:3" .
<urn:x:c> raci:inRow <urn:x:a1> . <urn:x:as> raci:statedIn <urn:x:c> ; raci:toParty <urn:x:p> .
<urn:x:b1> raci:involves <urn:x:p> .
<urn:x:nobody> rdfs:label "Nobody's" .
"""


@pytest.fixture
def engine(_young_objects_alone):
    return connect(None)


def done(names, engine):
    return [(each.iri, each.state, each.graphs, each.triples) for each in load([str(name) for name in names], engine)]


def test_a_bundled_matrix_its_catalogue_and_the_ontology_are_graphs(engine):
    assert done(["hosted-exchange"], engine) == [
        *((iri, "new", 1, count) for iri, count in VOCABULARIES.items()),
        (IRI, "new", 3, 2552),
        (CATALOG, "new", 1, 123),
    ]
    assert dict(engine.graphs()) == COUNTS


def test_loading_twice_writes_nothing(engine, monkeypatch):
    done(["hosted-exchange"], engine)
    for way in ("prepared", "put_graphs"):
        monkeypatch.setattr(engine, way, lambda _: pytest.fail("something is written"))
    assert [state for _, state, _, _ in done(["hosted-exchange"], engine)] == ["unchanged"] * 5


def test_a_folder_of_files_gives_the_same_graphs_as_the_bundled_name(engine, repository):
    done([repository / "data"], engine)
    assert dict(engine.graphs()) == COUNTS


def test_a_changed_matrix_is_replaced_and_what_it_lost_is_gone(engine, bundled_copy):
    done([bundled_copy], engine)
    (bundled_copy / "places.ttl").unlink()
    assert done([bundled_copy], engine)[3:] == [(IRI, "replaced", 2, 2374)]
    assert dict(engine.graphs()) == {IRI: 2252, f"{IRI}/shortcuts": 122, **VOCABULARIES}


def test_a_document_is_loaded_as_import_writes_it(engine, repository):
    iri = "https://example.org/id/town-library/lending/2026-01-31"
    done([repository / "tests/fixtures/library/lending.md"], engine)
    assert dict(engine.graphs()) == {iri: 308, f"{iri}/places": 32, f"{iri}/shortcuts": 14, **VOCABULARIES}


def test_of_a_file_with_two_matrices_each_gets_what_it_is_made_of(engine, tmp_path):
    (tmp_path / "two.ttl").write_text(TWO, "utf-8")
    left_out = {}
    assert [each.state for each in load([str(tmp_path / "two.ttl")], engine, left_out)] == ["new"] * 5
    subjects = {iri: sorted({each.subject.value[6:] for each in engine.triples(iri)}) for iri, _ in engine.graphs()}
    for iri in VOCABULARIES:
        del subjects[iri]
    assert subjects == {
        "urn:x:a": ["a", "a1", "as", "c", "p", "s"],
        "urn:x:a#places": ["a1"],
        "urn:x:a#shortcuts": ["a1"],
        "urn:x:b": ["b", "b1", "p"],
    }
    assert left_out == {str(tmp_path / "two.ttl"): 1}


def test_shortcuts_and_waivers_in_a_shared_file_go_to_their_matrices(engine, tmp_path):
    for name in "ab":
        text = f"<urn:x:{name}> a <{RACI}ResponsibilityMatrix> . <urn:x:{name}1> <{RACI}inMatrix> <urn:x:{name}> ."
        (tmp_path / f"{name}.ttl").write_text(text, "utf-8")
    shared = f"<urn:x:a1> <{RACI}hasInformed> <urn:x:p> . <urn:x:b1> <{RACI}hasInformed> <urn:x:p> ."
    waiver = f'<urn:x:w> <{RACI}waivesActivity> <urn:x:b1> ; <{RACI}reason> "so" . <urn:x:z> a <urn:x:Z> .'
    (tmp_path / "shared.ttl").write_text(f"{shared} {waiver}", "utf-8")
    left_out = {}
    list(load([str(tmp_path)], engine, left_out))
    assert dict(engine.graphs()) == {
        "urn:x:a": 2,
        "urn:x:a#shortcuts": 1,
        "urn:x:b": 4,
        "urn:x:b#shortcuts": 1,
        **VOCABULARIES,
    }
    assert left_out == {str(tmp_path / "shared.ttl"): 1}


def test_a_matrix_that_comes_twice_is_refused(engine):
    with pytest.raises(UsageError, match="several matrices have the name"):
        done(["hosted-exchange", "hosted-exchange"], engine)


def test_a_source_without_a_matrix_is_refused(engine, tmp_path):
    (tmp_path / "other.ttl").write_text("<urn:x:a> a <urn:x:B> .", "utf-8")
    with pytest.raises(InputError, match="no responsibility matrix"):
        done([tmp_path / "other.ttl"], engine)


@pytest.mark.parametrize("form", ["trig", "nquads"])
@pytest.mark.parametrize("matrix", [None, IRI])
def test_what_is_exported_is_loaded_as_it_was(form, matrix, engine, tmp_path):
    done(["hosted-exchange"], engine)
    path = tmp_path / f"all.{'nq' if form == 'nquads' else 'trig'}"
    path.write_text("".join(exported(engine, form, matrix)), "utf-8")
    other = connect(None)
    done([path], other)
    loaded = dict(other.graphs())
    assert loaded == ({name: count for name, count in COUNTS.items() if name != CATALOG} if matrix else COUNTS)
    for iri in set(loaded) - set(VOCABULARIES):
        assert set(other.triples(iri)) == set(engine.triples(iri))


def test_a_matrix_is_exported_in_the_same_order_whatever_the_store(engine, tmp_path):
    done(["hosted-exchange"], engine)
    path = tmp_path / "m.nq"
    path.write_text("".join(exported(engine, "nquads", IRI)), "utf-8")
    lines = path.read_text("utf-8").splitlines()
    other = connect(None)
    for iri in (IRI, f"{IRI}/places", f"{IRI}/shortcuts"):
        other.put_graph(iri, reversed(list(engine.triples(iri))))
    assert "".join(exported(other, "nquads", IRI)).splitlines() == lines
    assert "".join(exported(other, "trig", IRI)) == "".join(exported(engine, "trig", IRI))


def test_the_graphs_are_listed_with_what_they_say_of_themselves(engine):
    done(["hosted-exchange"], engine)
    engine.put_graph("urn:x:other", [ox.Triple(ox.NamedNode("urn:x:s"), ox.NamedNode("urn:x:p"), ox.Literal("o"))])
    assert [tuple(each) for each in kept_graphs(engine)] == [
        (SCHEME, "scheme", 1186, "Kinds of work in cloud responsibility models", "0.1.0", ""),
        (CATALOG, "catalogue", 123, "Responsibility matrices as a graph", "", "2026-11-25"),
        (CONTROLS, "scheme", 951, "Controls of four frameworks, by their ids", "0.1.0", ""),
        (IRI, "matrix", 2252, "Hosted Exchange Responsibility model", "2022-11-15", "2022-11-15"),
        (f"{IRI}/places", "places", 178, "", "", ""),
        (f"{IRI}/shortcuts", "shortcuts", 122, "", "", ""),
        (ONTOLOGY, "ontology", 796, "RACI responsibility matrices", "0.1.0", "2026-11-25"),
        ("urn:x:other", "", 1, "", "", ""),
    ]


@pytest.mark.parametrize(
    "name", [IRI, "hosted-exchange", "Hosted-Exchange/2022-11-15", "hosted exchange responsibility model"]
)
def test_a_matrix_is_found_by_its_names(name, engine):
    done(["hosted-exchange"], engine)
    assert kept_matrix(engine, name) == IRI


def test_an_unknown_or_ambiguous_name_is_answered_with_those_that_are_there(engine, repository, tmp_path):
    with pytest.raises(UsageError, match=r"'x'\. The store holds none"):
        kept_matrix(engine, "x")
    done(["hosted-exchange"], engine)
    with pytest.raises(UsageError, match=f"'hosted-exchang'. Did you mean {IRI}?"):
        kept_matrix(engine, "hosted-exchang")
    with pytest.raises(UsageError, match=f"'zzz'. It holds {IRI}"):
        kept_matrix(engine, "zzz")
    (tmp_path / "next.nq").write_text("".join(exported(engine, "nquads", IRI)).replace("2022-11-15", "2023"), "utf-8")
    done([tmp_path / "next.nq"], engine)
    with pytest.raises(UsageError, match=f"several matrices are called 'hosted-exchange'. Give one of: {IRI}, "):
        kept_matrix(engine, "hosted-exchange")


def test_a_matrix_is_taken_out_with_its_shortcuts_and_places(engine):
    done(["hosted-exchange"], engine)
    assert unload(IRI, engine) == 2552
    assert dict(engine.graphs()) == {CATALOG: 123, **VOCABULARIES}
    with pytest.raises(UsageError, match="the store has no graph"):
        unload(IRI, engine)


def test_the_graphs_of_a_portion_come_in_one_step(bundled_copy):
    (portion,) = Plan(str(bundled_copy)).portions()
    assert list(portion.graphs) == [IRI, f"{IRI}/shortcuts", f"{IRI}/places"]


@pytest.fixture
def six(tmp_path):
    """A folder of six files with a matrix each."""
    for name in "abcdef":
        text = f"<urn:x:{name}> a <{RACI}ResponsibilityMatrix> . <urn:x:{name}1> <{RACI}inMatrix> <urn:x:{name}> ."
        (tmp_path / f"{name}.ttl").write_text(text, "utf-8")
    return tmp_path


def puts_of(engine, monkeypatch):
    """The matrices that are put into a store together, step by step, as they come."""
    steps = []
    prepared = engine.prepared

    def noted(graphs):
        steps.append([iri for iri in graphs if "#" not in iri])
        return prepared(graphs)

    monkeypatch.setattr(engine, "prepared", noted)
    return steps


@pytest.mark.parametrize(
    ("at_once", "steps"),
    [
        (0, [["urn:x:a"], ["urn:x:b"], ["urn:x:c"], ["urn:x:d"], ["urn:x:e"], ["urn:x:f"]]),
        (3, [["urn:x:a", "urn:x:b"], ["urn:x:c", "urn:x:d"], ["urn:x:e", "urn:x:f"]]),
        (7, [["urn:x:a", "urn:x:b", "urn:x:c", "urn:x:d"], ["urn:x:e", "urn:x:f"]]),
        (50, [["urn:x:a", "urn:x:b", "urn:x:c", "urn:x:d", "urn:x:e", "urn:x:f"]]),
    ],
)
def test_new_matrices_go_together_into_a_store(at_once, steps, engine, six, monkeypatch):
    engine.at_once = at_once
    found = puts_of(engine, monkeypatch)
    vocabularies = [(iri, "new", 1, count) for iri, count in VOCABULARIES.items()]
    assert done([six], engine) == [*vocabularies, *((f"urn:x:{name}", "new", 1, 2) for name in "abcdef")]
    assert sorted(name for step in found[: -len(steps)] for name in step) == sorted(VOCABULARIES)
    assert found[-len(steps) :] == steps
    assert dict(engine.graphs()) == {**VOCABULARIES, **{f"urn:x:{name}": 2 for name in "abcdef"}}


@pytest.mark.parametrize("at_once", [0, 5, 50])
def test_what_is_there_is_left_or_replaced_on_its_own_and_all_are_told_in_order(at_once, engine, six, monkeypatch):
    engine.at_once = at_once
    done([six], engine)
    engine.drop_graphs(["urn:x:b", "urn:x:e"])
    (six / "c.ttl").write_text(f"<urn:x:c> a <{RACI}ResponsibilityMatrix> .", "utf-8")
    found = puts_of(engine, monkeypatch)
    states = [*["unchanged"] * len(VOCABULARIES), "unchanged", "new", "replaced", "unchanged", "new", "unchanged"]
    assert [state for _, state, _, _ in done([six], engine)] == states
    assert (
        sorted(found) == [["urn:x:b"], ["urn:x:c"], ["urn:x:e"]]
        if at_once < 50
        else [["urn:x:b", "urn:x:e"], ["urn:x:c"]]
    )
    assert dict(engine.graphs()) == {**VOCABULARIES, **{f"urn:x:{name}": 1 + (name != "c") for name in "abcdef"}}


def test_of_what_a_store_holds_only_what_is_loaded_again_is_counted(engine, six, monkeypatch):
    done([six], engine)
    counted = []
    count = engine._count
    monkeypatch.setattr(engine, "_count", lambda iri: counted.append(iri) or count(iri))
    assert done([six / "b.ttl"], engine)[-1] == ("urn:x:b", "unchanged", 1, 2)
    assert sorted(counted) == sorted([*VOCABULARIES, "urn:x:b"])


@pytest.mark.parametrize("at_once", [3, 50])
def test_a_catalogue_that_comes_twice_is_replaced_by_the_second(at_once, engine, six):
    engine.at_once = at_once
    for name, title in (("x", "one"), ("y", "two")):
        (six / name).mkdir()
        (six / name / "m.ttl").write_text(f"<urn:x:{name}> a <{RACI}ResponsibilityMatrix> .", "utf-8")
        text = f'<urn:x:cat> a <http://www.w3.org/ns/dcat#Catalog> ; <urn:x:title> "{title}" .'
        (six / name / "catalog.ttl").write_text(text, "utf-8")
    states = {}
    for iri, state, _, _ in done([six], engine):
        states.setdefault(iri, []).append(state)
    assert states["urn:x:cat"] == ["new", "replaced"]
    assert {each.object.value for each in engine.triples("urn:x:cat") if each.predicate.value == "urn:x:title"} == {
        "two"
    }


@pytest.mark.parametrize("at_once", [1, 3])
def test_what_a_store_refuses_in_the_midst_of_many_is_told(at_once, engine, six, monkeypatch):
    engine.at_once = at_once
    prepared = engine.prepared

    def no():
        raise StoreError("no")

    def refusing(graphs):
        return prepared(graphs)._replace(**({"put": no} if "urn:x:c" in graphs else {}))

    monkeypatch.setattr(engine, "prepared", refusing)
    with pytest.raises(StoreError, match="no"):
        done([six], engine)
    there = dict(engine.graphs())
    assert {"urn:x:a": 2, "urn:x:b": 2}.items() <= there.items()
    assert "urn:x:c" not in there


def test_numbers_that_the_store_writes_otherwise_are_no_change(engine, tmp_path):
    path = tmp_path / "m.ttl"
    numbers = '<urn:x:n> 05, "7"^^xsd:nonNegativeInteger, 1.50, "2020-01-01T00:00:00.000Z"^^xsd:dateTime'
    prefix = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
    path.write_text(f"{prefix} <urn:x:m> a <{RACI}ResponsibilityMatrix> ; {numbers} .", "utf-8")
    assert done([path], engine)[-1] == ("urn:x:m", "new", 1, 5)
    assert done([path], engine)[-1] == ("urn:x:m", "unchanged", 1, 5)
    path.write_text(path.read_text("utf-8").replace("05", "06"), "utf-8")
    assert done([path], engine)[-1] == ("urn:x:m", "replaced", 1, 5)
