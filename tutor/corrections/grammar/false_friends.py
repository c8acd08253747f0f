"""Words that look like English ones and mean something else, where their neighbours show it."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    conjugated,
    is_person_name,
)
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words


def false_friends(s: Sentence) -> Iterator[Finding]:
    """Realicé que → me di cuenta de que; aplicar para un trabajo → solicitar."""
    for i, word in enumerate(s.words):
        yield from _friend(s, i, word)
        yield from _play(s, i)


_INSTRUMENTS = words("piano guitarra violín batería flauta trompeta clarinete saxofón tambor violonchelo arpa")
_GAMES = words(
    "fútbol tenis baloncesto béisbol golf voleibol ajedrez pádel rugby hockey póquer cartas dominó videojuegos"
)


def _play(s: Sentence, i: int) -> Iterator[Finding]:
    """Instruments are played with tocar, games with jugar a."""
    told = next((r for r in analyse(s.at(i)) if r.person or r.tense == "infinitive"), None)
    joint = s.at(i + 1)
    at = i + 2 if joint in ("el", "la", "al", "los", "las") else i + 3 if joint == "a" else 0
    if told is None or not at or told.verb not in ("jugar", "tocar") or len({r.verb for r in analyse(s.at(i))}) > 1:
        return
    other = (
        "tocar"
        if told.verb == "jugar" and s.at(at) in _INSTRUMENTS
        else "jugar"
        if told.verb == "tocar" and s.at(at) in _GAMES
        else ""
    )
    new = (conjugated(other, told.tense, told.person) if told.person else other) if other else ""
    if not new:
        return
    article = s.text(i + 1, at)
    right = {
        "jugar": {"el": "al", "la": "a la", "los": "a los", "las": "a las"},
        "tocar": {"al": "el", "a la": "la", "a las": "las"},
    }[other].get(article, article)
    yield Finding(i, at, f"{new} {right}", "play", 0.9, s.at(at))


def _friend(s: Sentence, i: int, word: str) -> Iterator[Finding]:
    after, second = s.at(i + 1), s.at(i + 2)
    if (word in ("realizo", "realicé", "realizó", "realizamos", "realizaron") and after == "que") or (
        word in ("realicé", "realizó", "realizo") and after == "de" and second == "que"
    ):
        person = next(r for r in analyse(word) if r.person)
        clitic = {"1s": "me", "2s": "te", "3s": "se", "1p": "nos", "2p": "os", "3p": "se"}[person.person]
        yield Finding(
            i,
            i + 1,
            f"{clitic} {conjugated('dar', person.tense, person.person)} cuenta{' de' if after == 'que' else ''}",
            "false-friend",
            0.93,
            word,
        )
    if (
        {a.lemma for a in analyses(word)} & {"aplicar"}
        and after in ("para", "a")
        and any(w in words("trabajo puesto beca empleo universidad") for w in s.words[i + 2 : i + 5])
    ):
        verb = next(a for a in analyses(word) if a.lemma == "aplicar")
        new = next(
            (conjugated("solicitar", r.tense, r.person) for r in analyse(word) if r.person),
            "solicitar" if verb.features.mood == "infinitive" else "",
        )
        if new:
            yield Finding(i, i + 2, new, "false-friend", 0.9, word)
    if (
        {a.lemma for a in analyses(word)} & {"atender"}
        and after in ("a", "la", "una", "al", "el")
        and any(
            w in words("reunión clase conferencia fiesta boda universidad concierto escuela")
            for w in s.words[i + 1 : i + 4]
        )
    ):
        new = next((conjugated("asistir", r.tense, r.person) for r in analyse(word) if r.person), "asistir")
        yield Finding(i, i + 1, new if after in ("a", "al") else f"{new} a", "false-friend", 0.9, word)
    if {a.lemma for a in analyses(word)} & {"introducir"} and (
        after == "a" and (second in ("mi", "mis", "su", "sus", "tu", "tus") or is_person_name(s, i + 2))
    ):
        new = next((conjugated("presentar", r.tense, r.person) for r in analyse(word) if r.person), "presentar")
        joined = next((a.pronouns for a in analyses(word) if a.lemma == "introducir"), ())
        yield Finding(i, i + 1, new + "".join(joined), "false-friend", 0.9, word)
    if word in ("embarazada", "embarazado") and any(
        w in words("porque caí cayó error vergüenza equivoqué olvidé delante público") for w in s.words[i + 1 :]
    ):
        yield Finding(i, i + 1, "avergonzad" + word[-1], "false-friend", 0.86, word)
