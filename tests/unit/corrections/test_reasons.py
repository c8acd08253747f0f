"""Why an edit is made: by what changed, in the learner's own words, and nothing where nothing is known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tutor.corrections.check import Corrector
from tutor.corrections.edits import Edit, counted, mistakes
from tutor.corrections.explain import ReasonText, rules, texts
from tutor.corrections.policy import CorrectionPreferences
from tutor.exercises.mistakes import point_about
from tutor.exercises.syllabus import syllabus
from tutor.language.es.forms import LANGUAGES

DATA = Path(__file__).parents[2] / "data"
# What was reached; docs/decisions/2026-11-reasons.md tells the figures.
RIGHTLY_TOLD = 0.9
PLACEHOLDER = re.compile(r"{(\w+)}")


def cases(half: str) -> list[list[str]]:
    lines = (DATA / f"reasons_{half}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("half", ["a", "b"])
def test_most_mistakes_are_told_by_their_reason_and_its_trigger(corrector: Corrector, half: str) -> None:
    told = [
        any(e.reason == reason and named.lower() in e.explanation.lower() for e in edits)
        for text, _, reason, named in cases(half)
        if (edits := corrector.check(text).edits)  # whether it is found at all is another matter
    ]
    assert len(told) > 50
    assert sum(told) >= RIGHTLY_TOLD * len(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_told_in_every_language_with_the_same_facts(language: str) -> None:
    def facts(text: ReasonText) -> tuple[set[str], set[str]]:
        return set(PLACEHOLDER.findall(text.text)), set(PLACEHOLDER.findall(text.with_trigger))

    told, english = texts(language), texts("en")
    assert told.keys() == english.keys() == rules().keys()
    for rule, text in told.items():
        assert text.name, rule
        assert facts(text) == facts(english[rule]), rule
        for sentence, other in ((text.text, english[rule].text), (text.with_trigger, english[rule].with_trigger)):
            assert bool(sentence) == bool(other), rule
            assert not sentence or sentence.rstrip("“”»").endswith((".", "…", "!", "”", "»")), sentence
    if language != "en":
        same = [r for r, t in told.items() if (t.text or t.with_trigger) and t == english[r]]
        assert same == []


def test_every_reason_has_its_one_point_of_its_level() -> None:
    for rule, about in rules().items():
        points = syllabus().about_rule(rule)
        assert len(points) <= 1, rule
        if points:
            # A verb that says more is asked about from C1 on, and practised at C2.
            assert points[0].level == ("C2" if rule == "bland-verb" else about.level), rule


def test_what_is_about_words_leads_to_no_point() -> None:
    for rule in ("misspelt", "place-name", "word-choice", "foreign-word", "look-alike", "false-friend", "n-tilde"):
        assert point_about(rule, rules()[rule].category) is None


@pytest.mark.parametrize(
    ("reason", "form", "point"),
    [
        ("subject-verb", "llegaron", "preterite-regular"),
        ("subject-verb", "tiene", "tener-present"),
        ("past-time", "fui", "preterite-irregular"),
        ("vos-form", "tenés", "voseo"),
        ("subjunctive-doubt", "vengan", "subjunctive-doubt"),
        ("accent-mente", "fácilmente", "adverbs-mente"),
    ],
)
def test_the_point_of_a_verb_is_that_of_its_tense(reason: str, form: str, point: str) -> None:
    found = point_about(reason, rules()[reason].category, form)
    assert found is not None
    assert found.id == point


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("El vive en Quito y trabaja en un banco.", "accent-el"),  # never an article too many
        ("Mi mama vive en Lima.", "accent-last"),  # mama is no form of mamar here
        ("Vivo en la capital mas grande.", "accent-mas"),
    ],
)
def test_letters_are_told_by_what_they_are(corrector: Corrector, text: str, reason: str) -> None:
    assert reason in [e.reason for e in corrector.check(text).edits]


def test_an_edit_without_a_reason_is_only_asked_about(corrector: Corrector) -> None:
    seen = 0
    for name in ("textbook_a.tsv", "textbook_b.tsv"):
        for line in (DATA / name).read_text(encoding="utf-8").splitlines():
            for _, edits in corrector.candidates(line.split("\t")[2]):
                for edit in edits:
                    if not edit.explanation:
                        seen += 1
                        assert edit.certainty == "likely"
                        assert edit.example == ""
    assert seen > 20


def test_the_level_decides_what_is_told_at_once(corrector: Corrector) -> None:
    text = "Dudo que ella viene hoy con un amiga."
    at = {
        level: {e.replacement: e.secondary for e in corrector.check(text, CorrectionPreferences(level=level)).edits}
        for level in ("A1", "B1")
    }
    assert at["A1"] == {"venga": True, "una": False}
    assert at["B1"] == {"venga": False, "una": False}


def edit(**part: object) -> Edit:
    told = {"rule_id": "agreement", "category": "agreement", "confidence": 0.9} | part
    blank = dict.fromkeys(("original", "replacement", "explanation", "rule", "example"), "x")
    return Edit.stored({"start": 0, "end": 1, "severity": "normal", "source": "learned", "rank": 0} | blank | told)


@pytest.mark.parametrize(
    ("part", "counts"),
    [({}, True), ({"certainty": "likely"}, False), ({"secondary": True}, False), ({"evidence": "weak"}, False)],
)
def test_only_what_is_sure_and_met_counts(part: dict[str, object], counts: bool) -> None:
    one = edit(**part)
    assert bool(mistakes([one])) is counts
    assert counted({"category": "agreement", "rule_id": "agreement"} | part) is counts
