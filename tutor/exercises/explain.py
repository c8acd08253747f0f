"""What the learner is told about an answer, in the language of their page."""

from __future__ import annotations

from tutor.exercises.feedback import feedback_in
from tutor.language.es.forms import form_name
from tutor.language.es.variety import Learnt
from tutor.language.es.verbs import analyse


class Explainer:
    """The sentences, in one language. `learnt`: the Spanish of whom they are told."""

    def __init__(self, language: str, learnt: Learnt = "spain") -> None:
        self.language = language
        self.learnt: Learnt = learnt
        self._texts = feedback_in(language)

    def say(self, key: str, **facts: str) -> str:
        """A sentence of feedback/<language>.toml with what it is about."""
        return self._texts.answers[key].format_map(facts)

    def right(self) -> str:
        return self.say("right")

    def regional(self, expected: str) -> str:
        return self.say("regional", expected=expected.rstrip("."))

    def regional_word(self, word: str, places: tuple[Learnt, ...], expected: str) -> str:
        """A word of elsewhere, and the one shown."""
        return self.say("regional_word", word=word, places=self._where(places), expected=expected.rstrip("."))

    def word_of_elsewhere(self, word: str, places: tuple[Learnt, ...], home: tuple[str, ...]) -> str:
        """A word that is looked up, where it is said, and what is said in the Spanish that is learnt."""
        key = "word_at_home" if home else "word_elsewhere"
        return self.say(key, word=word, places=self._where(places), home=", ".join(home))

    def _where(self, places: tuple[Learnt, ...]) -> str:
        return self.say("and").join(self._texts.places[place] for place in places)

    def accent(self) -> str:
        return self.say("accent")

    def typo(self, given: str, expected: str) -> str:
        return self.say("typo", given=given, expected=expected)

    def practised(self, expected: str) -> str:
        return self.say("practised", expected=expected.rstrip("."))

    def too_polite(self, expected: str) -> str:
        return self.say("too_polite", expected=expected.rstrip("."))

    def said_otherwise(self, expected: str) -> str:
        return self.say("said_otherwise", expected=expected.rstrip("."))

    def so_far(self, given: str) -> str:
        return self.say("so_far", given=given.rstrip(".,;:"))

    def order(self) -> str:
        return self.say("order")

    def instead(self, given: str, expected: str) -> str:
        key = "missing" if not given else "instead" if expected else "too_much"
        return self.say(key, given=given, expected=expected)

    def heard_words(self, difference: tuple[str, str]) -> str:
        return f"{self.instead(*difference)} {self.say('once_more')}"

    def heard(self, spoken: str) -> str:
        return self.say("heard", spoken=spoken)

    def unforeseen(self) -> str:
        return self.say("unforeseen")

    def no_words(self) -> str:
        return self.say("no_words")

    def keyboard(self) -> str:
        return self.say("keyboard")

    def unclear(self, heard: str) -> str:
        return self.say("unclear", heard=heard)

    def spanish_please(self) -> str:
        return self.say("spanish_please")


def about_form(given: str, cell: tuple[str, str, str], say: Explainer) -> str:
    """Which form of the verb was given, and which was asked for."""
    verb, tense, person = cell
    last = given.rsplit(maxsplit=1)[-1].lower()
    analyses = [a for a in analyse(last) if a.verb == verb]
    if not analyses:
        others = analyse(last)
        if others:
            return say.say("other_verb", given=given, verb=others[0].verb)
        return say.say("no_form", given=given, verb=verb)
    nearest = next((a for a in analyses if a.tense == tense), analyses[0])
    what = form_name(nearest.tense, nearest.person, say.language)
    return say.say("form", given=given, what=what, asked=form_name(tense, person, say.language))
