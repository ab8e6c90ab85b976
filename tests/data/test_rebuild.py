"""The committed Turtle is what an import of source.txt with its decisions and its raci.toml writes."""

import shutil

import pytest

from raci_graph.graph.write import to_graph
from raci_graph.importing import import_document

FILES = ("matrix.ttl", "shortcuts.ttl", "places.ttl")


def test_an_import_writes_the_same_bytes(folder):
    source = import_document(folder / "source.txt", decisions=folder / "decisions.toml")
    (matrix,) = source.matrices
    made = {name: text.encode() for name, text in to_graph(matrix).turtle().items()}
    assert source.findings == ()
    assert made == {name: (folder / name).read_bytes() for name in FILES}


def test_the_three_files_beside_the_source_are_all_it_needs(folder, tmp_path):
    for name in ("source.txt", "decisions.toml", "raci.toml"):
        shutil.copy(folder / name, tmp_path)
    (matrix,) = import_document(tmp_path / "source.txt", decisions=tmp_path / "decisions.toml").matrices
    assert to_graph(matrix).turtle()["matrix.ttl"].encode() == (folder / "matrix.ttl").read_bytes()


@pytest.mark.parametrize("name", ["source.txt", "decisions.toml", "raci.toml"])
def test_another_input_writes_other_bytes(name, folder, tmp_path):
    for each in ("source.txt", "decisions.toml", "raci.toml"):
        shutil.copy(folder / each, tmp_path)
    text = (tmp_path / name).read_text("utf-8")
    (tmp_path / name).write_text(
        text.replace("OVHcloud SLA", "OVHcloud  SLA").replace("maintainers", "others").replace("1.0.0", "1.0.1")
    )
    (matrix,) = import_document(tmp_path / "source.txt", decisions=tmp_path / "decisions.toml").matrices
    assert to_graph(matrix).turtle()["matrix.ttl"].encode() != (folder / "matrix.ttl").read_bytes()
