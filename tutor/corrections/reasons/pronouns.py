"""Why a pronoun comes, goes or becomes another."""

from __future__ import annotations

from tutor.corrections.reasons.change import Changed, Why, before, behind, lemmas_of, used_as
from tutor.corrections.syntax import CLITICS, PRONOUNS, is_finite
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_REFLEXIVE = words("me te se nos os")
_PRONOMINAL = words(
    "levantar acostar duchar bañar lavar vestir despertar sentar sentir quedar llamar divertir preocupar casar enamorar relajar reunir mudar "
    "graduar enojar enfadar dormir caer olvidar acordar ir despedir parecer quejar fijar dedicar convertir volver poner dar aburrir cansar "
    "afeitar peinar maquillar cepillar perder emocionar alegrar arrepentir atrever dar_cuenta concentrar mover"
)
_PLEASING = frozenset(
    ("gustar", "encantar", "interesar", "fascinar", "molestar", "importar", "doler", "faltar", "parecer")
)
_POSSESSIVES = words("mi mis tu tus su sus nuestro nuestra nuestros nuestras")
_PREPOSITIONS = words("a de en para por sin sobre hacia contra hasta ante tras entre")
_OF_PERSON = {"me": "1s", "te": "2s", "nos": "1p", "os": "2p", "se": "3"}


def _host(change: Changed) -> tuple[int, frozenset[str]] | None:
    """The verb that a pronoun before it goes with."""
    s = change.sentence
    for i in behind(change, 3):
        if s.at(i) in CLITICS or s.at(i) == "no":
            continue
        found = lemmas_of(s.at(i), "verb")
        return (i, found) if found and (is_finite(s, i) or used_as(s.at(i), "verb") > 0.3) else None
    return None


def missing(change: Changed) -> Why:
    """A pronoun that is not there."""
    if change.new in PRONOUNS:
        return Why("subject-needed", known=False)
    host = _host(change)
    if host is None:
        return Why("pronoun-missing", known=False)
    at, verbs = host
    if verbs & _PLEASING - {"parecer"} and change.new in ("me", "te", "le", "nos", "les"):
        return Why("gustar-pronoun", change.said(at))
    if change.new in _REFLEXIVE and (pronominal := sorted(verbs & _PRONOMINAL)):
        persons = {r.person for r in analyse(change.sentence.at(at))}
        if any(p.startswith(_OF_PERSON[change.new]) for p in persons) or not any(persons):
            return Why("reflexive", f"{pronominal[0]}se")
    if change.new in ("le", "les") and any(change.sentence.at(i) == "a" for i in range(len(change.sentence))):
        return Why("pronoun-doubled")
    if change.new in ("lo", "la", "los", "las"):
        return Why("pronoun-object", change.said(at))
    if change.new == "se" and change.sentence.at(at) in ("puede", "pueden", "dice", "habla", "hace", "vende"):
        return Why("se-one", change.said(at))
    return Why("pronoun-missing", known=False)


def joined(change: Changed) -> Why | None:
    """Relajar → relajarme."""
    verb, added = change.old, change.new.removeprefix(change.old)
    if change.new.startswith(verb) and added in _REFLEXIVE and verb in lemmas_of(verb, "verb") and verb in _PRONOMINAL:
        return Why("reflexive", f"{verb}se")
    return None


def needless(change: Changed) -> Why:
    """A pronoun that has to go."""
    if change.old in PRONOUNS:
        return Why("subject-pronoun")
    host = _host(change)
    if host is None:
        return Why("pronoun-extra", known=False)
    at, verbs = host
    if change.old in _REFLEXIVE and not verbs & _PRONOMINAL:
        verb = analyse(change.sentence.at(at))
        return Why("not-reflexive", verb[0].verb) if verb else Why("pronoun-extra", known=False)
    return Why("pronoun-extra", known=False)


def other(change: Changed) -> Why:
    """One pronoun for another, or for a possessive."""
    s, old, new = change.sentence, change.old, change.new
    back = s.at(change.start - 1)
    if new in ("mí", "ti") and back in _PREPOSITIONS:
        return Why("pronoun-preposition", change.said(change.start - 1))
    if new in _POSSESSIVES and old in CLITICS | frozenset(PRONOUNS) | {"tú", "mí"}:
        return (
            Why("possessive", change.said(change.end))
            if _nominal(s.at(change.end))
            else Why("pronoun-choice", known=False)
        )
    if new in CLITICS and old in _POSSESSIVES:
        return (
            Why("before-verb", change.said(change.end))
            if is_finite(s, change.end)
            else Why("pronoun-choice", known=False)
        )
    host = _host(change)
    if host and new in ("me", "te", "le", "nos", "les"):
        if host[1] & _PLEASING:
            return Why("gustar-pronoun", change.said(host[0]))
        if {old, new} == {"le", "les"}:
            return _number(change)
        if old in ("lo", "la", "los", "las"):
            return Why("pronoun-indirect")
    if host and new in ("lo", "la", "los", "las") and old in ("le", "les"):
        return Why("pronoun-direct")
    if host and new in _REFLEXIVE and old in _REFLEXIVE:
        persons = {r.person for r in analyse(s.at(host[0]))}
        if any(p.startswith(_OF_PERSON[new]) for p in persons):
            return Why("reflexive-person", change.said(host[0]))
    if old in ("que",) and new in ("quien", "quienes"):
        return Why("relative-quien") if back in _PREPOSITIONS else Why("pronoun-choice", known=False)
    if new == "que" and old in ("quien", "quienes", "cual"):
        return Why("relative-que") if back not in _PREPOSITIONS and back != "," else Why("pronoun-choice", known=False)
    if new in PRONOUNS and any(is_finite(s, i) for i in behind(change, 2)):
        return Why("pronoun-subject")
    return Why("pronoun-choice", known=False)


def _nominal(word: str) -> bool:
    return any(a.part in ("noun", "adjective") and a.share >= 0.2 for a in analyses(word))


def _number(change: Changed) -> Why:
    s = change.sentence
    for i in [*before(change, 4), *behind(change, 6)]:
        plural = any(a.features.number == "p" and a.part in ("noun", "pronoun") for a in analyses(s.at(i)))
        if plural and change.new == "les":
            return Why("les", change.said(i))
    return Why("pronoun-choice", known=False)
