"""What the learner is told about an answer, in Spanish for those who want it, else in English."""

from __future__ import annotations

from typing import TypeVar

from tutor.language.es.forms import form_name
from tutor.language.es.variety import Learnt
from tutor.language.es.verbs import analyse

T = TypeVar("T")
_PLACES_EN = {"spain": "Spain", "mexico": "Mexico", "river-plate": "Argentina and Uruguay", "neutral": "the Americas"}
_PLACES_ES = {"spain": "España", "mexico": "México", "river-plate": "Argentina y Uruguay", "neutral": "América"}


class Explainer:
    """The sentences, in one language. `learnt`: the Spanish of whom they are told."""

    def __init__(self, language: str, learnt: Learnt = "spain") -> None:
        self.language = language
        self.learnt: Learnt = learnt

    def pick(self, english: T, spanish: T) -> T:
        """What is in the learner's language."""
        return spanish if self.language == "es" else english

    def right(self) -> str:
        return self.pick("Right.", "Correcto.")

    def regional(self, expected: str) -> str:
        return self.pick(
            f"Right. Elsewhere people also say “{expected.rstrip('.')}”.",
            f"Correcto. En otros lugares se dice «{expected.rstrip('.')}».",
        )

    def regional_word(self, word: str, places: tuple[Learnt, ...], expected: str) -> str:
        """A word of elsewhere, and the one shown."""
        where = self.pick(_PLACES_EN, _PLACES_ES)
        said = self.pick(" and ", " y ").join(where[place] for place in places)
        return self.pick(
            f"Right. “{word}” is what people say in {said}; here: “{expected.rstrip('.')}”.",
            f"Correcto. «{word}» se dice en {said}; aquí: «{expected.rstrip('.')}».",
        )

    def accent(self) -> str:
        return self.pick("Almost: mind the accents.", "Casi: fíjate en las tildes.")

    def typo(self, given: str, expected: str) -> str:
        return self.pick(
            f"Right, but for a slip of the finger: “{given}” is written “{expected}”.",
            f"Correcto, salvo una errata: «{given}» se escribe «{expected}».",
        )

    def practised(self, expected: str) -> str:
        return self.pick(
            f"Right. Practised here is “{expected.rstrip('.')}”.",
            f"Correcto. Aquí se practica «{expected.rstrip('.')}».",
        )

    def too_polite(self, expected: str) -> str:
        return self.pick(
            f"Right, but usted is formal; to a friend you would say “{expected.rstrip('.')}”.",
            f"Correcto, pero usted es formal; a un amigo le dirías «{expected.rstrip('.')}».",
        )

    def said_otherwise(self, expected: str) -> str:
        return self.pick(
            f"Right, in other words than expected: “{expected.rstrip('.')}”.",
            f"Correcto, con otras palabras que las esperadas: «{expected.rstrip('.')}».",
        )

    def so_far(self, given: str) -> str:
        return self.pick(f"Right so far: “{given.rstrip('.,;:')} …”.", f"Hasta aquí, bien: «{given.rstrip('.,;:')}…».")

    def order(self) -> str:
        return self.pick("The words are right, their order is not.", "Las palabras están bien, el orden no.")

    def instead(self, given: str, expected: str) -> str:
        if not given:
            return self.pick(f"“{expected}” is missing.", f"Falta «{expected}».")
        if not expected:
            return self.pick(f"“{given}” is too much.", f"Sobra «{given}».")
        return self.pick(f"Not “{given}” but “{expected}”.", f"No es «{given}», sino «{expected}».")

    def heard_words(self, difference: tuple[str, str]) -> str:
        return self.instead(*difference) + self.pick(" Listen once more.", " Escucha otra vez.")

    def heard(self, spoken: str) -> str:
        return self.pick(f"What you heard: “{spoken}”", f"Lo que has oído: «{spoken}»")

    def unforeseen(self) -> str:
        return self.pick(
            "This may be right, but it is not what was expected.", "Puede estar bien, pero no es lo esperado."
        )

    def no_words(self) -> str:
        return self.pick("There are no words in that answer.", "En esa respuesta no hay palabras.")

    def keyboard(self) -> str:
        return self.pick(
            "That is not written in Latin letters; is your keyboard set to another language?",
            "Eso no está en letras latinas; ¿tienes el teclado en otro idioma?",
        )

    def unclear(self, heard: str) -> str:
        return self.pick(
            f"I understood “{heard}”, and I am not sure of it. Say it once more, or type it.",
            f"He entendido «{heard}» y no estoy seguro. Dilo otra vez o escríbelo.",
        )

    def spanish_please(self) -> str:
        return self.pick("That looks like English. Answer in Spanish.", "Eso parece inglés. Responde en español.")


def about_form(given: str, cell: tuple[str, str, str], say: Explainer) -> str:
    """Which form of the verb was given, and which was asked for."""
    verb, tense, person = cell
    language = say.language
    asked = form_name(tense, person, language)
    last = given.rsplit(maxsplit=1)[-1].lower()
    analyses = [a for a in analyse(last) if a.verb == verb]
    if not analyses:
        others = analyse(last)
        if others:
            return say.pick(f"“{given}” belongs to {others[0].verb}.", f"«{given}» es de {others[0].verb}.")
        return say.pick(f"“{given}” is no form of {verb}.", f"«{given}» no es una forma de {verb}.")
    nearest = next((a for a in analyses if a.tense == tense), analyses[0])
    what = form_name(nearest.tense, nearest.person, language)
    return say.pick(f"“{given}” is {what}; asked for was {asked}.", f"«{given}» es {what}; se pedía {asked}.")
