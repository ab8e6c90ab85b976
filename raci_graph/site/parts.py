"""What a large page leaves to files beside it: scripts that hold finished HTML, and so work from a folder, too."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from raci_graph.site.publish import Folder

MOST = 480_000
"""How many bytes a page has at most, if that can be had; some room is left for what names its files."""
_LONGEST = 400_000
_LONGEST_ON_DEMAND = 200_000
_ORDER = (
    "origins",
    "choices",
    "figures",
    "hand-overs",
    "rows as printed",
    "findings",
    "rows",
    "sentences",
    "changes",
    "matrices",
    "totals",
    "links above",
)
"""What leaves a page that is too large, kind after kind; of each kind the last pieces first."""
ON_DEMAND = "origins"
"""The kind whose files are loaded when they are asked for; those of all others with the page."""


class Parts:
    """Takes the pieces of a page one by one, and keeps those for files that have no room in it."""

    def __init__(self, room: Mapping[str, int] | None = None, page: str = "index.html") -> None:
        """Take how many bytes the pieces of each kind may have in the page; a kind that is not named, any number.

        ``page`` is its path: names of files beside one that is no index.html begin with its name.
        """
        self._room = dict(room or {})
        self._folder, _, name = page.rpartition("/")
        self._stem = "" if name == "index.html" else f"{name.removesuffix('.html')}-"
        self._sizes: dict[str, int] = defaultdict(int)
        self._left: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
        self._counts: Counter[str] = Counter()

    def keep(self, kind: str, place: str, number: int = 0, *, counts: bool = True, caller: Callable[[], str]) -> str:
        """Return a piece of the page, or nothing where it goes to a file; a template calls it around the piece.

        Args:
            kind: what it is a piece of, one of ``_ORDER``.
            place: the id of the element that it is the next part of.
            number: the number of its row, which grows.
            counts: whether a reader without scripts misses it, as one of those that the kind is named for.
            caller: gives its HTML.
        """
        piece = caller()
        self._sizes[kind] += len(piece.encode())
        if self._left[kind] or self._sizes[kind] > self._room.get(kind, self._sizes[kind]):
            self._left[kind].append((place, number, piece))
            self._counts[kind] += counts
            return ""
        return piece

    def room(self, size: int) -> dict[str, int]:
        """Return what room each kind has in a page whose size with all its pieces is known."""
        over = size - MOST
        room = {}
        for kind in _ORDER:
            if over > 0:
                room[kind] = max(0, self._sizes[kind] - over)
                over -= self._sizes[kind]
        return room

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """The kinds of pieces that stand in files, and how many of each, as they come in the page."""
        return [(kind, self._counts[kind]) for kind in reversed(_ORDER) if self._counts[kind]]

    @property
    def scripts(self) -> list[str]:
        """The names of the files that are loaded with the page, in order."""
        return [name for name, _, _ in self._with_page()]

    @property
    def first_rows(self) -> list[int]:
        """The number of the first row of each file that is loaded when it is asked for: of origins-1.js and so on."""
        return [number for _, number, _ in self._on_demand()]

    def write(self, folder: Folder) -> None:
        """Write the files beside the page."""
        for name, _, text in (*self._with_page(), *self._on_demand()):
            folder.write(f"{self._folder}/{name}" if self._folder else name, text)

    def _with_page(self) -> Iterator[tuple[str, int, str]]:
        pieces = [each for kind in reversed(_ORDER) if kind != ON_DEMAND for each in self._left[kind]]
        return _files(f"{self._stem}more", pieces, _LONGEST)

    def _on_demand(self) -> Iterator[tuple[str, int, str]]:
        return _files(ON_DEMAND, self._left[ON_DEMAND], _LONGEST_ON_DEMAND)


def _files(stem: str, pieces: list[tuple[str, int, str]], longest: int) -> Iterator[tuple[str, int, str]]:
    """Yield files that hold pieces: the name, the number of the first row, and the script."""
    parcels: list[list[tuple[str, int, str]]] = []
    size = longest
    for each in pieces:
        size += len(each[2].encode())
        if size > longest:
            parcels.append([])
            size = len(each[2].encode())
        parcels[-1].append(each)
    for at, parcel in enumerate(parcels, start=1):
        yield f"{stem}-{at}.js", parcel[0][1], _script(parcel)


def _script(pieces: list[tuple[str, int, str]]) -> str:
    by_place: dict[str, list[str]] = defaultdict(list)
    for place, _, piece in pieces:
        by_place[place].append(piece.strip())
    said = json.dumps([(place, "\n".join(texts)) for place, texts in by_place.items()], ensure_ascii=False)
    return f"(globalThis.raciMore ??= []).push(...{said});\n"
