"""Which row of the new version goes with which of the old one.

In this order: what is recorded or decided; the same id; the same text in the same section; the same text in another
section; the same words; then texts that are alike, of which only what is plain is taken: alike enough, far more than
any other row, and without a word that makes them different work. Rows between two pairs of neighbours need less. The
rest is a question. Nothing here looks at which of the two versions is the old one, so that the result the other way
round is the same with the sides exchanged.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from raci_graph.compare.candidates import candidate_pairs
from raci_graph.compare.changes import Ground, Question, RowPair
from raci_graph.compare.ids import same_ids
from raci_graph.compare.likely import Likely
from raci_graph.compare.places import at_their_places
from raci_graph.compare.sections import SectionPairs, plain_path
from raci_graph.compare.settled import Settled
from raci_graph.compare.texts import likeness, likenesses, plain, telling

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from raci_graph.model import Activity, Matrix

PLAIN = 80.0
"""From this likeness on two rows are taken for one, if no other row comes near."""
PLAIN_BETWEEN = 65.0
"""The same for two rows that both stand between the same neighbours."""
MARGIN = 8.0
"""By so much any other row must be less like either of the two."""
ASKED = 55.0
"""From this likeness on it is asked whether two rows are one."""
ASKED_BETWEEN = 40.0
"""The same for two rows that both stand between the same neighbours."""
_MOST_ASKED = 3


class RowPairing:
    """Pairs the rows of two versions.

    Attributes:
        sections: the sections of both.
        pairs: the pairs, by the place of the old row among the old rows.
        questions: pairs that may be one.
    """

    def __init__(self, old: Matrix, new: Matrix, settled: Settled | None = None) -> None:
        """Pair the rows of two matrices, given what is settled about them."""
        self._old, self._new = old.activities, new.activities
        self._settled = settled or Settled()
        names = {column.label for each in (old, new) for column in each.columns if column.role is None}
        self._parties = sorted(names | {cell.party for each in (old, new) for cell in each.cells if cell.party})
        self._back: dict[int, int] = {}
        self.sections = SectionPairs(old, new)
        self.pairs: dict[int, RowPair] = {}
        self._pair_settled()
        for i, j in same_ids(old, new):
            if not self._apart(i, j):
                self._take(i, j, Ground.SAME_ID)
        self._pair_same_texts()
        self.sections.learn(self.pairs.values())
        self._likely = Likely(self._scored(), (self.pairs, self._back))
        self._pair_alike()
        self.sections.learn(self.pairs.values())
        self.questions = self._left_to_ask()

    def left(self) -> tuple[list[int], list[int]]:
        """Return the places of the rows of either version that go with none of the other."""
        return (
            [i for i in range(len(self._old)) if i not in self.pairs],
            [j for j in range(len(self._new)) if j not in self._back],
        )

    def _pair_settled(self) -> None:
        old = {each.row: i for i, each in enumerate(self._old)}
        new = {each.row: j for j, each in enumerate(self._new)}
        known = ((Ground.DECIDED, self._settled.same), (Ground.RECORDED, self._settled.recorded))
        for ground, pairs in known:
            for before, after in sorted(pairs):
                if (before, after) not in self._settled.apart and before in old and after in new:
                    self._take(old[before], new[after], ground)

    def _pair_same_texts(self) -> None:
        both = ((self.sections.old, self._old), (self.sections.new, self._new))
        places = [[plain_path(sections.path(each.section)) for each in rows] for sections, rows in both]
        self._group(lambda side, i: (places[side][i], self._sides()[side][i].text))
        self._group(lambda side, i: self._sides()[side][i].text)
        self._group(lambda side, i: (places[side][i], plain(self._sides()[side][i].text)))
        self._group(lambda side, i: plain(self._sides()[side][i].text))

    def _group(self, key: Callable[[int, int], Hashable]) -> None:
        """Pair the rows left that share a key: first those with the same cells, then the others in their order."""
        groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, rows in enumerate(self.left()):
            for i in rows:
                groups[key(side, i)][side].append(i)
        for before, after in groups.values():
            if len(before) > 1 or len(after) > 1:
                self._pair_in_order(before, after, _printed)
            self._pair_in_order(before, after, lambda _: None)

    def _pair_in_order(self, before: list[int], after: list[int], kind: Callable[[Activity], Hashable]) -> None:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for j in after:
            if j not in self._back:
                waiting[kind(self._new[j])].append(j)
        for i in before:
            if i in self.pairs:
                continue
            free = waiting[kind(self._old[i])]
            at = next((at for at, j in enumerate(free) if not self._apart(i, j)), None)
            if at is not None:
                j = free.pop(at)
                same = self._old[i].text == self._new[j].text
                self._take(i, j, Ground.SAME_TEXT if same else Ground.SAME_WORDS)

    def _scored(self) -> dict[tuple[int, int], float]:
        """Return how alike the rows left are, those that are not alike at all left out."""
        before, after = self.left()
        texts = [each.text for each in self._old], [each.text for each in self._new]
        found = candidate_pairs([texts[0][i] for i in before], [texts[1][j] for j in after])
        places = {(before[a], after[b]) for a, b in found}
        forth = {i: j for j, i in self._back.items()}
        places.update(at_their_places(self._old, self._new, forth, self.sections.new_key))
        back = at_their_places(self._new, self._old, self._back, self.sections.old_key)
        places.update((i, j) for j, i in back)
        apart = {pair for pair in places if self._apart(*pair)} if self._settled.apart else set()
        return likenesses(*texts, sorted(places - apart), ASKED_BETWEEN)

    def _pair_alike(self) -> None:
        """Pair what is plain, and again what has become plain by that, until nothing is."""
        waiting = dict.fromkeys(i for i, _ in self._likely.scores)
        while waiting:
            i, _ = waiting.popitem()
            j = None if i in self.pairs else self._likely.best(0, i)
            if j is not None and self._is_plain(i, j):
                self._take(i, j, Ground.LIKENESS)
                waiting |= dict.fromkeys([i - 1, i + 1, *self._likely.touched((i, j))])

    def _is_plain(self, i: int, j: int) -> bool:
        least = PLAIN_BETWEEN if self._between(i, j) else PLAIN
        return (
            self._likely.scores[i, j] >= least
            and self._likely.is_alone((i, j), MARGIN)
            and telling(self._old[i].text, self._new[j].text, self._parties) is None
        )

    def _left_to_ask(self) -> tuple[Question, ...]:
        asked: dict[tuple[int, int], int] = defaultdict(int)
        questions = []
        scores = self._likely.scores
        for i, j in sorted(self._likely.open(), key=lambda pair: (-scores[pair], *self._order(*pair))):
            between = self._between(i, j)
            if scores[i, j] < (ASKED_BETWEEN if between else ASKED) or max(asked[0, i], asked[1, j]) >= _MOST_ASKED:
                continue
            asked[0, i] += 1
            asked[1, j] += 1
            why = self._why(i, j, between=between)
            questions.append(Question(self._old[i], self._new[j], scores[i, j], why))
        return tuple(questions)

    def _why(self, i: int, j: int, *, between: bool) -> str:
        if said := telling(self._old[i].text, self._new[j].text, self._parties):
            return said
        if not self._likely.is_alone((i, j), MARGIN):
            return "another row is nearly as like, or more"
        return "the texts differ much" + (", but both stand between the same rows" if between else "")

    def _between(self, i: int, j: int) -> bool:
        """Tell whether two rows stand between the same neighbours, within a section that is the same."""
        if not self.sections.same(self._old[i].section, self._new[j].section):
            return False
        return all(self._beside(i, j, step) for step in (-1, 1))

    def _beside(self, i: int, j: int, step: int) -> bool:
        """Tell whether the next rows on one side are a pair; where both sections end there, that is as good."""
        a, b = i + step, j + step
        ends = [
            not 0 <= at < len(side) or side[at].section != side[here].section
            for at, here, side in ((a, i, self._old), (b, j, self._new))
        ]
        if all(ends):
            return True
        return not any(ends) and a in self.pairs and self.pairs[a].new is self._new[b]

    def _take(self, i: int, j: int, ground: Ground) -> None:
        if i in self.pairs or j in self._back:
            return
        old, new = self._old[i], self._new[j]
        score = 100.0 if old.text == new.text else likeness(old.text, new.text)
        self.pairs[i] = RowPair(old, new, ground, score)
        self._back[j] = i

    def _apart(self, i: int, j: int) -> bool:
        return (self._old[i].row, self._new[j].row) in self._settled.apart

    def _sides(self) -> tuple[tuple[Activity, ...], tuple[Activity, ...]]:
        return self._old, self._new

    @staticmethod
    def _order(i: int, j: int) -> tuple[int, int]:
        """Return a key of a pair of places that is the same whichever side is the old one."""
        return abs(i - j), min(i, j)


def _printed(activity: Activity) -> Hashable:
    return frozenset((mark.party or cell.party, mark.role) for cell in activity.cells for mark in cell.marks)


def in_order(pairs: Iterable[RowPair]) -> tuple[RowPair, ...]:
    """Return pairs in the order of the new version."""
    return tuple(sorted(pairs, key=lambda pair: pair.new.row))
