"""The errors: their exit codes, and the one line that they read as."""

import pickle

import pytest

from raci_graph import errors
from raci_graph.errors import InputError, MissingToolError, OutputError, RaciGraphError, StoreError, UsageError


@pytest.mark.parametrize(
    ("kind", "code"), [(UsageError, 2), (MissingToolError, 2), (InputError, 3), (StoreError, 4), (OutputError, 5)]
)
def test_each_kind_has_its_exit_code(kind, code):
    assert kind.exit_code == code
    assert issubclass(kind, RaciGraphError)


def test_every_kind_is_drawn_in_the_tree_with_its_exit_code():
    drawn = {
        words[1]: int(words[-1])
        for words in map(str.split, errors.__doc__.splitlines())
        if words and words[0] in {"├──", "└──"}
    }
    assert drawn == {kind.__name__: kind.exit_code for kind in RaciGraphError.__subclasses__()}


def test_an_error_reads_as_place_message_and_remedy():
    error = InputError("this is not Turtle", place="a.ttl:3:7", remedy="Mend the file")
    assert str(error) == "a.ttl:3:7: this is not Turtle. Mend the file"
    assert (error.message, error.place, error.remedy) == ("this is not Turtle", "a.ttl:3:7", "Mend the file")


def test_an_error_without_place_and_remedy_is_its_message():
    assert str(UsageError("there is no rule 'X'")) == "there is no rule 'X'"


def test_an_error_keeps_its_parts_on_the_way_to_another_process():
    error = InputError("no matrix", place="a.md", remedy="Mend it")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (type(copy), str(copy), copy.place) == (InputError, str(error), "a.md")
