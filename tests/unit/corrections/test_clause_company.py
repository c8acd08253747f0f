"""Tenses and pronouns that a clause or a question before asks for: mended by kind, and what looks like it stays."""

from __future__ import annotations

import pytest

from tutor.corrections.check import Corrector

MENDED = (
    ("El tren ya salió cuando llegué a la estación.", "El tren ya había salido cuando llegué a la estación."),
    ("Hasta aquel día nunca he visto el mar.", "Hasta aquel día nunca había visto el mar."),
    ("No tenía hambre porque ya he comido.", "No tenía hambre porque ya había comido."),
    ("Perdí el reloj que me ha regalado mi abuela.", "Perdí el reloj que me había regalado mi abuela."),
    ("Dijo que llamará, pero todavía espero.", "Dijo que llamaría, pero todavía espero."),
    ("Anoche soñé que soy un pájaro.", "Anoche soñé que era un pájaro."),
    ("Mis padres se casaron desde hace veinte años.", "Mis padres se casaron hace veinte años."),
    ("Estudio español por dos años.", "Estudio español desde hace dos años."),
    ("Llevo dos años a estudiar derecho.", "Llevo dos años estudiando derecho."),
    ("La reunión duraba cuatro horas.", "La reunión duró cuatro horas."),
    ("Una noche oía un ruido muy raro.", "Una noche oí un ruido muy raro."),
    ("Antiguamente la gente viajó en carros.", "Antiguamente la gente viajaba en carros."),
    ("Hizo mucho frío cuando salí de casa.", "Hacía mucho frío cuando salí de casa."),
    ("Acabé de salir de casa cuando empezó a llover.", "Acababa de salir de casa cuando empezó a llover."),
    ("La próxima semana estamos viajando a Roma.", "La próxima semana viajamos a Roma."),
    ("Me dijo que está cansado y se fue a dormir.", "Me dijo que estaba cansado y se fue a dormir."),
    ("Pensaba que tú vas a venir.", "Pensaba que tú ibas a venir."),
    ("Llegué tarde porque perdía el autobús.", "Llegué tarde porque perdí el autobús."),
    ("¿Leíste el periódico? Sí, leí.", "¿Leíste el periódico? Sí, lo leí."),
    ("¿Dónde compraste esos zapatos? Compré en Milán.", "¿Dónde compraste esos zapatos? Los compré en Milán."),
    ("¿Ves a Laura los domingos? No, lo veo los lunes.", "¿Ves a Laura los domingos? No, la veo los lunes."),
    ("¿El ordenador? Le he vendido.", "¿El ordenador? Lo he vendido."),
    ("Mi hermana vive en Oslo y lo visito cada año.", "Mi hermana vive en Oslo y la visito cada año."),
    ("La bici estaba rota y arreglé.", "La bici estaba rota y la arreglé."),
    ("Le pedí un bolígrafo y me prestó.", "Le pedí un bolígrafo y me lo prestó."),
    ("¿A qué hora os levantas?", "¿A qué hora te levantas?"),
    ("Quiero me duchar antes de cenar.", "Quiero ducharme antes de cenar."),
    ("Mi jefe se me lo explicó.", "Mi jefe me lo explicó."),
    ("Todos menos mí aprobaron.", "Todos menos yo aprobaron."),
    ("A ti le encanta el mar.", "A ti te encanta el mar."),
    ("A mi abuela regalaron flores.", "A mi abuela le regalaron flores."),
    ("Mi hermano rompió la pierna esquiando.", "Mi hermano se rompió la pierna esquiando."),
    ("A tus padres le conocí en la boda.", "A tus padres los conocí en la boda."),
    ("¿Puedes prestarme lo?", "¿Puedes prestármelo?"),
    ("Aquí habla español.", "Aquí se habla español."),
)

RIGHT = (
    "Cuando lo vi, ya supe que era él.",
    "Todavía no he comido porque he salido tarde.",
    "Ayer leí el artículo que me has mandado hoy.",
    "Dijo que vendrá, pero no sé cuándo.",
    "Trabajo aquí desde hace dos años.",
    "Estudio por dos horas y luego descanso.",
    "La película duraba tres horas y me dormí.",
    "Una tarde caminaba por el parque y vi un zorro.",
    "Cuando llegué a casa, hubo una discusión.",
    "En aquella época tuvo un accidente.",
    "Mañana a estas horas estoy volando a Lima.",
    "Me dijo que es médico y que vive en Cádiz.",
    "¿Compraste leche? Sí, compré dos litros.",
    "¿Ha llegado el tren? Sí, ha llegado.",
    "¿Conoces a Pedro? Sí, lo conozco.",
    "A mi jefe le vi ayer en el metro.",
    "Mi hermano vive en Oslo y lo visito cada año.",
    "La puerta no abre bien.",
    "A mi madre y a mí nos gusta cocinar.",
    "Es mi hermano quien cocina.",
    "Cada vez que fui a su casa, cocinaba su padre.",
    "Dile a tu hermano que su profesor llama esta tarde.",
    "Mi padre es chef. En España cena muy tarde.",
)


@pytest.mark.parametrize(("text", "right"), MENDED)
def test_mended(corrector: Corrector, text: str, right: str) -> None:
    made = corrector.check(text)
    assert made.corrected_text == right
    assert all(edit.explanation for edit in made.edits)


@pytest.mark.parametrize("text", RIGHT)
def test_right_ones_stay(corrector: Corrector, text: str) -> None:
    assert corrector.check(text).edits == []
