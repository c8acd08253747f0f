"""What a form can be: the readings, their order, pronouns at the end, and strings that are no words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.language.es.clitics import attach
from tutor.language.es.eagles import features
from tutor.language.es.lexicon import LONGEST_FORM, analyses, forms, knows, lemmas, lexicon


@pytest.mark.parametrize(
    ("form", "lemma", "part"),
    [
        ("para", "para", "preposition"), ("sé", "saber", "verb"), ("veces", "vez", "noun"), ("había", "haber", "verb"),
        ("una", "uno", "determiner"), ("este", "este", "determiner"), ("esté", "estar", "verb"), ("sobre", "sobre", "preposition"),
        ("nada", "nada", "pronoun"), ("cara", "cara", "noun"), ("casa", "casa", "noun"), ("cosa", "cosa", "noun"),
        ("como", "como", "conjunction"), ("entre", "entre", "preposition"), ("hambre", "hambre", "noun"), ("río", "río", "noun"),
        ("sigue", "seguir", "verb"), ("cierra", "cerrar", "verb"), ("viendo", "ver", "verb"), ("miedo", "miedo", "noun"),
        ("puerto", "puerto", "noun"), ("muro", "muro", "noun"), ("desierto", "desierto", "noun"), ("del", "de", "preposition"),
        ("gran", "grande", "adjective"), ("la", "el", "determiner"), ("ustedes", "usted", "pronoun"), ("corregido", "corregir", "verb"),
        ("tenés", "tener", "verb"), ("Madrid", "Madrid", "name"), ("Para", "para", "preposition"), ("mil", "mil", "determiner"),
        ("ver", "ver", "verb"), ("vete", "ir", "verb"), ("mira", "mirar", "verb"), ("sal", "sal", "noun"),
    ],
)  # fmt: skip
def test_likeliest_reading(form: str, lemma: str, part: str) -> None:
    best = analyses(form)[0]
    assert (best.lemma, best.part) == (lemma, part)


def test_other_readings_are_told_too() -> None:
    assert lemmas("fui") == ("ser", "ir")
    assert set(lemmas("para")) == {"para", "parar", "parir"}
    assert {a.features.gender for a in analyses("hambre")} == {"f"}
    assert [round(sum(a.share for a in analyses(w)), 0) for w in ("casa", "vino", "para")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("form", "lemma", "pronouns"),
    [
        ("dámelo", "dar", "me lo"), ("vámonos", "ir", "nos"), ("sentaos", "sentar", "os"), ("haciéndolo", "hacer", "lo"),
        ("oírlo", "oír", "lo"), ("estate", "estar", "te"), ("estáte", "estar", "te"), ("deme", "dar", "me"), ("decime", "decir", "me"),
        ("contámelo", "contar", "me lo"), ("démoselo", "dar", "se lo"), ("irme", "ir", "me"), ("hazlo", "hacer", "lo"),
        ("averigüémoslo", "averiguar", "lo"), ("prohibírselo", "prohibir", "se lo"), ("Dímelo", "decir", "me lo"), ("verse", "ver", "se"),
        ("quédate", "quedar", "te"), ("fijate", "fijar", "te"),
    ],
)  # fmt: skip
def test_pronouns_are_taken_off(form: str, lemma: str, pronouns: str) -> None:
    assert (analyses(form)[0].lemma, analyses(form)[0].pronouns) == (lemma, tuple(pronouns.split()))


@pytest.mark.parametrize(
    "form", ["dámelo", "vámonos", "sentaos", "haciéndolo", "oírlo", "contámelo", "dándoselas", "cerrándola"]
)
def test_pronouns_are_put_back(form: str) -> None:
    found = {
        attach(host, a.pronouns)
        for a in analyses(form)
        for host, told in lexicon().paradigm(a.lemma, "V")
        if told == a.features
    }
    assert form in found


@pytest.mark.parametrize("form", ["vinos", "cosas", "manos", "dichos"])
def test_nouns_have_no_pronouns(form: str) -> None:
    assert not any(a.pronouns for a in analyses(form))


@pytest.mark.parametrize(
    "form", ["damelo", "hablámoste", "dámelolo", "xyz", "", " ", "he correcto", "diciendolo", "comistelo"]
)
def test_no_words(form: str) -> None:
    assert not knows(form)
    assert analyses(form) == ()


def test_forms_of_a_lemma() -> None:
    assert {f.text for f in forms("rojo", "adjective")} == {"rojo", "roja", "rojos", "rojas"}
    assert [f.text for f in forms("lunes", "noun", number="p")] == ["lunes"]
    assert [f.text for f in forms("rojo", "adjective", "f", "p")] == ["rojas"]
    assert forms("rojísimamente", "noun") == ()
    assert lexicon().has("seguir", "verb")
    assert not lexicon().has("sigue", "verb")


def test_tags_are_read() -> None:
    told = features("VMIP2V0")
    assert (told.part, told.mood, told.tense, told.who, told.number, told.vos) == (
        "verb",
        "indicative",
        "present",
        "2",
        "s",
        True,
    )
    assert (features("NCFS000").gender, features("NCFS000").number) == ("f", "s")
    assert (features("VMP00PF").gender, features("VMP00PF").number) == ("f", "p")
    assert features("PX1FS0S0").who == "1"
    assert features("").part == ""


def test_accents_written_apart() -> None:
    assert lemmas("canción") == lemmas("cancio\u0301n") == ("canción",)


@given(st.text(max_size=80))
def test_any_text_has_an_answer(text: str) -> None:
    assert bool(analyses(text)) == knows(text)


@given(st.text(alphabet="lomesanstd", min_size=20, max_size=LONGEST_FORM))
def test_pronouns_again_and_again(text: str) -> None:
    analyses(text)


@pytest.mark.parametrize("text", ["\ud800", "a\0b", "selo" * 12, "á" * 10_000, "lo" * 1_000_000, "A" * 40])
def test_hostile_text(text: str) -> None:
    assert analyses(text) == ()
