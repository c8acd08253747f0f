"""The subjunctive after wishes and influence."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.language.es.verbs import Reading
from tutor.language.es.wordlist import words

_WISH = words(
    "espero esperas espera esperamos esperan quiero quieres quiere queremos quieren prefiero prefieres prefiere preferimos "
    "prefieren deseo desea deseamos desean necesito necesita necesitamos necesitan recomiendo recomienda recomiendan "
    "sugiero sugiere sugieren dudo duda"
)
_WHOLE = (
    ("para", "que"), ("antes", "de", "que"), ("sin", "que"), ("es", "necesario", "que"), ("es", "importante", "que"),
    ("es", "posible", "que"), ("es", "mejor", "que"), ("no", "creo", "que"), ("no", "pienso", "que"), ("ojalá", "que"),
    ("ojalá",), ("me", "alegro", "de", "que"), ("con", "tal", "de", "que"), ("es", "bueno", "que"), ("es", "una", "lástima", "que"),
    ("me", "alegra", "que"),
)  # fmt: skip
_SUBJECTS: dict[str, str] = {
    "yo": "1s", "tú": "2s", "él": "3s", "ella": "3s", "usted": "3s", "nosotros": "1p", "nosotras": "1p", "vosotros": "2p",
    "vosotras": "2p", "ellos": "3p", "ellas": "3p", "ustedes": "3p",
}  # fmt: skip
_CLITICS = words("me te se nos os lo la los las le les no")


def mood(sentence: Sentence) -> Iterator[Finding]:
    """Espero que tú vienes → vengas."""
    for i, word in enumerate(sentence.words):
        start = i + 1
        if word == "que" and sentence.at(i - 1) in _WISH:
            sure = 0.9
        elif any(tuple(sentence.words[max(0, start - len(t)) : start]) == t for t in _WHOLE):
            sure = 0.85
        else:
            continue
        at, person = start, ""
        if sentence.at(at) in _SUBJECTS:
            person = _SUBJECTS[sentence.at(at)]
            at += 1
        elif sentence.at(at) in (
            "mi",
            "tu",
            "su",
            "el",
            "la",
            "mis",
            "tus",
            "sus",
            "los",
            "las",
            "todo",
            "todos",
        ) and sentence.lexicon.noun(sentence.at(at + 1)):
            person = "3p" if sentence.at(at + 1).endswith("s") else "3s"
            at += 2
        while sentence.at(at) in _CLITICS:
            at += 1
        form = sentence.at(at)
        if reading := _indicative(sentence, form, person, certain=at > start):
            new = sentence.lexicon.verbs[reading.verb].get("subj", person or reading.person)
            if new and new != form:
                yield Finding(at, at + 1, new, "subjunctive", sure)


def if_clause(sentence: Sentence) -> Iterator[Finding]:
    """Si yo tendría → si yo tuviera; «no sé si podría» is right."""
    for i, word in enumerate(sentence.words):
        if word != "si" or sentence.at(i - 1) not in ("", ",", "¿", "pero", "y"):
            continue
        at = i + 1
        while sentence.at(at) in _SUBJECTS or sentence.at(at) in _CLITICS:
            at += 1
        for reading in sentence.lexicon.finite(sentence.at(at)):
            new = sentence.lexicon.verbs[reading.verb].get("subjimpf", reading.person)
            if reading.tense == "cond" and new:
                yield Finding(at, at + 1, new, "subjunctive", 0.88)
                break


def _indicative(sentence: Sentence, form: str, person: str, *, certain: bool) -> Reading | None:
    readings = sentence.lexicon.finite(form)
    if any(a.tense in ("subj", "subjimpf") for a in readings) or not readings:
        return None
    present = [a for a in readings if a.tense in ("pres", "fut") and (not person or a.person == person)]
    return present[0] if present and not (sentence.lexicon.noun(form) and not certain) else None
