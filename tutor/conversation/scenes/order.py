"""Things ordered: which items a sentence names, how many, what they cost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tutor.conversation.scenes.numbers import price_in_words, quantity, several
from tutor.conversation.scenes.patterns import Patterns
from tutor.conversation.scenes.schema import MenuItem
from tutor.conversation.scenes.sentences import LineSentence
from tutor.language.es.inflect import singular

PIECE_OF_A_KILO = 0.2  # what one orange or one tomato weighs, where the price is for a kilo
WEIGHTS = frozenset({"kilo", "kilos", "kg", "gramos", "gramo", "cuarto", "medio", "litro", "litros", "docena"})
_JOINTS = frozenset({"y", "e", "mas", "tambien", "pero", "o", "u"})
_WANTING = re.compile(
    r"\b(?:querer|quiero|queria|quisiera|quisieramos|queremos|querria|pon(?:ga|game|me|ganos|er|erme|es|e)?|da(?:r|me|rme)?|de(?:me|nos)|"
    r"tra[ei]\w*|tomar|tomo|tomaria|gustaria|llevo|llevar(?:me)?|compr\w+|pedir|pido|apetece|para mi|prefiero|beber|comer|bebo|como|"
    r"ponganos|necesito|busco|cojo|voy a|vamos a|mejor|probar|probarme|quedo|servir|sirve|sirva|preparar|prepara|prepare)\b"
)
_REQUEST = re.compile(
    r"\b(?:(?:me|nos) (?:pone|pones|ponen|da|das|dan|trae|traes|traen|sirve|cobra|prepara|pondria|pondrias|daria|traeria|podria|podrias|puede|puedes|pueden)|"
    r"(?:puede|puedes|pueden|podeis|podria|podrias|puedo|podemos|podriamos|podrian|quiere|quieres)(?: \w+)? "
    r"(?:poner\w*|dar\w*|traer\w*|servir\w*|pedir\w*|tener\w*|tomar\w*|llevar\w*|comprar\w*|preparar\w*|cambiar\w*|ver\w*|reservar\w*|"
    r"hacer\w*|probar\w*|cobrar\w*|pagar\w*|visitar\w*|venir|quedar\w*)|seria posible|es posible|(?:le|te|os|les) parece si)\b"
)

_NOT_THAT = re.compile(
    r"(?:no|tampoco)(?:$| (?:gracias|y|pero|mejor|por)\b| me (?:gust|apetec|pon|trai|d[ae]\b)"
    r"| (?:l[oa]s? )?(?:quiero|quisiera|bebo|como|tomo|puedo|necesito)\b)"
)


def is_request(sentence: LineSentence) -> bool:
    """A question that asks for something to be done: «¿Me pone un café?»"""
    return bool(_REQUEST.search(sentence.text))


def wants(sentence: LineSentence) -> bool:
    """Does a verb of wanting or ordering stand in it?"""
    return bool(_WANTING.search(sentence.text)) or is_request(sentence)


@dataclass(frozen=True, slots=True)
class Named:
    """An item named in a sentence. `pieces`: counted singly though it is sold by weight."""

    id: str
    count: float
    pieces: bool
    places: frozenset[int]
    refused: bool = False


@dataclass(frozen=True)
class Menu:
    """What there is to order."""

    items: Mapping[str, MenuItem]
    hears: Mapping[str, Patterns]

    @classmethod
    def of(cls, items: Sequence[MenuItem]) -> Menu:
        """Raises ValueError where a pattern cannot be read."""
        return cls({item.id: item for item in items}, {item.id: Patterns.of(item.hears) for item in items})

    def named(self, sentence: LineSentence) -> tuple[Named, ...]:
        """The items a sentence names, in its order; of two for the same words the more specific one."""
        candidates: list[tuple[int, int, str, frozenset[int]]] = []
        segments = _segments(sentence)
        for start, part in segments:
            for item_id, patterns in self.hears.items():
                if found := patterns.best(part):
                    places = frozenset(at + start for at in found.places)
                    candidates.append((len(places), found.terms, item_id, places))
        if len(segments) > 1:
            taken = frozenset(at for c in candidates for at in c[3])
            for item_id, patterns in self.hears.items():
                if (found := patterns.best(sentence)) and not found.places & taken:
                    candidates.append((len(found.places), found.terms, item_id, found.places))
        chosen: dict[str, Named] = {}
        used: set[int] = set()
        for _, _, item_id, places in sorted(candidates, key=lambda c: (-c[0], -c[1])):
            if not places or places & used:
                continue
            used |= places
            if item_id not in chosen:
                chosen[item_id] = self._counted(sentence, item_id, places)
        return tuple(sorted(chosen.values(), key=lambda n: min(n.places)))

    def _counted(self, sentence: LineSentence, item_id: str, places: frozenset[int]) -> Named:
        first = min(places)
        start = _clause_start(sentence, first)
        before = sentence.words[start:first]
        count = quantity(before)
        after = sentence.words[first + 1 : first + 3]
        if count is None and after[:1] and after[0] in {"dos", "tres", "cuatro", "cinco"}:
            count = quantity(after[:1])
        weighed = bool(WEIGHTS & set(before))
        by_weight = self.items[item_id].unit is not None
        if "gramos" in before and count:
            count = count / 1000
        clause = " ".join(sentence.words[max([b for b in sentence.breaks if b <= first], default=0) : first])
        denied = re.search(r"\b(?:no|sin|tampoco|ni|nada de)\b(?! (?:mejor|solo|perdon))", clause)
        refused = bool(denied and "no solo" not in clause) or _turned_down(sentence, max(places) + 1)
        return Named(item_id, count or 1.0, by_weight and not weighed and count is not None, places, refused)


def _turned_down(sentence: LineSentence, after: int) -> bool:
    """Whether what follows a thing's name says that it is not wanted: «vino no, gracias», «la sopa no la quiero»."""
    if sentence.question or after in sentence.breaks:  # «hay sopa, ¿no?»
        return False
    end = min((at for at in sentence.breaks if at > after), default=len(sentence.words))
    return bool(_NOT_THAT.match(" ".join(sentence.words[after:end])))


