"""Words of the study list as they go over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from tutor.api.cards.schemas import CardStanding
from tutor.api.schemas import Strict
from tutor.core.levels import Level
from tutor.language.es.forms import tense_name
from tutor.language.es.irregular import irregular
from tutor.language.es.vocabulary import VocabularyWord


class IrregularOut(BaseModel):
    """A tense of a verb that has forms of its own, as the learner calls it, from yo to ellos."""

    tense: str
    forms: list[str]


class WordOut(BaseModel):
    """A word of the study list. `shown` is as it is learnt, with its article, and names it; `meaning` and `definition`
    are in the page's language and in easy Spanish. `card_id` and `standing` are of its card, when it is one."""

    shown: str
    text: str
    english: str
    meaning: str
    definition: str
    sentence: str
    level: Level
    topic: str
    gender: Literal["m", "f", ""]
    plural: str
    irregular: list[IrregularOut]
    zipf: float
    card_id: str | None
    standing: CardStanding | None

    @classmethod
    def of(cls, word: VocabularyWord, language: str, card: tuple[str, str] | None) -> WordOut:
        tenses = {} if word.gender else irregular(word.text)
        return cls.model_validate(
            {
                "shown": word.shown,
                "text": word.text,
                "english": word.english,
                "meaning": word.meaning(language),
                "definition": word.meaning("es"),
                "sentence": word.sentence,
                "level": word.level,
                "topic": word.topic,
                "gender": word.gender,
                "plural": word.plural,
                "irregular": [{"tense": tense_name(t, language), "forms": forms} for t, forms in tenses.items()],
                "zipf": word.zipf,
                "card_id": card[0] if card else None,
                "standing": card[1] if card else None,
            }
        )


class StudyIn(Strict):
    """Words of the study list, each as it is `shown`."""

    words: Annotated[
        list[Annotated[str, StringConstraints(min_length=1, max_length=60)]], Field(min_length=1, max_length=300)
    ]
