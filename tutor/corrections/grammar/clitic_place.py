"""Where pronouns stand beside other pronouns, gerunds, participles and orders."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, OPENING, STOPS, conjugated, finite, infinitive, is_finite
from tutor.language.es.lexicon import analyses
from tutor.language.es.tokens import plain
from tutor.language.es.verbs import analyse, conjugate
from tutor.language.es.wordlist import words

_NOT_SE = words("me te le les nos os lo la los las")
_STRESSED = str.maketrans("aeiou", "áéíóú")


def clitic_place(s: Sentence) -> Iterator[Finding]:
    """Me se cayó → se me; estoy lo buscando → lo estoy; he lo visto → lo he; voy a lo comprar → comprarlo; no dime → no me digas."""
    for i, word in enumerate(s.words):
        if word in ("me", "te", "le", "les", "nos") and s.at(i + 1) == "se" and finite(s, i + 2):
            yield Finding(i, i + 2, f"se {word}", "se-order", 0.92, "se")
        elif word in ("lo", "la", "los", "las") and s.at(i + 1) in ("me", "te", "nos", "os") and finite(s, i + 2):
            yield Finding(i, i + 2, f"{s.at(i + 1)} {word}", "clitic-order", 0.9, word)
        elif (
            word in ("nos", "les")
            and s.at(i - 1) in ("de", "para", "sin", "con", "por")
            and s.at(i + 1) in STOPS | {"", "hay", "está"}
        ):
            new = "nosotros" if word == "nos" else "ellos"
            yield Finding(i, i + 1, new, "pronoun-preposition", 0.88, s.at(i - 1))
        elif word == "ti" and s.at(i - 1) == "entre" and s.at(i + 1) == "y":
            yield Finding(i, i + 1, "tú", "between-you", 0.88, "entre")
        elif word in _NOT_SE:
            yield from _between(s, i)
        elif word == "no" and (
            i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in OPENING or s.at(i - 1) in ("y", "pero")
        ):
            yield from _forbidden(s, i)
        yield from _mixed(s, i)
        yield from _whose(s, i)


def _between(s: Sentence, i: int) -> Iterator[Finding]:
    """A pronoun between an auxiliary and its gerund or participle, or behind «voy a»."""
    told, after = finite(s, i - 1), analyse(s.at(i + 1))
    verbs = {r.verb for r in told}
    gerund = "estar" in verbs and after and after[0].tense == "gerund"
    participle = "haber" in verbs and any(r.tense == "participle" for r in after)
    if (gerund or participle) and s.at(i - 2) not in CLITICS:
        yield Finding(i - 1, i + 1, f"{s.at(i)} {s.at(i - 1)}", "clitic-place", 0.9, s.at(i - 1))
    what = infinitive(s, i + 1)
    if (
        s.at(i) in ("lo", "la", "los", "las")
        and s.at(i - 1) in ("se", "me", "te", "nos")
        and what
        and what == s.at(i + 1)
    ):
        if s.at(i - 2) in ("a", "que") and {r.verb for r in finite(s, i - 3)} & {"ir", "tener"}:
            yield Finding(
                i - 1, i + 2, stressed_end(what) + s.at(i - 1) + s.at(i), "pronoun-end", 0.9, s.text(i - 3, i - 1)
            )
        return
    if s.at(i - 1) == "a" and what and what == s.at(i + 1) and {r.verb for r in finite(s, i - 2)} & {"ir"}:
        yield Finding(i, i + 2, what + s.at(i), "pronoun-end", 0.9, s.text(i - 2, i))


def _forbidden(s: Sentence, no: int) -> Iterator[Finding]:
    """«No dime mentiras»: a pronoun is joined to an order only where it is not denied."""
    order = next((a for a in analyses(s.at(no + 1)) if a.pronouns and a.features.mood == "imperative"), None)
    if order is None or infinitive(s, no + 1):
        return
    person = order.features.tag[4] + order.features.tag[5].lower()
    if new := conjugated(order.lemma, "subjunctive-present", person):
        yield Finding(no + 1, no + 2, f"{' '.join(order.pronouns)} {new}", "clitic-place", 0.9, "no")


def _mixed(s: Sentence, i: int) -> Iterator[Finding]:
    """«Póngate», «siéntate usted» is left: the order of usted with the pronoun of tú."""
    word = s.at(i)
    found = next((a for a in analyses(word) if a.pronouns == ("te",) and a.features.tag[2:6] == "M03S"), None)
    either = any(a.features.tag[2:6] == "M02S" for a in analyses(word))
    if found is None or either or is_finite(s, i) or "usted" in s.words:
        return
    order = conjugate(found.lemma, "imperative", "2s")
    if order:
        yield Finding(i, i + 1, stressed(order, "te"), "made-up-form", 0.9, "te")


_OF_PERSON = {"1s": "me", "2s": "te", "1p": "nos"}
ONESELF = words(
    "levantar acostar duchar bañar lavar vestir despertar sentar sentir quedar llamar divertir casar relajar mudar enfadar enojar dormir ir afeitar "
    "peinar cepillar aburrir cansar quejar preparar"
)
_RULING = words("querer poder deber necesitar preferir ir tener soler pensar")


def _whose(s: Sentence, i: int) -> Iterator[Finding]:
    """«Mi lavo», «¿ti gustó?», «se vas a duchar», «tenemos que vestirse»: the pronoun goes with who does it."""
    word, told = s.at(i), finite(s, i + 1)
    opens = (
        i == 0
        or s.at(i - 1) in STOPS
        or s.at(i - 1) in OPENING
        or s.at(i - 1) in ("y", "que", "no", "pero", "porque", "yo", "nosotros", "nosotras", "tú")
    )
    alike = (s.at(i + 1), *s.lexicon.by_plain.get(plain(s.at(i + 1)), ()))  # «mi rio favorito» is no «me río»
    verbal = told and not any(a.part in ("noun", "adjective") for w in alike for a in analyses(w))
    if word in ("mi", "ti") and opens and verbal:
        yield Finding(i, i + 1, "me" if word == "mi" else "te", "before-verb", 0.88, s.at(i + 1))
    persons = {r.person for r in analyse(s.at(i + 1)) if r.tense != "imperative"}
    own = {r.verb for r in told} & ONESELF or ("ir" in {r.verb for r in told} and s.at(i + 2) == "a")
    only = (persons and persons <= {"1p"}) or persons <= {"2p"}
    if word == "se" and persons and only and s.at(i + 1) not in ("vamos",) and told:
        yield Finding(i, i + 1, "nos" if persons == {"1p"} else "os", "reflexive-person", 0.9, s.at(i + 1))
        return
    if word == "se" and opens and verbal and own and persons and persons <= {"1s", "1p", "2s", "vos"}:
        person = next(iter(sorted(persons - {"vos"})), "")
        if person in _OF_PERSON:
            yield Finding(i, i + 1, _OF_PERSON[person], "reflexive-person", 0.88, s.at(i + 1))
    joint = 1 if s.at(i + 1) in ("que", "a") else 0
    ruling, what = finite(s, i), s.at(i + 1 + joint)
    person = ruling[0].person if ruling and {r.verb for r in ruling} <= _RULING else ""
    if person in _OF_PERSON and what.endswith(("arse", "erse", "irse")) and infinitive(s, i + 1 + joint):
        yield Finding(i + 1 + joint, i + 2 + joint, what[:-2] + _OF_PERSON[person], "reflexive-person", 0.87, word)


def stressed_end(infinitive: str) -> str:
    """An infinitive with two pronouns has an accent: dárselo, decírmelo."""
    return infinitive[:-2] + infinitive[-2].translate(_STRESSED) + infinitive[-1]


def stressed(order: str, pronoun: str) -> str:
    """An order of several syllables keeps its stress before a pronoun: levanta, levántate; pon, ponte."""
    order = plain(order) if order.endswith(("é", "á", "í")) else order
    vowels = [n for n, c in enumerate(order) if c in "aeiou"]
    syllables = [n for n in vowels if n + 1 not in vowels or order[n] in "aeo"]
    if len(syllables) < 2:
        return order + pronoun
    at = syllables[-2]
    return order[:at] + order[at].translate(_STRESSED) + order[at + 1 :] + pronoun
