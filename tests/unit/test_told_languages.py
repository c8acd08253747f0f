"""What pages in German, French, Italian and Portuguese tell beside their own sentences: all of it, nothing left in English."""

from __future__ import annotations

import re
from string import Formatter
from typing import get_args

import pytest

from tutor.conversation.scenes.library import scenes
from tutor.conversation.scenes.told import in_language, title_in, titles_of, told_in
from tutor.exercises.explain import Explainer, about_form
from tutor.exercises.feedback import feedback_in
from tutor.exercises.syllabus import Point, syllabus
from tutor.exercises.told import point_in, points_in
from tutor.language.es.forms import LANGUAGES as SPOKEN
from tutor.language.es.forms import tense_name
from tutor.language.es.levels import levels_in
from tutor.language.es.verbs import Tense
from tutor.speech.analysis.pronunciation import sounds

LANGUAGES = ("de", "fr", "it", "pt")
OFFERED = [scene for scene in scenes() if scene.offered]
POINTS = syllabus().points
# In English and Spanish alike, and no Spanish to learn: places, and words of grammar.
_ALIKE = frozenset(
    [
        "argentina",
        "colombia",
        "uruguay",
        "bolivia",
        "ecuador",
        "paraguay",
        "chile",
        "aragón",
        "murcia",
        "andes",
        "final",
        "general",
        "irregular",
        "formal",
        "plural",
        "singular",
        "plan",
        "leísmo",
        "cv",
        "a",
        "no",
        "es",
        "en",
        "de",
        "se",
        "y",
        "o",
    ]
)


def tokens(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_point_is_told(language: str) -> None:
    told = points_in(language)
    assert list(told) == [point.id for point in POINTS]
    for point in POINTS:
        here = told[point.id]
        assert here.explanation not in (point.en, point.es), point.id
        assert bool(here.regions) == bool(point.regions[0]), point.id
        assert not here.regions or here.regions not in point.regions, point.id
        assert here.regions == here.regions.strip(), point.id
        for example, meaning in zip(point.examples, here.examples, strict=True):
            assert meaning not in ("", example.english, example.sentence()), point.id
        # A title is its English one only where both are Spanish: what is learned.
        assert here.title != point.title or point.title == point.title_es, point.id
    assert len({here.explanation for here in told.values()}) == len(POINTS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.id)
def test_a_point_keeps_its_examples(point: Point, language: str) -> None:
    """What English and Spanish both say is an example: Spanish to learn, which is the same in every language."""
    told = point_in(point, language)
    english, spanish = point.regions
    assert tokens(point.en) & tokens(point.es) - _ALIKE <= tokens(told.explanation)
    assert tokens(english) & tokens(spanish) - _ALIKE <= tokens(told.regions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_level_is_told(language: str) -> None:
    english, spanish, told = levels_in("en"), levels_in("es"), levels_in(language)
    for level, here in told.items():
        assert here.can_do not in ("", english[level].can_do, spanish[level].can_do), level
        assert here.name not in ("", english[level].name), level
    assert len({here.name for here in told.values()}) == len({here.can_do for here in told.values()}) == len(english)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", [*LANGUAGES, "es"])
def test_all_feedback_is_told(language: str) -> None:
    english, here = feedback_in("en"), feedback_in(language)
    assert here.name != english.name
    for ours, theirs in ((here.answers, english.answers), (here.marks, english.marks)):
        assert set(ours) == set(theirs)
        for key, text in ours.items():
            assert text != theirs[key], key
            assert placeholders(text) == placeholders(theirs[key]), key
    assert set(here.places) == set(english.places)
    assert set(here.kinds) == set(english.kinds)
    assert all(text.strip() for text in (*here.places.values(), *here.kinds.values()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_explained_in_the_language(language: str) -> None:
    say = Explainer(language)
    told = about_form("hablo", ("hablar", "present", "1p"), say)
    assert tense_name("present", language) in told
    assert "nosotros" in told
    assert told != about_form("hablo", ("hablar", "present", "1p"), Explainer("en"))
    both = say.regional_word("jugo", ("mexico", "river-plate"), "zumo.")
    assert feedback_in(language).places["river-plate"] in both
    assert "zumo." not in both
    assert {say.instead("", "a"), say.instead("a", ""), say.instead("a", "o")} == {
        say.say("missing", expected="a"), say.say("too_much", given="a"), say.say("instead", given="a", expected="o"),
    }  # fmt: skip


def test_every_form_has_a_name_in_each_language() -> None:
    for tense in get_args(Tense):
        names = [tense_name(tense, language) for language in SPOKEN]
        assert all(name.strip() for name in names), tense
        assert tense_name(tense, "hi") == names[0]


def test_every_sound_has_advice_in_each_language() -> None:
    for sound in sounds().values():
        assert set(sound.advice) == set(SPOKEN)
        assert len(set(sound.advice.values())) == len(SPOKEN), sound.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_scene_is_told(language: str) -> None:
    told = told_in(language)
    assert set(told) == {scene.id for scene in OFFERED}
    for scene in OFFERED:
        there = told[scene.id]
        assert set(there.goals) == {step.id for step in scene.step}, scene.id
        assert len(there.phrases) == len(scene.card.phrases), scene.id
        phrases = {phrase for both in scene.card.phrases for phrase in both}
        here = {scene.title, scene.description, scene.card.you, *(step.goal for step in scene.step), *phrases}
        said = [there.title, there.description, there.you, *there.phrases, *there.goals.values()]
        assert not here & set(said), scene.id
        assert all(text.strip() == text != "" for text in said), scene.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_keeps_its_numbers(language: str) -> None:
    """Prices, times and rooms are facts of the scene."""
    for scene in OFFERED:
        told = in_language(scene, language)
        wanted = {"".join(filter(str.isdigit, word)) for word in scene.card.you.replace(":", "").split()} - {""}
        text = "".join(
            c for c in told.card.you.replace("h40", "40").replace(" h ", "") if not c.isspace() and c not in ".,:"
        )
        assert {number for number in wanted if number not in text} == set(), (scene.id, language)


def test_other_languages_are_told_as_before() -> None:
    scene, point = OFFERED[1], syllabus().points[0]
    for language in ("", "en", "hi", "../de"):
        assert in_language(scene, language) is scene
        told = point_in(point, language)
        assert (told.title, told.explanation, told.regions) == (point.title, point.en, point.regions[0])
        assert levels_in(language) == levels_in("en")
        assert feedback_in(language) == feedback_in("en")
    spanish = point_in(point, "es")
    assert (spanish.title, spanish.explanation, spanish.regions) == (point.title_es, point.es, point.regions[1])
    assert title_in(scene, "es") == scene.title_es
    assert titles_of(scene) >= {scene.title, scene.title_es, told_in("de")[scene.id].title}
    assert in_language(scene, "de").step[0].goal != scene.step[0].goal
    assert in_language(scene, "de").opening == scene.opening
