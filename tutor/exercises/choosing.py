"""Which item of a point to ask: another sentence and another kind than before, in the Spanish that is learnt."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from tutor.core.errors import NotFound
from tutor.exercises.item import Item
from tutor.exercises.items import ids, item_of
from tutor.exercises.progress import Progress
from tutor.exercises.sentences import examples
from tutor.exercises.syllabus import ItemKind, Point, syllabus
from tutor.language.es.variety import Learnt, learnt, sounds_of, vosotros_in
from tutor.store.tables import Learner

# For so long no sentence comes again, but as a card.
APART = timedelta(days=60)
# A point that has at least so many sentences of the learner's variety or of none does without those of another.
_ENOUGH = 10


# Words and endings that speak to vosotros.
_TO_VOSOTROS = re.compile(r"\b(vosotr[oa]s|os|vuestr[oa]s?|\w+[áé]is|sois)\b", re.IGNORECASE)


class Home(NamedTuple):
    """The Spanish a learner practises, and whether vosotros is part of it."""

    learnt: Learnt
    vosotros: bool

    @classmethod
    def of(cls, learner: Learner) -> Home:
        """As they have set it."""
        variety = learnt(learner.variety, learner.accent)
        return cls(variety, vosotros_in(variety, learner.vosotros))


SPAIN = Home("spain", vosotros=True)


class Chooser:
    """Chooses items for one learner at one time, none twice, in the Spanish they learn."""

    def __init__(self, now: Progress, home: Home, rng: random.Random) -> None:
        self._met = now.met
        self._asked = now.asked
        self._since = now.today - APART
        self._kinds = {s.point.id: Counter(s.kinds) for s in now.standings}
        self._home = home
        self._rng = rng
        self._taken: set[str] = set()

    def items(self, points: Iterable[Point], *, new_only: bool = False) -> Iterator[Item]:
        """An item for each point, where there is one left."""
        for point in points:
            if item := self.item(point, new_only=new_only):
                yield item

    def needed(self, points: Iterable[Point], known: Collection[str]) -> Iterator[Item]:
        """An item for each point; of what is known only with a sentence that is new: the old ones can wait."""
        for point in points:
            if item := self.item(point, new_only=point.id in known):
                yield item

    def some(self, points: list[Point], kind: ItemKind | None, count: int) -> list[Item]:
        """At most so many items of some points, one of each in turn, of one kind if asked; old ones when there are
        no new ones left."""
        found: list[Item] = []
        if kind is None:
            for _ in range(count):
                found += self.items(points[: count - len(found)])
            points = [] if len(found) == count else points
        taken = {item.id for item in found}
        left = [i for p in points for i in self.mine(p) if i not in taken and (kind is None or item_of(i).kind == kind)]
        # Those never met first, then those met longest ago.
        self._rng.shuffle(left)
        left.sort(key=lambda item_id: self._met.get(item_id.partition(".")[2], date.min))
        found += [item_of(item_id) for item_id in left[: count - len(found)]]
        return found

    def take(self, item: Item) -> bool:
        """Whether an item may be asked; then it counts as asked."""
        if item.material in self._taken or self._lately(item.material) or not at_home(item.point, item.id, self._home):
            return False
        self._taken.add(item.material)
        return True

    def made(self, item_id: str) -> Item | None:
        """The item of that id, when there is one and it may be asked."""
        try:
            item = item_of(item_id)
        except NotFound:
            return None
        return item if self.take(item) else None

    def item(self, point: Point, *, new_only: bool = False) -> Item | None:
        """Of the kind that was asked least, a sentence never met before, else one met long ago in another exercise;
        None if there is none."""
        new: dict[str, list[str]] = {}
        old: dict[str, list[str]] = {}
        for item_id in self.mine(point):
            kind, _, material = item_id.partition(".")
            if material in self._taken or self._lately(material):
                continue
            if material not in self._met:
                new.setdefault(kind, []).append(item_id)
            elif item_id not in self._asked:
                old.setdefault(kind, []).append(item_id)
        found = new or old
        if not found or (new_only and not new):
            return None
        times = self._kinds[point.id]
        kind = min(sorted(found), key=lambda kind: (times[kind], self._rng.random()))
        item = item_of(self._rng.choice(found[kind]))
        self._taken.add(item.material)
        times[kind] += 1
        return item

    def mine(self, point: Point) -> tuple[str, ...]:
        """The items of a point in the learner's Spanish; all of them where few would be left."""
        return _mine(point.id, self._home)

    def _lately(self, material: str) -> bool:
        return material in self._met and self._met[material] > self._since


@cache
def _mine(point_id: str, home: Home) -> tuple[str, ...]:
    every = ids(syllabus().by_id[point_id])
    own = tuple(item_id for item_id in every if at_home(point_id, item_id, home))
    return own if len({item_id.partition(".")[2] for item_id in own}) >= _ENOUGH else every


def at_home(point_id: str, item_id: str, home: Home) -> bool:
    """Whether an item is said where this Spanish is spoken."""
    kind, _, rest = item_id.partition(".")
    if kind == "conjugation":
        if rest.endswith(".2p"):
            return home.vosotros
        # On the River Plate who is called tú elsewhere is vos, whose forms differ in these.
        return not (home.learnt == "river-plate" and rest.endswith((".present.2s", ".imperative.2s")))
    example = examples(syllabus().by_id[point_id]).get(rest.partition(".")[2])
    if example is None:
        return True
    if not home.vosotros and point_id != "vosotros-ustedes" and _TO_VOSOTROS.search(example.sentence()):
        return False
    return example.variety in ("", sounds_of(home.learnt))
