"""Prices in a scene stand once, in the table of what is sold; its facts and lines say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tutor.conversation.scenes.library import lemmas
from tutor.conversation.scenes.order import Menu
from tutor.conversation.scenes.schema import MenuItem
from tutor.conversation.scenes.sentences import read
from tutor.conversation.scenes.words import Vocabulary
from tutor.language.es.numbers import number_at
from tutor.language.es.tokens import words

_DIGITS = re.compile(r"\d+(?:[.,]\d{1,2})?(?![\d:])")
_SENTENCE = re.compile(r"(?<=[.;])\s+|\n+")
_ARTICLE = re.compile(r"^(?:el|la|los|las)\s+")
_BETWEEN = frozenset(["euro", "euros", "peso", "pesos", "sol", "soles", "con", "y"])


def with_prices(facts: str, items: Sequence[Mapping[str, Any]]) -> str:
    """The facts, and behind them what there is and what it costs."""
    told = [
        f"{_ARTICLE.sub('', item['the'])} {_amount(item['price'])}" + (f" el {item['unit']}" if item["unit"] else "")
        for item in items
        if item["price"] is not None and not item["sold_out"]
    ]
    gone = [_ARTICLE.sub("", item["the"]) for item in items if item["sold_out"]]
    sentences = [facts.strip()]
    if told:
        sentences.append(f"Precios: {', '.join(told)}.")
    if gone:
        sentences.append(f"Hoy no hay {' ni '.join(gone)}.")
    return " ".join(filter(None, sentences))


def without_prices(facts: str, items: Sequence[Mapping[str, Any]]) -> str:
    """The facts without what the table of prices says as well."""
    menu = menu_of(items)
    kept = []
    for sentence in _SENTENCE.split(facts):
        if re.match(r"Hoy no hay ", sentence) and (found := _named(menu, sentence)):
            if all(item.sold_out for item in found):
                continue
        pieces = re.split(r",\s+", sentence)
        left = [piece for piece in pieces if not _is_price(menu, piece)]
        if len(left) == len(pieces):
            kept.append(sentence)
        elif left:
            joined = ", ".join(left).rstrip(".;, ")
            kept.append(f"{joined[:1].upper()}{joined[1:]}.")
    return " ".join(filter(None, (sentence.strip() for sentence in kept)))


def contradicted(menu: Menu, line: str) -> tuple[str, float] | None:
    """A thing that is sold and its price, where a line that names only one of it names another amount of money."""
    for sentence in _SENTENCE.split(line):
        named = [one for part in read(sentence, Vocabulary(lemmas)) for one in menu.named(part)]
        amounts = list(amounts_in(sentence))
        if len(named) != 1 or named[0].count != 1 or not amounts:
            continue
        item = menu.items[named[0].id]
        if item.price is not None and not any(abs(amount - item.price) < 0.005 for amount in amounts):
            return item.one, item.price
    return None


def menu_of(items: Sequence[Mapping[str, Any]]) -> Menu:
    """What is sold; what cannot be read is left out."""
    made = []
    for item in items:
        one = MenuItem.model_validate(item)
        try:
            Menu.of([one])
        except ValueError:
            continue
        made.append(one)
    return Menu.of(made)


def amounts_in(text: str) -> Iterator[float]:
    """Amounts of money: «1,30», «uno treinta», «un euro con treinta», «dos euros»."""
    cents = re.findall(r"\d+[.,]\d{2}(?!\d)", text)
    money = re.findall(r"(\d+(?:[.,]\d{1,2})?)\s*(?:€|euros?\b|pesos\b|soles\b)", text)
    yield from (float(found.replace(",", ".")) for found in dict.fromkeys([*cents, *money]))
    said = [word.lower() for word in words(text)]
    numbers: list[tuple[int, int, int]] = []  # first word, the one after the last, value
    at = 0
    while at < len(said):
        value, length = _number(said, at)
        if length and said[at - 1 : at] not in (["la"], ["las"]):  # «a las once: un café» names an hour
            numbers.append((at, at + length, value))
        at += length or 1
    for n, (_, end, value) in enumerate(numbers):
        following = numbers[n + 1] if n + 1 < len(numbers) else None
        between = said[end : following[0]] if following else ()
        if following and len(between) <= 2 and set(between) <= _BETWEEN and following[2] < 100:
            yield value + following[2] / 100
        elif said[end : end + 1] and said[end] in _BETWEEN - {"con", "y"}:
            yield float(value)


def _number(said: Sequence[str], at: int) -> tuple[int, int]:
    """The number that begins here, one and thousands among it, and how many words it has; (0, 0) for none."""
    value, length = (1, 1) if said[at] in ("un", "uno", "una", "mil") else number_at(said, at)
    if not length:
        return 0, 0
    if said[at] == "mil" or said[at + length : at + length + 1] == ["mil"]:
        length += said[at] != "mil"
        more, longer = number_at(said, at + length) if at + length < len(said) else (0, 0)
        return value * 1000 + more, length + longer
    return value, length


def _named(menu: Menu, text: str) -> list[MenuItem]:
    vocabulary = Vocabulary(lemmas)
    return [menu.items[one.id] for sentence in read(text, vocabulary) for one in menu.named(sentence)]


def _is_price(menu: Menu, piece: str) -> bool:
    """Does a piece of the facts say the price of things of the table, and nothing else that has a number?"""
    numbers = _DIGITS.findall(piece)
    found = _named(menu, piece)
    if len(numbers) != 1 or not found or len(words(piece)) > 14:
        return False
    return all(
        item.price is not None and abs(item.price - float(numbers[0].replace(",", "."))) < 0.005 for item in found
    )


def _amount(price: float) -> str:
    return str(int(price)) if price == int(price) else f"{price:.2f}".replace(".", ",")
