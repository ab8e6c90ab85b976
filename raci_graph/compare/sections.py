"""Which sections of two versions are the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from raci_graph.compare.changes import SectionChange
from raci_graph.compare.texts import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.compare.changes import RowPair
    from raci_graph.model import Matrix, Section

Path = tuple[str, ...]

_MOST_DEEP = 50


class Sections:
    """The sections of one matrix by their keys, and their paths of labels."""

    def __init__(self, matrix: Matrix) -> None:
        """Take the sections of a matrix."""
        self._by_key = {section.key: section for section in matrix.sections}
        self.paths = {key: self._path(section) for key, section in self._by_key.items()}

    def path(self, key: str | None) -> Path:
        """Return the labels from the top section down to the one with this key; none without a section."""
        return self.paths.get(key, ()) if key else ()

    def number(self, key: str) -> str | None:
        """Return the number of a section as printed."""
        return self._by_key[key].number

    def parent(self, key: str) -> str | None:
        """Return the key of the section above, None for one at the top."""
        parent = self._by_key[key].parent
        return parent if parent in self._by_key else None

    def _path(self, section: Section) -> Path:
        labels: list[str] = []
        at: Section | None = section
        while at is not None and len(labels) < _MOST_DEEP:
            labels.append(at.label)
            at = self._by_key.get(at.parent) if at.parent else None
        return tuple(reversed(labels))


def plain_path(path: Path) -> Path:
    """Return a path of labels as it is compared: the words of each label, small."""
    return tuple(map(plain, path))


class SectionPairs:
    """The sections of two versions that are the same: of one path of labels, or else holding mostly the same rows.

    Where a path stands several times in a version, its sections go together in their order. A section of another
    name is the same if more than half of the rows that both versions have, on either side, stand in it; one without
    rows by the sections below it.
    """

    def __init__(self, old: Matrix, new: Matrix) -> None:
        """Pair sections by their paths."""
        self.old, self.new = Sections(old), Sections(new)
        self._of_new: dict[str, str] = {}
        by_path: dict[Path, list[str]] = {}
        for key, path in self.new.paths.items():
            by_path.setdefault(plain_path(path), []).append(key)
        for key, path in self.old.paths.items():
            if same := by_path.get(plain_path(path)):
                self._of_new[key] = same.pop(0)
        self._of_old = {after: before for before, after in self._of_new.items()}

    def learn(self, pairs: Iterable[RowPair]) -> None:
        """Pair sections that are left by the rows in them, then those above by the sections below them."""
        self._take_most(Counter((pair.old.section, pair.new.section) for pair in pairs))
        while self._take_most(Counter((self.old.parent(a), self.new.parent(b)) for a, b in self._of_new.items())):
            pass

    def _take_most(self, both: Counter[tuple[str | None, str | None]]) -> bool:
        """Pair sections left that share more than half of what is in either; tell whether there was one."""
        of_old, of_new = Counter[str | None](), Counter[str | None]()
        for (before, after), count in both.items():
            of_old[before] += count
            of_new[after] += count
        found = {
            before: after
            for (before, after), count in both.items()
            if before in self.old.paths and before not in self._of_new
            if after in self.new.paths and after not in self._of_old
            if 2 * count > of_old[before] and 2 * count > of_new[after]
        }
        for before, after in found.items():
            if before and after:
                self._of_new[before], self._of_old[after] = after, before
        return bool(found)

    def new_key(self, key: str | None) -> str | None:
        """Return the key in the new version of a section of the old one; None without a section, or for none."""
        return self._of_new.get(key) if key else None

    def old_key(self, key: str | None) -> str | None:
        """Return the key in the old version of a section of the new one, as ``new_key``."""
        return self._of_old.get(key) if key else None

    def same(self, before: str | None, after: str | None) -> bool:
        """Tell whether a section of the old version, by its key, is that section of the new one; None is no section."""
        if before not in self.old.paths or after not in self.new.paths:
            return before not in self.old.paths and after not in self.new.paths
        return self._of_new.get(before) == after

    def changes(self) -> tuple[SectionChange, ...]:
        """Return the sections that were renamed or renumbered, those that were dropped and those that were added."""
        changed = []
        for before, after in self._of_new.items():
            old, new = self.old.paths[before], self.new.paths[after]
            numbers = self.old.number(before), self.new.number(after)
            stays = self.same(self.old.parent(before), self.new.parent(after))
            if old[-1] != new[-1] or numbers[0] != numbers[1] or not stays:
                changed.append(SectionChange(old, new, *numbers))
        for key, path in self.old.paths.items():
            if key not in self._of_new:
                changed.append(SectionChange(path, None, self.old.number(key)))
        for key, path in self.new.paths.items():
            if key not in self._of_old:
                changed.append(SectionChange(None, path, None, self.new.number(key)))
        return tuple(changed)
