"""The index of the search, in scripts that a page can load from files, too: in parts, of which a search loads a few.

``search/index.js`` names the first word of each part of words, and how many parts of things found there are. A part of
words gives for each the numbers of the things that it finds, as distances, and their weights.
"""

from __future__ import annotations

import json
from itertools import groupby, islice
from typing import TYPE_CHECKING

from raci_graph.site.view import write_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raci_graph.site.publish import Folder
    from raci_graph.site.records import Records

IN_A_PART = 500
"""How many things found stand in a part."""
_SIZE = 60_000
"""From how many characters on a part of words is full."""


def write_search(folder: Folder, records: Records) -> None:
    """Write the page of the search and its index."""
    found = records.found()
    count = 0
    while part := list(islice(found, IN_A_PART)):
        folder.write(f"search/found-{count}.js", _call("found", count, part))
        count += 1
    firsts = []
    for number, words in enumerate(_parts(records)):
        firsts.append(words[0][0])
        folder.write(f"search/words-{number}.js", _call("words", number, words))
    folder.write("search/index.js", _call("index", 0, {"firsts": firsts, "inPart": IN_A_PART}))
    write_page(folder, "search/index.html", "site/search")


def _parts(records: Records) -> Iterator[list[tuple[str, list[int], list[int]]]]:
    part: list[tuple[str, list[int], list[int]]] = []
    size = 0
    for word, rows in groupby(records.words(), key=lambda row: row[0]):
        distances, weights, before = [], [], 0
        for _, number, weight in rows:
            distances.append(number - before)
            weights.append(weight)
            before = number
        part.append((word, distances, weights))
        size += len(word) + 6 * len(distances)
        if size > _SIZE:
            yield part
            part, size = [], 0
    if part:
        yield part


def _call(kind: str, number: int, data: object) -> str:
    """Return a script that hands data over; nothing in it can end the element that loads it."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f'raciSearch("{kind}",{number},{text});\n'
