"""Dictionary forms: of a word alone, and where its neighbours decide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.language.es.lemma import lemma

IN_CONTEXT = """
el coche *para en el semáforo > parar
esto es *para ti > para
no *sé nada > saber
*sé bueno > ser
tiene la *cara roja > cara
es muy *cara > caro
la casa es *cara > caro
una comida *cara > caro
está *fuera de casa > fuera
si yo *fuera rico > ser
quería que ella *fuera a Madrid > ir
mi padre *vino ayer > venir
bebo *vino tinto > vino
una copa de *vino > vino
el *vino está bueno > vino
*como en casa > como
yo *como pan > comer
me gusta *como cantas > como
el libro está *sobre la mesa > sobre
un *sobre azul > sobre
*bajo la cama > bajo
es un hombre *bajo > bajo
yo *bajo la escalera > bajar
no hay *nada > nada
ella *nada bien > nadar
*una casa grande > uno
quiero que *una los puntos > unir
*este libro > este
quiero que *esté aquí > estar
*fui a la playa > ir
*fui profesor > ser
me *fui temprano > ir
muchas *veces > vez
la *casa de mi tío > casa
él se *casa mañana > casar
yo *trabajo mucho > trabajar
mi *trabajo es duro > trabajo
he *corregido el texto > corregir
ha *abierto la puerta > abrir
la tienda está *abierta > abierto
estoy *cansado > cansado
el *río es largo > río
me *río mucho > reír
*cuenta una historia > contar
la *cuenta por favor > cuenta
yo *camino mucho > caminar
el *traje azul > traje
te *llamas Ana > llamar
las *llamas del fuego > llama
*siento mucho > sentir
me *siento aquí > sentar
*entre amigos > entre
cuando *entre mi madre > entrar
el *mal tiempo > malo
muy *mal > mal
el *hecho > hecho
mi *puesto > puesto
espero que *corte el pan > cortar
""".strip().splitlines()


@pytest.mark.parametrize("line", IN_CONTEXT)
def test_in_a_sentence(line: str) -> None:
    marked, right = line.split(" > ")
    words = marked.split()
    at = next(n for n, word in enumerate(words) if word.startswith("*"))
    assert lemma(words[at][1:], words[:at], words[at + 1 :]) == right


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("hablamos", "hablar"), ("dámelo", "dar"), ("lápices", "lápiz"), ("cansadas", "cansado"), ("rojas", "rojo"), ("veces", "vez"),
        ("hecho", "hacer"), ("corregido", "corregir"), ("incluido", "incluir"), ("confundido", "confundir"), ("Vamos", "ir"),
        ("ellas", "él"), ("del", "de"), ("buenas", "bueno"), ("xyzzy", "xyzzy"), ("XYZ", "xyz"), ("", ""), ("había", "haber"),
        ("casa", "casa"), ("cosa", "cosa"), ("viendo", "ver"), ("vendo", "vender"), ("sé", "saber"), ("para", "para"),
    ],
)  # fmt: skip
def test_alone(word: str, right: str) -> None:
    assert lemma(word) == right


@given(st.lists(st.text(max_size=12), max_size=2), st.text(max_size=30), st.lists(st.text(max_size=12), max_size=2))
def test_any_text(before: list[str], word: str, after: list[str]) -> None:
    assert isinstance(lemma(word, before, after), str)
