"""Resources: found in this checkout, walked in a fixed order, and missed with a remedy."""

import pytest

from raci_graph import resources
from raci_graph.errors import InputError


@pytest.mark.parametrize("name", resources.FOLDERS)
def test_each_folder_is_found_and_holds_files(name, repository):
    found = {entry.name for entry in resources.folder(name).iterdir()}
    assert found == {path.name for path in (repository / name).iterdir()}
    assert found


def test_a_missing_folder_says_what_to_do():
    with pytest.raises(InputError) as caught:
        resources.folder("nothing")
    assert str(caught.value) == (
        "the folder 'nothing' is not part of this installation. "
        "Install raci-graph again, from a wheel or a complete checkout"
    )


def test_a_walk_is_in_order_of_path_and_keeps_to_the_suffix(tmp_path):
    for path in ("b.ttl", "a/z.ttl", "a/b/c.ttl", "a.ttl", "a/notes.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    walked = [(path, file.read_text()) for path, file in resources.walk(tmp_path, ".ttl")]
    assert walked == [(path, path) for path in ("a/b/c.ttl", "a/z.ttl", "a.ttl", "b.ttl")]
