"""The forms of a verb that the rules of its ending do not give: what one has to learn with it."""

from __future__ import annotations

from tutor.language.es.verbs import PERSONS, Person, Tense, is_verb, verb

_TENSES: tuple[Tense, ...] = ("present", "preterite")
# Of hablar, comer and vivir, in the order of PERSONS.
_ENDINGS: dict[str, dict[Tense, tuple[str, ...]]] = {
    "a": {"present": ("o", "as", "a", "amos", "áis", "an"), "preterite": ("é", "aste", "ó", "amos", "asteis", "aron")},
    "e": {
        "present": ("o", "es", "e", "emos", "éis", "en"),
        "preterite": ("í", "iste", "ió", "imos", "isteis", "ieron"),
    },
    "i": {"present": ("o", "es", "e", "imos", "ís", "en"), "preterite": ("í", "iste", "ió", "imos", "isteis", "ieron")},
}
_WITH: dict[Person, str] = {"1s": "me", "2s": "te", "3s": "se", "1p": "nos", "2p": "os", "3p": "se"}


def irregular(infinitive: str) -> dict[Tense, tuple[str, ...]]:
    """The present and the preterite of a verb where one of their forms is not as the ending has it, by person from yo to
    ellos, with their pronouns for «levantarse»; nothing for what is no verb."""
    bare = infinitive.removesuffix("se") if infinitive.endswith("rse") else infinitive
    if not is_verb(bare):
        return {}
    found: dict[Tense, tuple[str, ...]] = {}
    for tense in _TENSES:
        forms = [verb(bare).form(tense, person) for person in PERSONS]
        if all(forms) and tuple(forms) != _regular(bare, tense):
            reflexive = bare != infinitive
            found[tense] = tuple(
                f"{_WITH[p]} {form}" if reflexive else form for p, form in zip(PERSONS, forms, strict=True)
            )
    return found


def _regular(infinitive: str, tense: Tense) -> tuple[str, ...]:
    vowel = infinitive[-2].translate(str.maketrans("áéí", "aei"))
    return tuple(infinitive[:-2] + ending for ending in _ENDINGS[vowel][tense])
