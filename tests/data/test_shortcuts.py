"""The derived shortcuts: as many as the assignments support, no more and no less."""

import pyoxigraph as ox

NAMES = ("hasResponsible", "hasAccountable", "hasConsulted", "hasInformed")


def test_each_shortcut_is_supported_by_an_assignment_and_each_assignment_has_one(graph, shortcuts, parsed):
    supported = {
        (graph.value(each, "forActivity"), f"has{graph.value(each, 'withRole')}", graph.value(each, "toParty"))
        for each in graph.of_type("Assignment")
    }
    made = [(activity, name, party) for name in NAMES for activity, party in shortcuts.pairs(name)]
    assert len(made) == len(parsed["shortcuts.ttl"]) == 122
    assert set(made) == supported


def test_they_are_what_the_saved_query_constructs(repository, parsed):
    store = ox.Store()
    store.extend(parsed["matrix.ttl"])
    store.bulk_load(path=str(repository / "ontology/raci.ttl"), format=ox.RdfFormat.TURTLE)
    made = store.query((repository / "queries/derive-shortcuts.rq").read_text("utf-8"), use_default_graph_as_union=True)
    assert set(made) == {ox.Triple(each.subject, each.predicate, each.object) for each in parsed["shortcuts.ttl"]}


def test_no_shortcut_stands_in_the_matrix_itself(graph):
    assert [graph.pairs(name) for name in (*NAMES, "involves")] == [[]] * 5
