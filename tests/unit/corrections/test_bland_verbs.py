"""Verbs that say little: asked about in writing from C1 on, never struck, never counted."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from tutor.corrections.check import Corrector
from tutor.corrections.edits import Edit, counted, mistakes
from tutor.corrections.experience import LEAST, Answers, shift
from tutor.corrections.grammar.bland_verbs import RULE, table
from tutor.corrections.policy import CorrectionPreferences, promised
from tutor.exercises.mistakes import point_about
from tutor.language.es.forms import LANGUAGES
from tutor.language.es.verbs import is_verb

C1 = CorrectionPreferences(level="C1")
ASKED = (
    ("El gobierno dio una solución rápida al problema.", "ofreció una solución"),
    ("Nadie da soluciones a los vecinos, pero todos dan alguna alternativa.", "ofrecen alguna alternativa"),
    ("La ministra hizo un discurso muy breve.", "pronunció un discurso"),
    ("Mi primo tuvo un accidente el año pasado.", "sufrió un accidente"),
    ("El ayuntamiento ha puesto una sanción a la empresa.", "impuesto una sanción"),
    ("Quieren hacer una película sobre su vida.", "rodar una película"),
    ("Los obreros hicieron una autopista entre las dos ciudades.", "construyeron una autopista"),
    ("Tenemos que hacer un informe para el lunes.", "redactar un informe"),
    ("De joven hacía poemas de amor.", None),
    ("De joven hizo muchos poemas de amor.", "escribió muchos poemas"),
    ("El músico hace sus canciones de noche.", "compone sus canciones"),
    ("El escultor hará una estatua de bronce.", "esculpirá una estatua"),
    ("Su abuela hizo una empresa con cuatro amigas.", "fundó una empresa"),
    ("Al final hicieron un acuerdo con los sindicatos.", "alcanzaron un acuerdo"),
    ("Los niños estaban haciendo un hoyo en la arena.", "cavando un hoyo"),
    ("Hicimos una hoguera en la playa.", "encendimos una hoguera"),
    ("La asociación hará una asamblea en otoño.", "celebrará una asamblea"),
    ("Los científicos hicieron una hipótesis atrevida.", "formularon una hipótesis"),
    ("La universidad hizo una encuesta entre los alumnos.", "realizó una encuesta"),
    ("El parlamento hizo una ley contra el ruido.", "elaboró una ley"),
    ("Enseguida hicimos amistad con los vecinos.", "entablamos amistad"),
    ("Esta fábrica hace muebles de oficina.", "fabrica muebles"),
    ("El médico no quiso hacer ningún diagnóstico.", "emitir ningún diagnóstico"),
    ("Mi tío tiene una enfermedad del corazón.", "padece una enfermedad"),
    ("Tiene un cargo importante en el ministerio.", "ocupa un cargo"),
    ("El hospital tiene mucho prestigio.", "goza de mucho prestigio"),
    ("La marca tiene una excelente reputación.", "goza de una excelente reputación"),
    ("Los padres aún tenían esperanzas.", "albergaban esperanzas"),
    ("No le tengo rencor a nadie.", "guardo rencor"),
    ("Con este método tuvieron excelentes resultados.", "obtuvieron excelentes resultados"),
    ("El edificio tiene unas características únicas.", "presenta unas características"),
    ("El nuevo sistema tiene muchas ventajas.", "ofrece muchas ventajas"),
    ("Solo dos candidatos tenían los requisitos.", "reunían los requisitos"),
    ("Ayer tuve una larga conversación con mi jefa.", "mantuve una larga conversación"),
    ("La prensa tiene un papel fundamental.", "desempeña un papel"),
    ("El corazón tiene la función de bombear la sangre.", "desempeña la función"),
    ("La economía tuvo un crecimiento notable.", "experimentó un crecimiento"),
    ("Sus libros tienen mucha influencia sobre los jóvenes.", "ejercen mucha influencia"),
    ("Desde entonces tienen una vida tranquila.", "llevan una vida"),
    ("El director tuvo una actitud muy generosa.", "mostró una actitud"),
    ("La profesora dará una conferencia sobre Goya.", "pronunciará una conferencia"),
    ("El instituto da cursos de cerámica, y Ana da un taller.", "imparte un taller"),
    ("En la oficina nos dieron información sobre la beca.", "proporcionaron información"),
    ("El abogado no dio argumentos convincentes.", "aportó argumentos"),
    ("La empresa no dijo los motivos del despido.", "expuso los motivos"),
    ("Quiero dar mi opinión sobre el asunto.", "expresar mi opinión"),
    ("Los bomberos dieron ayuda a los heridos.", "prestaron ayuda"),
    ("El jurado le dio el premio a una desconocida.", "concedió el premio"),
    ("No le das importancia al dinero.", "concedes importancia"),
    ("El banco le ha dado un préstamo.", "concedido un préstamo"),
    ("Los socios pusieron condiciones muy duras.", "impusieron condiciones"),
    ("Los vecinos pondrán una denuncia por el ruido.", "presentarán una denuncia"),
    ("Mis padres pusieron un restaurante en Vigo.", "abrieron un restaurante"),
    ("Habían puesto un cuadro enorme en el salón.", "colgado un cuadro"),
    ("Puse un anuncio en el periódico.", "publiqué un anuncio"),
    ("La comisión puso objeciones al proyecto.", "formuló objeciones"),
    ("El juez puso un plazo de diez días.", "fijó un plazo"),
    ("Hay que poner límites a la publicidad.", "establecer límites"),
    ("Me dijo un secreto que nadie conoce.", "reveló un secreto"),
    ("El público decía insultos al árbitro.", "profería insultos"),
    ("La presidenta dijo su preocupación por la sequía.", "manifestó su preocupación"),
    ("El niño dijo un poema delante de todos.", "recitó un poema"),
    ("En la reunión dije mi idea con calma.", "expuse mi idea"),
)
LEFT = (
    "Tomaron una decisión difícil.", "Hice la compra y puse la mesa.", "Tengo una reunión a las tres.", "Damos un paseo por el parque.",
    "Hizo una pregunta interesante.", "Tiene razón, pero no tiene paciencia.", "Dime la verdad.", "Nos dio las gracias.",
    "Di tu opinión sin miedo.", "Hecha la ley, hecha la trampa.", "Consiguió un puesto con prestigio.", "Vendieron el puesto de fruta.",
    "Hace un año que vive aquí.", "Hacía calor y tenía sed.", "Se puso el abrigo.", "Me da miedo la altura.", "Dio pruebas de valor.",
    "Pusieron la tienda de campaña junto al río.", "El país tiene una esperanza de vida muy alta.", "No se dan las condiciones necesarias.",
    "Tiene los papeles importantes en casa.", "Tengo ventaja sobre los demás.", "Tiene mala reputación en el barrio.", "Solo tenemos una vida.",
    "Hacen una buena pareja.", "Tuvo un hijo en enero.", "El acusado tiene varios cargos por robo.", "Le dio motivos para dudar.",
    "Su música tiene influencia árabe.", "Pone el libro en la mesa.", "Dieron una vuelta a la plaza.", "Haz un informe.",
    "Dijo la palabra «discurso» dos veces.", "Tenemos un acuerdo con ellos.", "Hizo puente y se fue a la playa.", "Tiene el cuadro en su despacho.",
    "Le pusieron una multa por aparcar mal.", "El secreto que me dijo no era tal.", "Pon un anuncio.", "Hizo falta mucha información.", "Puso fin a la conversación.",
)  # fmt: skip


def asked(corrector: Corrector, text: str, wanted: CorrectionPreferences = C1) -> list[Edit]:
    return [e for e in corrector.check(text, wanted).edits if e.rule_id == RULE]


@pytest.mark.parametrize(("text", "careful"), ASKED)
def test_a_more_precise_verb_is_asked_about(corrector: Corrector, text: str, careful: str | None) -> None:
    found = asked(corrector, text)
    if careful is None:
        assert found == []
        return
    assert any(f"{e.replacement}{text[e.end :]}".lower().startswith(careful) for e in found), found
    assert {e.certainty for e in found} == {"likely"}


@pytest.mark.parametrize("text", LEFT)
def test_what_is_said_like_that_stays(corrector: Corrector, text: str) -> None:
    assert asked(corrector, text) == []


@pytest.mark.parametrize(("text", "careful"), ASKED)
def test_nobody_below_c1_and_nobody_who_speaks_is_asked(corrector: Corrector, text: str, careful: str | None) -> None:
    for wanted in (replace(C1, level="B2"), replace(C1, level="A1"), replace(C1, spoken=True)):
        assert asked(corrector, text, wanted) == []


def test_there_are_many_and_they_are_verbs() -> None:
    assert sum(len(rows) for rows in table().values()) > 100
    for rows in table().values():
        for row in rows:
            assert is_verb(row.verb)
            assert all(map(is_verb, row.said))


def test_it_is_told_in_every_language_and_leads_to_its_point(corrector: Corrector) -> None:
    text = "La ministra hizo un discurso muy breve."
    told = {lang: asked(corrector, text, replace(C1, first_language=lang))[0].explanation for lang in LANGUAGES}
    assert len(set(told.values())) == len(LANGUAGES)
    for explanation in told.values():
        for word in ("hizo", "un discurso", "pronunció"):
            assert word in explanation
    point = point_about(RULE, "word choice")
    assert point is not None
    assert point.id == "collocations"


def test_it_is_never_a_mistake_also_when_it_is_taken(corrector: Corrector) -> None:
    (edit,) = asked(corrector, "La ministra hizo un discurso muy breve.")
    taken = replace(edit, certainty="sure", secondary=False)
    assert mistakes([taken]) == []
    assert not counted(asdict(taken))


def test_who_does_not_want_it_is_asked_no_more(corrector: Corrector) -> None:
    by = shift(Answers(dismissed=LEAST), promised(RULE))
    assert asked(corrector, "La ministra hizo un discurso.", replace(C1, shifts={RULE: by})) == []


def test_a_mistake_beside_it_is_told_as_ever(corrector: Corrector) -> None:
    text = "La ministra hizo un discurso muy breve sobre la problema."
    found = corrector.check(text, C1).edits
    assert [(e.replacement, e.certainty) for e in found] == [("pronunció", "likely"), ("el", "sure")]
    assert [e.rank for e in found] == [1, 0]
