"""The one verb table: it agrees with itself, with the grammars where the two old tables did not, and has all variants."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.language.es import verbs
from tutor.language.es.lexicon import lexicon
from tutor.language.es.verbs import COMPOUND, PERSONS, TENSES, Person, Tense, VerbReading, analyse, conjugate, variants

SIMPLE: tuple[Tense, ...] = tuple(t for t in TENSES if t not in COMPOUND and t != "gerund")
WITH_VOS: tuple[Person, ...] = (*PERSONS, "vos")
COMMONEST = 2_000


@cache
def by_use() -> list[str]:
    """All verbs, the commonest first."""
    return sorted(verbs.all_verbs(), key=lambda v: (-lexicon().frequency_class(v), v))


def round_trip(verb: str) -> None:
    """Every form of a verb is told to be that form."""
    for tense in SIMPLE:
        for person in WITH_VOS:
            cell = VerbReading(
                verb, tense, "2s" if person == "vos" and tense not in ("present", "imperative") else person
            )
            for form in variants(verb, tense, person):
                assert cell in analyse(form), (form, cell)
    assert all(VerbReading(verb, "gerund", "") in analyse(form) for form in variants(verb, "gerund", "3s"))
    assert all(VerbReading(verb, "participle", "") in analyse(form) for form in verbs.verb(verb).participles)
    assert VerbReading(verb, "infinitive", "") in analyse(verb)


def test_all_verbs_round_trip() -> None:
    assert len(by_use()) > 8_000
    for verb in by_use():
        round_trip(verb)


def test_what_is_analysed_is_conjugated() -> None:
    """The other way round: a form told to be a cell is one of the cell's forms."""
    for verb in by_use()[:COMMONEST:4]:
        for form in {form for form, _ in lexicon().paradigm(verb, "V")}:
            for reading in analyse(form):
                if reading.verb == verb and reading.person:
                    assert form in variants(verb, reading.tense, reading.person)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        # What the corrections' table had wrong, or had no verb for.
        ("cerrar present 1s", "cierro"), ("medir present 1s", "mido"), ("vender present 1s", "vendo"), ("gritar present 2s", "gritas"),
        ("chocar present 2s", "chocas"), ("superar present 2s", "superas"), ("mentir present 3s", "miente"),
        ("costar present 3s", "cuesta"), ("retener present 2s", "retienes"), ("continuar present 1s", "continúo"),
        ("continuar present 2s", "continúas"), ("ampliar present 3s", "amplía"), ("rendir present 1s", "rindo"),
        ("seguir present 1s", "sigo"), ("seguir present 3p", "siguen"), ("seguir subjunctive-present 2s", "sigas"),
        ("conseguir subjunctive-present 3s", "consiga"), ("sonreír present 3p", "sonríen"), ("morir present 1s", "muero"),
        ("portar present 1s", "porto"), ("desertar present 1s", "deserto"), ("hilar present 1s", "hilo"), ("prohibir present 1s", "prohíbo"),
        ("satisfacer preterite 1s", "satisfice"), ("prever present vos", "prevés"), ("distinguir present 1s", "distingo"),
        # What the drills' table had wrong.
        ("corregir present-perfect 1s", "he corregido"), ("confundir present-perfect 1s", "he confundido"),
        ("atender present-perfect 1s", "he atendido"), ("incluir pluperfect 3s", "había incluido"),
        ("extender present-perfect 1s", "he extendido"), ("despertar present-perfect 1s", "he despertado"),
        ("elegir present-perfect 1s", "he elegido"), ("bendecir present-perfect 1s", "he bendecido"),
        # Irregular all the same.
        ("escribir present-perfect 1s", "he escrito"), ("ver present-perfect 1s", "he visto"), ("hacer future-perfect 1p", "habremos hecho"),
        ("imprimir present-perfect 1s", "he impreso"), ("prescribir present-perfect 1s", "he prescrito"),
        ("decir subjunctive-pluperfect 3s", "hubiera dicho"), ("tener present vos", "tenés"), ("tener imperative vos", "tené"),
        ("tener preterite vos", "tuviste"), ("ir imperative vos", "andá"), ("ir imperative 1p", "vamos"), ("ser imperative vos", "sé"),
        ("haber present 3s", "ha"), ("reír preterite 3s", "rio"), ("apostar present 1s", "apuesto"), ("yacer present 1s", "yazco"),
        ("dormir gerund 3s", "durmiendo"), ("llover present-perfect 1s", ""), ("soler future 1s", ""), ("ser imperative 1s", ""),
    ],
)  # fmt: skip
def test_cells(cell: str, form: str) -> None:
    assert conjugate(*cell.split()) == form  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "right"),
    [
        ("hablar subjunctive-imperfect 1p", "habláramos hablásemos"), ("reír preterite 3s", "rio rió"),
        ("huir preterite 1s", "hui huí"), ("erguir present 1s", "yergo irgo"), ("errar present 1s", "yerro erro"),
        ("pudrir conditional 3s", "pudriría podriría"), ("satisfacer imperative 2s", "satisfaz satisface"),
    ],
)  # fmt: skip
def test_variants(cell: str, right: str) -> None:
    assert variants(*cell.split()) == tuple(right.split())  # type: ignore[arg-type]


def test_variants_of_compound_tenses() -> None:
    assert variants("imprimir", "present-perfect", "3p") == ("han impreso", "han imprimido")
    assert variants("freír", "subjunctive-pluperfect", "1s") == (
        "hubiera frito", "hubiese frito", "hubiera freído", "hubiese freído",
    )  # fmt: skip
    assert "hay visto" not in variants("ver", "present-perfect", "3s")


def test_analyses() -> None:
    assert {(r.verb, r.person) for r in analyse("fuera")} == {("ir", "1s"), ("ir", "3s"), ("ser", "1s"), ("ser", "3s")}
    assert analyse("hablásemos") == [VerbReading("hablar", "subjunctive-imperfect", "1p")]
    assert analyse("tenés") == [VerbReading("tener", "present", "vos")]
    assert analyse("corregido") == [VerbReading("corregir", "participle", "")]
    assert analyse("dámelo") == []
    assert VerbReading("mesar", "present", "3s") in analyse("mesa")
    for homograph in ("miedo", "puerto", "muro", "desierto", "mesa", "cosa", "libro"):
        assert analyse(homograph, least_share=0.05) == []


def test_unknown_verbs() -> None:
    for word in ("", "mesa", "lugar", "escolar", "\ud800"):
        assert not verbs.is_verb(word)
        with pytest.raises(KeyError):
            conjugate(word, "present", "1s")


@given(st.text(max_size=60), st.sampled_from(TENSES), st.sampled_from(WITH_VOS))
def test_any_text(text: str, tense: Tense, person: Person) -> None:
    analyse(text)
    if not verbs.is_verb(text):
        with pytest.raises(KeyError):
            conjugate(text, tense, person)
