"""What the page of queries loads: one script, or several of some size that give the same together."""

import json
import re
from types import SimpleNamespace

from raci_graph.site import query_page
from raci_graph.site.addresses import Addresses
from raci_graph.site.publish import Folder

COUNT = 30
ID = "https://w3id.org/raci-graph/id/"


class Records:
    """As many matrices and services."""

    def matrices(self):
        for number in range(COUNT):
            called = f"Matrix {number} </script>"
            yield SimpleNamespace(iri=f"{ID}many/{number}", called=called, folder=f"id/many/{number}", bytes=number)

    def named(self):
        return [(f"{ID}many/service/{number}", f"Service {number}", ["service"]) for number in range(COUNT)]

    def types(self):
        return {}


def data_of(top):
    """Return the names of the scripts of the page, the size of the largest, and what they say together."""
    names = re.findall(r'<script src="(data.*?)"', (top / "query/index.html").read_text("utf-8"))
    texts = [(top / "query" / name).read_text("utf-8") for name in names]
    assert not [text for text in texts if "<" in text]
    said = json.loads(texts[0].removeprefix("globalThis.raciQuery=").removesuffix(";\n"))
    for text in texts[1:]:
        found = re.fullmatch(
            r"raciQuery\.matrices\.push\(\.\.\.(.*)\);Object\.assign\(raciQuery\.pages,(.*)\);\n", text
        )
        said["matrices"] += json.loads(found[1])
        said["pages"] |= json.loads(found[2])
    return names, max(map(len, texts[1:]), default=0), said


def test_many_matrices_come_in_several_scripts(tmp_path, monkeypatch):
    records = Records()
    query_page.write_query_page(Folder(tmp_path / "one"), records, Addresses("https://w3id.org/raci-graph/"))
    monkeypatch.setattr(query_page, "_LONGEST", 2000)
    query_page.write_query_page(Folder(tmp_path / "several"), records, Addresses("https://w3id.org/raci-graph/"))
    [name], _, whole = data_of(tmp_path / "one")
    names, largest, together = data_of(tmp_path / "several")
    assert name == "data.js"
    assert names == ["data.js", *(f"data-{number}.js" for number in range(2, len(names) + 1))]
    assert len(names) > 4
    assert largest < 2400
    assert together == whole
    assert [each["name"] for each in whole["matrices"]] == [f"Matrix {number} </script>" for number in range(COUNT)]
    assert whole["pages"][f"{ID}many/service/7"] == "id/many/service/7/index.html"
