"""Kinds of mistake by how subject, noun or clause are put together: other sentences of the kinds than the sets hold, and what looks like them."""

from __future__ import annotations

import pytest

from tutor.corrections.check import Corrector

MENDED = (
    # person: parts of many, two joined, impersonal verbs
    ("Ninguno de los turistas hablan alemán.", "Ninguno de los turistas habla alemán."),
    ("Cada una de las cajas pesan diez kilos.", "Cada una de las cajas pesa diez kilos."),
    ("El equipo de chicas ganaron el torneo.", "El equipo de chicas ganó el torneo."),
    ("Hacen cinco meses que busco piso.", "Hace cinco meses que busco piso."),
    ("Pueden haber goteras en el techo.", "Puede haber goteras en el techo."),
    ("Mi prima mayor y su marido se casa en agosto.", "Mi prima mayor y su marido se casan en agosto."),
    ("Mi abuelo encanta las novelas.", "A mi abuelo le encantan las novelas."),
    ("Yo no me gusta esos zapatos.", "No me gustan esos zapatos."),
    ("Soy una persona que tengo mucha paciencia.", "Soy una persona que tiene mucha paciencia."),
    # what is said of the subject
    ("Irene se puso muy contento con la noticia.", "Irene se puso muy contenta con la noticia."),
    ("Estamos muy agradecido.", "Estamos muy agradecidos."),
    ("Soy simpática, sincera, tímido y alegre.", "Soy simpática, sincera, tímida y alegre."),
    # what stands before and behind a noun
    ("Compramos tres botella de vino.", "Compramos tres botellas de vino."),
    ("No hay ningún silla libre.", "No hay ninguna silla libre."),
    ("Todos la clase aprobó el examen.", "Toda la clase aprobó el examen."),
    ("Estos tarde tengo médico.", "Esta tarde tengo médico."),
    ("Me encanta la comida japonés.", "Me encanta la comida japonesa."),
    ("Fue un viaje maravillosa.", "Fue un viaje maravilloso."),
    ("Nos vecinos hacen mucho ruido.", "Nuestros vecinos hacen mucho ruido."),
    ("Estudié un año en la Irlanda.", "Estudié un año en Irlanda."),
    # comparing
    ("Tu jardín es más bonito de el nuestro.", "Tu jardín es más bonito que el nuestro."),
    ("Es el alumno más listo en la clase.", "Es el alumno más listo de la clase."),
    ("Marta es más simpática como Elena.", "Marta es más simpática que Elena."),
    ("El examen fue más fácil que pensaba.", "El examen fue más fácil de lo que pensaba."),
    # ser, estar, haber
    ("Hoy mi hermana es muy callada.", "Hoy mi hermana está muy callada."),
    ("La moto está de mi primo.", "La moto es de mi primo."),
    ("El problema está que no hay autobuses.", "El problema es que no hay autobuses."),
    ("Estamos seis en mi familia.", "Somos seis en mi familia."),
    ("En mi calle están diez bares.", "En mi calle hay diez bares."),
    ("El cielo era despejado.", "El cielo estaba despejado."),
    # tense
    ("De niña mi madre vive en un pueblo.", "De niña mi madre vivía en un pueblo."),
    ("Antes fumo mucho.", "Antes fumaba mucho."),
    ("Mi hija ya se había dormido cuando llega el médico.", "Mi hija ya se había dormido cuando llegó el médico."),
    # mood
    ("El día que termino la carrera, haré una fiesta.", "El día que termine la carrera, haré una fiesta."),
    ("Digan lo que dicen, no me importa.", "Digan lo que digan, no me importa."),
    ("Tenemos ganas de que empiezan las vacaciones.", "Tenemos ganas de que empiecen las vacaciones."),
    ("Dile a tu padre que nos espera.", "Dile a tu padre que nos espere."),
    ("Viviría en una isla que tiene montañas.", "Viviría en una isla que tuviera montañas."),
    ("Lo más lógico es que cierran la tienda.", "Lo más lógico es que cierren la tienda."),
    # pronouns and verbs that need others
    ("La encanta el teatro.", "Le encanta el teatro."),
    ("A mi tía me gusta cocinar.", "A mi tía le gusta cocinar."),
    ("Necesito lo.", "Lo necesito."),
    ("Yo siento muy cansado hoy.", "Yo me siento muy cansado hoy."),
    ("Siempre pienso sobre ella.", "Siempre pienso en ella."),
    ("Fuimos en el museo.", "Fuimos al museo."),
    ("Mi sueño es viajando por África.", "Mi sueño es viajar por África."),
    # tan and tanto, no beside nobody, spans, numbers
    ("Tu hermano es tanto alto como el mío.", "Tu hermano es tan alto como el mío."),
    ("Tenía tan prisa que olvidó el abrigo.", "Tenía tanta prisa que olvidó el abrigo."),
    ("Había tanto agua que no pudimos pasar.", "Había tanta agua que no pudimos pasar."),
    ("Tampoco no me llamó.", "Tampoco me llamó."),
    ("La noche pasado dormí mal.", "La noche pasada dormí mal."),
    ("Pasamos la tarde jugar a las cartas.", "Pasamos la tarde jugando a las cartas."),
    ("Mi abuela fue nacida en Cádiz.", "Mi abuela nació en Cádiz."),
    ("La ciudad tiene dos millones habitantes.", "La ciudad tiene dos millones de habitantes."),
    ("Los que vive cerca vienen a pie.", "Los que viven cerca vienen a pie."),
    ("El martes pasado mis tíos comió aquí.", "El martes pasado mis tíos comieron aquí."),
    ("No voy por que estoy cansado.", "No voy porque estoy cansado."),
    # what one asks for, one's own body
    ("Por favor, traes la cuenta.", "Por favor, trae la cuenta."),
    ("Por favor, no fumas aquí.", "Por favor, no fumes aquí."),
    ("Mi hijo lava los dientes solo.", "Mi hijo se lava los dientes solo."),
    ("Estamos mucho contentos.", "Estamos muy contentos."),
    # clauses and what joins them
    ("Me alegré que aprobaras.", "Me alegré de que aprobaras."),
    ("Confío que todo saldrá bien.", "Confío en que todo saldrá bien."),
    ("Es posible de que nieve.", "Es posible que nieve."),
    ("Se opone a que vendemos la casa.", "Se opone a que vendamos la casa."),
    ("Si hubieras llamado, te espero.", "Si hubieras llamado, te habría esperado."),
    ("De haber salido antes, llegaré a tiempo.", "De haber salido antes, habría llegado a tiempo."),
    ("Por muy caro que es, lo compraré.", "Por muy caro que sea, lo compraré."),
    ("Cuanto más practicas, mejor hablarás.", "Cuanto más practiques, mejor hablarás."),
    # mood and being at once, and what is taken for haber
    ("Espero que eres muy bien.", "Espero que estés muy bien."),
    ("Dudo que Raúl es cansado.", "Dudo que Raúl esté cansado."),
    ("Es necesario que los niños sean preparados.", "Es necesario que los niños estén preparados."),
    ("Es una pena que no hayas venido, aunque nadie haga preguntado.", "Es una pena que no hayas venido, aunque nadie haya preguntado."),
    ("Comió mucho porque no hubiera desayunado.", "Comió mucho porque no había desayunado."),
    ("Es muy caliente aquí.", "Hace mucho calor aquí."),
    ("Detrás de la escuela son tiendas.", "Detrás de la escuela hay tiendas."),
    # what comes with a noun
    ("Te he llamado muchos veces.", "Te he llamado muchas veces."),
    ("Venden camisas bonitos en esa tienda.", "Venden camisas bonitas en esa tienda."),
    ("Este cuadro es mi favorita.", "Este cuadro es mi favorito."),
    ("Vive en el piso de arriba, al primera puerta.", "Vive en el piso de arriba, a la primera puerta."),
    ("Mi jefa es persona muy seria.", "Mi jefa es una persona muy seria."),
    # verbs beside verbs
    ("Estoy preparo la cena.", "Estoy preparando la cena."),
    ("Hemos comimos demasiado.", "Hemos comido demasiado."),
    ("Tienes que a llamar a tu madre.", "Tienes que llamar a tu madre."),
    ("Salgo a correr por tarde.", "Salgo a correr por la tarde."),
    ("Quiero saber donde vives.", "Quiero saber dónde vives."),
)  # fmt: skip
RIGHT = (
    "Una de las vecinas que trabajan aquí es rusa.",
    "Uno de los problemas son los horarios.",
    "Los niños hacen dos horas de deporte.",
    "Deben haber llegado ya.",
    "La situación se volvió difícil.",
    "Mi hermana se siente mal.",
    "Sobre todo la playa me gusta.",
    "La España de Franco era triste.",
    "Nos vemos mañana.",
    "La mejor manera es practicando.",
    "Es la persona más importante en mi vida.",
    "Estamos cinco en el coche.",
    "Hoy en día la gente es seria.",
    "De niño no recuerdo nada.",
    "Lo siento mucho.",
    "Dile que me gusta.",
    "Tengo tanto mujeres como hombres en la lista.",
    "Cuando llego a casa, mis hijos duermen.",
    "Los miércoles pasados fueron fríos.",
    "Los españoles cenamos tarde.",
    "Mi vecino, quien vive solo, tiene tres gatos.",
    "Me alegra que hayas venido.",
    "Se me olvidó que era tu cumpleaños.",
    "La sensación que tengo es rara.",
    "Compramos vinos y frutas frescos.",
    "Su piel es muy blanca.",
    "Estoy como una cabra.",
    "Estoy haciendo la cena.",
    "Lo estoy haciendo yo.",
    "Estoy listo para salir.",
    "Quien no está puede votar otro día.",
    "Avíseme para saber cuando esté lista la habitación.",
    "Lo necesito por mañana.",
    "Estoy abajo con los niños.",
    "Celebraron el 20 aniversario de la tienda.",
    "Fuimos más rápido que ellos.",
    "Es más lista de lo que parece.",
    "Me gusta tanto la carne como el pescado.",
    "¿Me abres la puerta, por favor?",
    "La abuela lava las manos al bebé.",
    "Pasamos el día en la playa.",
    "La razón por que vine es simple.",
    "Mi problema son las matemáticas.",
    "Las ideas son mucho mejores.",
    "A mi hermano me gusta verlo feliz.",
    "De joven es fácil equivocarse.",
)  # fmt: skip


@pytest.mark.parametrize(("text", "right"), MENDED)
def test_the_kind_is_mended(corrector: Corrector, text: str, right: str) -> None:
    assert corrector.check(text).corrected_text == right


@pytest.mark.parametrize("text", RIGHT)
def test_what_looks_like_it_stays(corrector: Corrector, text: str) -> None:
    assert corrector.check(text).corrected_text == text
