"""What stands before a noun: «nuestros profesores» and not «nos profesores»; countries have no article."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import OPENING, STOPS, share
from tutor.language.es.inflect import gender_number
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_LEADS = STOPS | OPENING | words("y e o pero que cuando si porque de con en a para por sin sobre todos todas")
# Countries and parts of the world that never have one. «La India», «el Perú», «la Argentina» may.
_BARE = words(
    "alemania francia italia inglaterra españa rusia suecia noruega dinamarca finlandia polonia grecia portugal bélgica holanda suiza austria irlanda "
    "escocia turquía egipto marruecos colombia venezuela chile bolivia méxico cuba guatemala nicaragua honduras panamá australia europa asia corea "
    "vietnam tailandia israel ucrania hungría rumanía croacia"
)
_MINE = {("m", "s"): "nuestro", ("f", "s"): "nuestra", ("m", "p"): "nuestros", ("f", "p"): "nuestras"}


def before_nouns(s: Sentence) -> Iterator[Finding]:
    """Nos padres → nuestros padres; vivo en la Alemania → en Alemania."""
    for i, word in enumerate(s.words):
        if word == "nos" and (i == 0 or s.at(i - 1) in _LEADS):
            yield from _ours(s, i)
        elif word in ("al", "del") and s.at(i + 1) in _BARE and s.tokens[i + 1].text[0].isupper():
            if s.at(i + 2) in STOPS | {"", "y", "en", "con"}:
                yield Finding(
                    i, i + 1, word[:-1] if word == "al" else "de", "article-country", 0.87, s.tokens[i + 1].text
                )
        elif word in ("la", "el") and s.at(i + 1) in _BARE and s.tokens[i + 1].text[0].isupper():
            yield from _country(s, i)


def _ours(s: Sentence, i: int) -> Iterator[Finding]:
    after = s.at(i + 1)
    tag = gender_number(after) if not s.is_name(i + 1) else None
    if (
        tag in _MINE
        and share(after, "noun") > 0.4
        and share(after, "noun", "adjective") > 0.7
        and not any(r.person for r in analyse(after))
    ):
        yield Finding(i, i + 1, _MINE[tag], "possessive", 0.88, after)


def _country(s: Sentence, i: int) -> Iterator[Finding]:
    """«La España de Franco», «la Alemania nazi», «la Europa que conocí» stay."""
    after = s.at(i + 2)
    # A capital of the first word may be of a name: «La Francia» is a restaurant.
    if s.tokens[i].text[0].isupper() and i:
        return
    if (
        after in STOPS | words("desde hace y con en por para pero es está tiene cada durante porque el hasta")
        or not after
    ):
        yield Finding(i, i + 1, "", "article-country", 0.87, s.tokens[i + 1].text)
