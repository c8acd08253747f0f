"""Verbs: agreement with a pronoun, gustar, the subjunctive after clear triggers, infinitives, age."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence, like

_PERSON = {"yo": "1s", "tú": "2s", "él": "3s", "ella": "3s", "usted": "3s", "nosotros": "1p", "nosotras": "1p",
           "vosotros": "2p", "ellos": "3p", "ellas": "3p", "ustedes": "3p"}  # fmt: skip
_BETWEEN = frozenset(
    [
        "no",
        "me",
        "te",
        "se",
        "nos",
        "os",
        "lo",
        "la",
        "los",
        "las",
        "le",
        "les",
        "siempre",
        "nunca",
        "también",
        "ya",
        "solo",
        "casi",
    ]
)
_WISH = frozenset(
    [
        "quiero",
        "quieres",
        "quiere",
        "queremos",
        "quieren",
        "espero",
        "esperas",
        "espera",
        "esperamos",
        "esperan",
        "deseo",
        "prefiero",
        "prefiere",
        "recomiendo",
        "sugiero",
        "necesito",
    ]
)
_EVALUATION = frozenset(
    ["importante", "necesario", "mejor", "posible", "imposible", "bueno", "malo", "triste", "increíble", "raro"]
)
_MODALS = frozenset(
    [
        "quiero",
        "quieres",
        "quiere",
        "queremos",
        "quieren",
        "puedo",
        "puedes",
        "puede",
        "podemos",
        "pueden",
        "debo",
        "debes",
        "debe",
        "debemos",
        "deben",
        "necesito",
        "necesita",
        "pude",
        "pudo",
        "podía",
        "quería",
        "deseo",
        "prefiero",
        "suelo",
        "suele",
    ]
)
_LIKE = {"gusta": "gustan", "encanta": "encantan", "interesa": "interesan"}
_MANY = {many: one for one, many in _LIKE.items()}
_SERS = {"soy": "tengo", "eres": "tienes", "es": "tiene", "somos": "tenemos", "son": "tienen", "estoy": "tengo",
         "está": "tiene", "era": "tenía"}  # fmt: skip


def subject_and_verb(s: Sentence) -> Iterator[Finding]:
    """yo tiene → yo tengo."""
    for i in range(len(s) - 1):
        person = _PERSON.get(s.at(i))
        if person is None or s.at(i - 1) in (
            "y",
            "o",
            "ni",
            "a",
            "de",
            "con",
            "para",
            "por",
            "que",
            "como",
            "entre",
            "sin",
        ):
            continue
        at = i + 1
        while s.at(at) in _BETWEEN and at < i + 4:
            at += 1
        forms = s.tenses(at)
        if not forms or s.noun(at) or any(f[2] == person for f in forms):
            continue
        options = {s.lexicon.form(verb, tense, person) for verb, tense, _ in forms if tense in ("pres", "impf", "fut")}
        options.discard(None)
        verbs = {verb for verb, _, _ in forms}
        if len(options) == 1 and len(verbs) == 1:
            wanted = next(iter(options)) or ""
            yield Finding(at, at + 1, like(s.token(at).text, wanted), "subject-verb", 0.85)


def gustar(s: Sentence) -> Iterator[Finding]:
    """me gusta los perros → me gustan; yo gusta → me gusta."""
    for i in range(1, len(s)):
        word = s.at(i)
        if s.at(i - 1) == "yo" and word in ("gusto", "gusta", "gustan"):
            yield Finding(
                i - 1, i + 1, like(s.token(i - 1).text, "me gustan" if word == "gustan" else "me gusta"), "gustar", 0.8
            )
        elif s.at(i - 1) in ("me", "te", "le", "nos", "les"):
            if word in _LIKE and s.at(i + 1) in ("los", "las", "mis", "sus", "estos", "estas") and _plural(s, i + 2):
                yield Finding(i, i + 1, _LIKE[word], "gustar", 0.88)
            elif word in _MANY and s.at(i + 1) in s.lexicon.infinitives:
                yield Finding(i, i + 1, _MANY[word], "gustar", 0.88)
            elif word in _MANY and s.at(i + 1) in ("el", "la") and (s.noun(i + 2) or ("", ""))[1] == "s":
                if "y" not in s.lower[i + 3 : i + 7]:
                    yield Finding(i, i + 1, _MANY[word], "gustar", 0.82)


def _plural(s: Sentence, i: int) -> bool:
    return (s.noun(i) or ("", ""))[1] == "p"


def subjunctive(s: Sentence) -> Iterator[Finding]:
    """Espero que tú vienes → vengas; es importante que estudias → estudies; ojalá viene → venga."""
    for i in range(len(s)):
        wish = s.at(i) in _WISH and s.at(i + 1) == "que"
        evaluation = s.at(i) in _EVALUATION and s.at(i - 1) in ("es", "era") and s.at(i + 1) == "que"
        if not (wish or evaluation or s.at(i) == "ojalá"):
            continue
        if s.at(i) in ("mejor", "bueno") and s.at(i - 1) != "es":
            continue
        at = i + 2 if s.at(i) != "ojalá" else i + 1 + (s.at(i + 1) == "que")
        stop = at + 4
        while at < stop and (s.at(at) in _BETWEEN or s.at(at) in _PERSON or _is_subject(s, at)):
            at += 1
        forms = s.tenses(at)
        if not forms or any(tense in ("subj", "subjimpf") for _, tense, _ in forms) or s.noun(at):
            continue
        wanted = {s.lexicon.form(verb, "subj", person) for verb, tense, person in forms if tense == "pres"}
        wanted.discard(None)
        if len(wanted) == 1:
            yield Finding(at, at + 1, next(iter(wanted)) or "", "subjunctive", 0.85)


def _is_subject(s: Sentence, i: int) -> bool:
    """A short noun phrase before the verb: mi madre, los niños, Ana."""
    return s.at(i) in ("mi", "tu", "su", "mis", "tus", "sus", "el", "la", "los", "las") or (
        (s.noun(i) is not None or s.token(i).text[:1].isupper()) and not s.lexicon.verb_forms.get(s.at(i))
    )


def infinitive(s: Sentence) -> Iterator[Finding]:
    """quiero como → quiero comer; para aprendo → para aprender."""
    for i in range(len(s) - 1):
        modal = s.at(i) in _MODALS
        if not (modal or s.at(i) == "para") or s.at(i + 1).endswith("r"):
            continue
        word = s.at(i + 1)
        forms = s.tenses(i + 1)
        verbs = {verb for verb, tense, _ in forms if tense in ("pres", "pret")}
        if len(verbs) != 1 or s.noun(i + 1) or word in ("como", "nada", "para", "sobre", "entre", "una", "cada"):
            continue
        if word in s.lexicon.adjectives or s.lexicon.zipf(word) > 5.4:
            continue
        yield Finding(i + 1, i + 2, next(iter(verbs)), "infinitive", 0.78 if modal else 0.74)


def age(s: Sentence) -> Iterator[Finding]:
    """soy 20 años → tengo 20 años."""
    for i in range(len(s) - 2):
        number = s.at(i + 1)
        if s.at(i) in _SERS and (number.isdigit() or number in _NUMBERS) and s.at(i + 2) in ("años", "anos"):
            if s.at(i + 3) in ("de", "después", "antes", "más") or s.at(i - 1) in ("que", "más"):
                continue
            yield Finding(i, i + 1, like(s.token(i).text, _SERS[s.at(i)]), "age", 0.8)


_NUMBERS = frozenset(
    ["diez", "quince", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintiún", "veintidós", "treinta", "cuarenta"]
)
