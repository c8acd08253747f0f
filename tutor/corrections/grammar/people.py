"""Who is a person: for personal a, reflexive verbs, and what is said of people only."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    PRONOUNS,
    STOPS,
    WHEN,
    Phrase,
    conjugated,
    finite,
    is_finite,
    is_person_name,
    phrase,
    share,
)
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

PERSONS = words(
    "madre padre mamá papá hermano hermana abuelo abuela tío tía primo prima hijo hija nieto nieta amigo amiga novio novia esposo esposa marido mujer "
    "suegro suegra cuñado cuñada sobrino sobrina vecino vecina profesor profesora maestro maestra jefe jefa compañero compañera niño niña chico chica "
    "muchacho muchacha hombre señor señora bebé médico médica doctor doctora enfermero enfermera policía abogado abogada alumno alumna estudiante director "
    "directora presidente presidenta cartero camarero camarera cliente clienta paciente actor actriz cantante persona invitado invitada colega pareja "
    "entrenador entrenadora dentista artista turista joven anciano anciana rey reina familia padres abuelos ladrón ladrona ciclista conductor "
    "bisabuelo bisabuela padrino madrina peatón testigo víctima soldado pasajero pasajera niñera gemelo gemela hermanito hermanita ministro ministra alcalde alcaldesa"
)
OF_PEOPLE = words(
    "ver conocer visitar llamar invitar ayudar querer amar buscar esperar escuchar encontrar llevar cuidar extrañar admirar abrazar besar "
    "acompañar entender saludar recoger odiar despertar contratar presentar respetar convencer felicitar molestar seguir mirar traer "
    "comprender morder recordar oír echar dejar castigar criticar matar detener arrestar atropellar rescatar salvar entrevistar atacar perseguir herir curar engañar secuestrar"
)
# These have a person even where none in particular is meant: «vi a una mujer».
_OF_ANY = words(
    "ver conocer visitar ayudar saludar invitar abrazar besar matar detener arrestar atropellar rescatar atacar herir cuidar acompañar"
)
# With things as well, and more often: only what names somebody.
_ALSO_THINGS = words("querer buscar esperar traer dejar seguir recordar oír echar llevar mirar")
_OWN = words("mi mis tu tus su sus nuestro nuestra nuestros nuestras")


def is_somebody(s: Sentence, found: Phrase) -> bool:
    """Whether a phrase names a person, by name or by what they are; a pronoun does neither."""
    return is_person_name(s, found.start) or singular(s.at(found.head)) in PERSONS


def personal_a(s: Sentence) -> Iterator[Finding]:
    """Conozco María → a María; llamé el médico → al médico; no veo nadie → a nadie."""
    for i in range(len(s) - 1):
        told = [a for a in analyses(s.at(i)) if a.part == "verb" and a.lemma in OF_PEOPLE]
        if (
            not told
            or s.is_name(i)
            or (told[0].features.mood in ("indicative", "subjunctive", "imperative") and not is_finite(s, i))
        ):
            continue
        if told[0].features.mood == "participle" and s.at(i - 1) not in (
            "he",
            "has",
            "ha",
            "hemos",
            "han",
            "había",
            "habían",
        ):
            continue
        if s.at(i) == "llamo" and (i == 0 or s.at(i - 1) in ("yo", "es")):
            continue
        if told[0].features.mood == "gerund" and any(s.at(n) in CLITICS for n in (i - 2, i - 3)):
            continue  # «me está llamando mi mamá»
        if told[0].pronouns or s.at(i - 1) in CLITICS or s.at(i - 1) in ("que", "quien"):
            continue
        if share(s.at(i), "noun") > share(s.at(i), "verb") * 2 and not is_finite(s, i):
            continue
        at = i + 1
        while s.at(at) in ("mucho", "también", "siempre", "ayer", "bien"):
            at += 1
        if not _somebody(s, at, told[0].lemma) or _is_subject(s, i, at):
            continue
        if s.at(at) == "el":
            yield Finding(at, at + 1, "al", "personal-a", 0.87, s.at(i))
        else:
            yield Finding(at, at, "a", "personal-a", 0.87, s.at(i))


def no_a(s: Sentence) -> Iterator[Finding]:
    """Tengo a dos sobrinos → tengo dos sobrinos: who one has takes no «a» where no one certain is meant."""
    for i in range(len(s)):
        if s.at(i) != "a" or s.at(i + 1) not in _COUNTED or {r.verb for r in finite(s, i - 1)} != {"tener"}:
            continue
        found = phrase(s, i + 1)
        if found and singular(s.at(found.head)) in PERSONS and s.at(found.end) in _NO_A_ENDS:
            yield Finding(i, i + 1, "", "preposition-extra", 0.94, s.at(i - 1))
    for i in range(1, len(s) - 1):
        if s.at(i) in ("a", "al"):
            yield from _a_thing(s, i)


def _a_thing(s: Sentence, i: int) -> Iterator[Finding]:
    """«Visité al museo», «¿has visto a mis botas?», «conozco bien a esta ciudad»: a thing that is the object has no «a»."""
    at = i - 1 - (s.at(i - 1) in ("bien", "mucho", "también", "siempre"))
    done = {a.lemma for a in analyses(s.at(at)) if a.part == "verb"} if not s.is_name(at) else set()
    if (
        not done & _OF_THINGS
        or s.at(at) in ("ven", "vista", "vistas")
        or s.at(at - 1) in CLITICS
        or (share(s.at(at), "noun") > 0.5 and not is_finite(s, at))
    ):
        return
    if s.at(i) == "al":
        if singular(s.at(i + 1)) in _THINGS and not s.is_name(i + 1):
            yield Finding(i, i + 1, "el", "no-personal-a", 0.86, s.at(i + 1))
        return
    found = phrase(s, i + 1)
    # «Mirar a la ciudad desde arriba» tells where to.
    loose = s.at(at).startswith("mir") and s.at(found.end if found else i) not in STOPS | {"", "y"}
    if found and singular(s.at(found.head)) in _THINGS and not loose:
        yield Finding(i, i + 1, "", "no-personal-a", 0.86, s.at(found.head))


_NO_A_ENDS = words("en de aquí allí todavía que y . , ! ?") | {""}
_OF_THINGS = words("visitar conocer ver escuchar comprar leer mirar encontrar buscar perder usar olvidar preparar")
_THINGS = words(
    "museo ciudad país playa parque libro película programa televisión casa foto coche bota gafa llave autobús tren carta canción noticia periódico radio "
    "vídeo catedral iglesia pueblo isla montaña partido concierto piso apartamento móvil teléfono bolso mochila zapato reloj camisa novela revista "
    "palacio castillo plaza barrio restaurante música cuadro exposición serie"
)


_COUNTED = words("un una dos tres cuatro cinco seis siete ocho muchos muchas varios varias pocos")


def _somebody(s: Sentence, i: int, verb: str) -> bool:
    """Whether a person is named here."""
    word = s.at(i)
    if word in ("nadie", "alguien"):
        if word == "alguien" and "no" in s.words[max(0, i - 3) : i]:
            return False  # quantity makes it «a nadie»
        return verb not in ("dejar", "traer", "seguir")
    if s.at(i) in ("áfrica", "américa", "asunción", "santiago", "granada"):
        return False  # «¿has visitado África?»
    if is_person_name(s, i):
        return not (s.is_name(i + 1) and not is_person_name(s, i + 1) and s.at(i + 1) in ("unidos",))
    found = phrase(s, i)
    if found is None or word in PRONOUNS:
        return False
    head = s.at(found.head)
    if (
        word in _OWN
        and head in ("perro", "perra", "gato", "gata")
        and verb in ("buscar", "querer", "ver", "cuidar", "llevar", "encontrar", "extrañar")
    ):
        return True
    if word in ("todos", "todas", "toda") and s.at(i + 1) in (*_OWN, "los", "las", "la"):
        return singular(head) in PERSONS or (
            head in ("clase", "familia") and verb in ("invitar", "conocer", "ver", "ayudar")
        )
    if (
        word == "los"
        and s.at(i + 1) in ("mayores", "demás")
        and verb in ("respetar", "ayudar", "escuchar", "cuidar", "entender")
    ):
        return True
    if head not in PERSONS and singular(head) not in PERSONS:
        return False
    if word in ("un", "una", "dos", "tres", "cuatro", "cinco") and verb in _OF_ANY - {"conocer"}:
        return True
    return word in _OWN or (
        word in ("el", "la", "los", "las") and verb not in _ALSO_THINGS - {"llevar", "esperar", "mirar"}
    )


def _is_subject(s: Sentence, i: int, at: int) -> bool:
    """Whether the person is rather who does it: «ayer llamó María», «vio mi madre»."""
    told, here = finite(s, i), s.reading(i)
    told = [r for r in told if here and r.verb == here.lemma] or told  # «¿viste a Carmen?» is of ver
    if s.text(i - 2, i) in ("hay que", "tengo que", "tenemos que", "tienes que") or s.text(i - 2, i) == "había que":
        return False
    if not told and _does(s, i, at):
        return True  # «no ha llamado nadie», «¿qué deben llevar los vecinos?»
    if s.at(at) in ("nadie", "alguien"):
        start = i
        while s.at(start - 1) in CLITICS or s.at(start - 1) == "no":
            start -= 1
        ends = [p for n in range(max(0, start - 4), start) if (p := phrase(s, n)) and p.end == start]
        someone = s.at(start - 1) in PRONOUNS or is_person_name(s, start - 1)
        someone = someone or any(s.at(p.head) not in WHEN for p in ends)
        return any(r.person[0] == "3" for r in told) and not someone
    if not told or (any(r.person[0] in "12" for r in told) and not any(r.person == "3s" for r in told)):
        found = phrase(s, at)
        return bool(found and is_finite(s, found.end) and s.at(found.end - 1) != ",")
    before = s.at(i - 1)
    behind_subject = (
        before in PRONOUNS
        or is_person_name(s, i - 1)
        or any(p and p.end == i and s.at(p.head) not in WHEN for p in (phrase(s, n) for n in range(max(0, i - 4), i)))
    )
    found = phrase(s, at)
    return not behind_subject or bool(found and is_finite(s, found.end))


def _does(s: Sentence, i: int, at: int) -> bool:
    """Whether the person behind an infinitive or a participle is the subject of the verb before it."""
    ruling = [r for r in finite(s, i - 1) or analyse(s.at(i - 1)) if r.person[:1] == "3"]
    before = i - 2
    while s.at(before) in CLITICS or s.at(before) == "no":
        before -= 1
    if not ruling or s.at(before) in PRONOUNS or is_person_name(s, before):
        return False
    if any(
        p and p.end == before + 1 and s.at(p.head) not in WHEN
        for p in (phrase(s, n) for n in range(max(0, i - 5), before + 1))
    ):
        return False
    found = phrase(s, at)
    number = found.number if found else "s"
    asked = (
        "qué" in s.words[:i] or "por qué" in s.text(0, i) or s.at(before) in ("que", "quién", "cómo", "cuándo", "dónde")
    )
    alone = s.at(at) in ("nadie", "alguien") and any(r.verb == "haber" for r in ruling)
    return alone or (asked and any(r.person == "3" + number for r in ruling))


# Done to oneself: without a pronoun they have an object.
_ALWAYS = words("quejar arrepentir atrever suicidar jactar esforzar")
ON_ONESELF = words("levantar duchar acostar despertar bañar vestir afeitar maquillar peinar sentar")
_BEHIND = words(
    "todas aquí ahí allí a en por temprano tarde y pero antes después con cada todos muy solo cuando porque siempre pronto de desde los"
) | {"", ".", ",", "!"}
_HER = {"1s": "me", "2s": "te", "3s": "se", "1p": "nos", "2p": "os", "3p": "se"}


def reflexive(s: Sentence) -> Iterator[Finding]:
    """Mi hermano levanta a las seis → se levanta; yo siento bien → me siento; me llamo es → me llamo."""
    for i in range(len(s)):
        word, after, before = s.at(i), s.at(i + 1), s.at(i - 1)
        if word == "llamo" and before == "me" and after == "es":
            yield Finding(i + 1, i + 2, "", "llamarse", 0.93, "me llamo")
        if (word, after) == ("nombre", "es") and s.at(i + 2) == "llamo" and before == "mi":
            yield Finding(i - 1, i + 3, "me llamo", "llamarse", 0.93, "me llamo")
        if word in ("lleva", "llevan") and before in ("me", "te", "nos") and _along(s, i):
            who, person = {"me": ("yo", "1s"), "te": ("tú", "2s"), "nos": ("nosotros", "1p")}[before]
            yield Finding(i, i + 1, conjugated("llevar", "present", person), "subject-verb", 0.88, who)
        readings = finite(s, i) or (
            [r for r in analyse(word) if r.person and r.verb in ON_ONESELF | _ALWAYS and r.tense != "imperative"]
            if is_finite(s, i)
            else []
        )
        if not readings or before in CLITICS or s.is_name(i) or before in ("quién", "qué"):
            continue
        if word in ("sienta", "siente", "sientan") and before not in PRONOUNS:
            continue  # «sienta bien una sopa», «corazón que no siente»
        reading = next((r for r in readings if not r.tense.startswith("subj")), readings[0])
        told = [r for r in analyse(word) if r.person and not r.tense.startswith("subj")]
        if _needs_pronoun(s, i, {r.verb for r in told or readings}) and (
            said := who_does(s, i, {r.person for r in readings})
        ):
            yield Finding(i, i, _HER[said], "reflexive", 0.87, f"{reading.verb}se")


def _along(s: Sentence, i: int) -> bool:
    """«Me lleva bien con mi tío»: who gets on with somebody is told by the pronoun."""
    at = i + 2 if s.at(i + 1) in ("muy", "bastante", "súper", "tan") else i + 1
    return s.at(at) in ("bien", "mal", "genial", "fatal") and s.at(at + 1) == "con"


def who_does(s: Sentence, i: int, persons: set[str]) -> str:
    """The person of the subject: said before the verb, else that of the form."""
    at = i - 1
    while s.at(at) in ("no", "siempre", "nunca", "también", "luego", "después", "normalmente"):
        at -= 1
    said = PRONOUNS.get(s.at(at))
    if said:
        return said if said in persons else ""
    clear = persons - {"3s", "3p"}
    if clear:
        return sorted(clear)[0]
    found = [p for n in range(max(0, at - 3), at + 1) if (p := phrase(s, n)) and p.end == at + 1]
    return (
        next(iter(sorted(persons)))
        if found and (found[0].start == 0 or s.at(found[0].start - 1) in ("y", ",", "pero", "porque", "que", "cuando"))
        else ""
    )


def _needs_pronoun(s: Sentence, i: int, verbs: set[str]) -> bool:
    after, second = s.at(i + 1), s.at(i + 2)
    if verbs <= _ALWAYS:
        return True
    if verbs & ON_ONESELF:
        listed = s.at(i - 1) in (",", "y") and any(s.at(n) in _HER.values() for n in range(max(0, i - 4), i))
        return (listed and after in ("y", ",", ".")) or (
            after in _BEHIND
            and (after != "a" or second in ("la", "las") or second.isdigit())
            and not (after in ("y", ",", "los") and second in ("a",))
            and (after != "los" or second in ("lunes", "domingos", "sábados"))
        )
    if "sentir" in verbs:
        at = i + 2 if after in ("muy", "tan", "un", "más", "bastante") else i + 1
        return (
            s.at(at)
            in (
                "bien",
                "mal",
                "mejor",
                "peor",
                "cansado",
                "cansada",
                "feliz",
                "triste",
                "solo",
                "sola",
                "enfermo",
                "enferma",
            )
            and s.at(i + 2) != "que"
        )
    if "llamar" in verbs:
        named = s.is_name(i + 1) and s.at(i + 2) in ("", ".", ",", "y", "!", "?")
        return named and not (is_person_name(s, i + 1) and s.at(i - 1) not in PRONOUNS.keys() | {"nombre"} and i == 0)
    if "casar" in verbs:
        return after in ("en", "con", "hace", "el", "ayer", ".", "y") and (
            after != "el" or second in ("año", "mes", "sábado", "verano")
        )
    return (
        "quedar" in verbs
        and (after, second) == ("en", "casa")
        and s.at(i + 3) in ("", ".", ",", "y", "todo", "con", "porque", "toda", "el", "por", "hasta")
    )
