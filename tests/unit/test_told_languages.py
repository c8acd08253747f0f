"""What pages in German, French, Italian and Portuguese tell of points and scenes: all of it, and nothing left in English."""

from __future__ import annotations

import pytest

from tutor.conversation.scenes.library import scenes
from tutor.conversation.scenes.told import in_language, told_in
from tutor.exercises.syllabus import syllabus
from tutor.exercises.titles import title_in, titles_in

LANGUAGES = ("de", "fr", "it", "pt")
OFFERED = [scene for scene in scenes() if scene.offered]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_point_has_a_title(language: str) -> None:
    assert set(titles_in(language)) == set(syllabus().by_id)
    # A title is its English one only where both are Spanish: what is learned.
    points = [point for point in syllabus().points if titles_in(language)[point.id] == point.title]
    assert [point.id for point in points if point.title != point.title_es] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_scene_is_told(language: str) -> None:
    told = told_in(language)
    assert set(told) == {scene.id for scene in OFFERED}
    for scene in OFFERED:
        there = told[scene.id]
        assert set(there.goals) == {step.id for step in scene.step}, scene.id
        here = {scene.title, scene.description, scene.card.you, *(step.goal for step in scene.step)}
        said = [there.title, there.description, there.you, *there.goals.values()]
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
        assert title_in(point, language) == point.title
    assert title_in(point, "es") == point.title_es
    assert in_language(scene, "de").step[0].goal != scene.step[0].goal
    assert in_language(scene, "de").opening == scene.opening