def _clause_start(sentence: LineSentence, first: int) -> int:
    """Where the words that count a thing may begin: after a comma, «y» or the like («kilo y medio» is one count)."""
    for at in range(first, max(0, first - 6), -1):
        if at in sentence.breaks:
            return at
        if sentence.words[at - 1] in _JOINTS and sentence.words[at] not in {"medio", "media", "cuarto"}:
            return at
    return max(0, first - 6)


def _segments(sentence: LineSentence) -> list[tuple[int, LineSentence]]:
    cuts = [at for at, word in enumerate(sentence.words) if word in _JOINTS or at in sentence.breaks]
    bounds = [0, *cuts, len(sentence.words)]
    found = []
    for start, end in pairwise(bounds):
        if end > start:
            part = LineSentence(
                sentence.raw, sentence.words[start:end], sentence.keys[start:end], frozenset(), sentence.question, 0,
                frozenset(at - start for at in sentence.unknown if start <= at < end),
            )  # fmt: skip
            found.append((start, part))
    return found


def cost(item: MenuItem, count: float, pieces: bool) -> float | None:
    """What so many cost; pieces of what is sold by weight are weighed."""
    if item.price is None:
        return None
    if pieces:
        return max(round(item.price * PIECE_OF_A_KILO * count * 20) / 20, 0.05)
    return item.price * count


def called(item: MenuItem, count: float, pieces: bool) -> str:
    """How the partner names so many of it: «dos cafés con leche», «medio kilo de tomates»."""
    if pieces:
        noun = item.the.split(" ", 1)
        bare = f"{'una' if noun[0] in {'la', 'las'} else 'un'} {_singular(noun[1])}" if len(noun) == 2 else item.one
        return several(bare, count)
    if item.unit and not set(item.one.split()) & WEIGHTS:
        noun = item.the.split(" ", 1)
        measure = item.unit.split()[-1]
        article = "una" if measure.endswith("a") else "un"
        return several(f"{article} {measure} de {noun[-1]}", count)
    return several(item.one, count)


def the(item: MenuItem, count: float) -> str:
    """With its article: «el café», «los cafés»."""
    if count < 2 or item.the.startswith(("los ", "las ")):
        return item.the
    article, noun = item.the.split(" ", 1)
    return f"{'las' if article == 'la' else 'los'} {several(f'un {noun}', count).split(' ', 1)[1]}"


def is_many(item: MenuItem, count: float = 1) -> bool:
    """Does its name take a plural verb?"""
    return count >= 2 or item.the.startswith(("los ", "las "))


def _singular(noun: str) -> str:
    first, *rest = noun.split(" ", 1)
    return " ".join([singular(first), *rest])


def joined(names: Iterable[str]) -> str:
    """«un café, un té y un zumo»."""
    found = list(names)
    if len(found) < 2:
        return "".join(found)
    last = found[-1]
    return f"{', '.join(found[:-1])} {'e' if re.match(r'h?i(?!e)', last) else 'y'} {last}"


def price(amount: float, currency: str) -> str:
    """An amount in words."""
    return price_in_words(amount, currency)
