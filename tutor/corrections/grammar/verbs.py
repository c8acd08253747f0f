"""The verb with its subject, gustar, and infinitives after prepositions and modals."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.clauses import PEOPLE
from tutor.corrections.sentence import Finding, Sentence
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading
from tutor.language.es.wordlist import words

_PERSON = {
    "yo": "1s", "tú": "2s", "él": "3s", "ella": "3s", "nosotros": "1p", "nosotras": "1p", "ellos": "3p", "ellas": "3p",
    "ustedes": "3p", "usted": "3s",
}  # fmt: skip
_GUSTAR = {
    "gusta": "gustan", "encanta": "encantan", "gustaba": "gustaban", "encantaba": "encantaban", "gustó": "gustaron",
    "interesa": "interesan", "fascina": "fascinan",
}  # fmt: skip
_SINGULAR = {many: one for one, many in _GUSTAR.items()}
_TO_ME = {
    "yo": "me",
    "tú": "te",
    "él": "le",
    "ella": "le",
    "nosotros": "nos",
    "ellos": "les",
    "ellas": "les",
    "ustedes": "les",
    "usted": "le",
}
_PREPOSITIONS = words("para de sin por")
_MODALS = words(
    "puedo puedes puede podemos pueden podía podían quiero quieres quiere queremos quieren quería querían debo debes debe debemos deben "
    "necesito necesitas necesita necesitamos necesitan prefiero prefiere preferimos"
)
_GOING = words("voy vas va vamos van iba iban")
_BACKWARDS = words("gustar encantar interesar fascinar importar parecer doler faltar nombrar librar")
_START = frozenset(
    [
        "",
        ",",
        "y",
        "pero",
        "porque",
        "que",
        "cuando",
        "¿",
        "¡",
        ";",
        "si",
        "entonces",
        "también",
        "aunque",
        '"',
        "mientras",
        "donde",
        "ayer",
        "anoche",
        "hoy",
        "siempre",
        "nunca",
    ]
)
_PAST = words("ayer anoche anteayer pasado pasada")
_ESTAR = {"3s": "está", "1p": "estamos", "3p": "están"}
_NO_SUBJECTS = words(
    "lunes martes miércoles jueves viernes sábado sábados domingo domingos día días semana semanas mes meses año años "
    "mañana mañanas tarde tardes noche noches fin fines verano veranos invierno inviernos primavera otoño vez veces "
    "momento momentos hora horas minuto minutos verdad resto mayoría mitad parte grupo pareja par"
)
_MANY = words("mis tus sus los las muchos muchas algunos algunas")
_BEFORE_SUBJECT = _MANY | words("mi tu su el la nuestra nuestro mucha")
_PLURAL_ARTICLES = words("los las mis tus sus estos estas esos esas unos unas muchos muchas")


_NO_VERBS = words(
    "como para sobre entre bajo nada fuera hasta embargo duda dudas falta cesar compras parte paso fin mando uso"
)


def verbs(sentence: Sentence) -> Iterator[Finding]:
    """Yo tiene → tengo; yo gusta → me gusta; para trabajo → para trabajar; me gusta los libros → gustan."""
    for i in range(len(sentence)):
        yield from _gustar(sentence, i)
        yield from _subject(sentence, i)
        yield from _together(sentence, i)
        yield from _infinitive(sentence, i)


def _gustar(sentence: Sentence, i: int) -> Iterator[Finding]:
    word, after, before = sentence.at(i), sentence.at(i + 1), sentence.at(i - 1)
    if word in _GUSTAR and before in ("me", "te", "le", "nos", "les"):
        at = i + 2 if after in ("mucho", "mas", "más", "todos", "todas", "también") else i + 1
        if (
            sentence.at(at) in _PLURAL_ARTICLES
            and (tag := sentence.lexicon.noun(sentence.at(at + 1)))
            and tag[1] == "p"
        ):
            yield Finding(i, i + 1, _GUSTAR[word], "gustar-number", 0.87)
    if word == "gustas" and before in ("me", "te") and after in ("el", "la", "los", "las"):
        yield Finding(i, i + 1, "gusta" if after in ("el", "la") else "gustan", "gustar-number", 0.88)
    if (
        word in PEOPLE
        and before in ("mi", "tu", "su", "el", "la")
        and after in ("gusta", "encanta", "gustan", "encantan")
    ):
        if sentence.at(i - 2) in ("", "pero", "y"):
            yield Finding(i - 1, i + 2, f"a {before} {word} le {after}", "gustar-pronoun", 0.9)
        elif sentence.at(i - 2) == "a":
            yield Finding(i + 1, i + 1, "le", "gustar-pronoun", 0.9)
    if word in _SINGULAR and before in ("me", "te", "le", "nos", "les"):
        at = i + 2 if after in ("mucho", "más") else i + 1
        end = sentence.at(at + 1 if sentence.at(at) not in ("el", "la") else at + 2)
        if sentence.at(at) in sentence.lexicon.verbs and not _more(sentence, at):
            yield Finding(i, i + 1, _SINGULAR[word], "gustar-number", 0.85)
        elif (
            sentence.at(at) in ("el", "la", "mi", "este", "esta")
            and end in (".", "")
            and (tag := sentence.lexicon.noun(sentence.at(at + 1)))
            and tag[1] == "s"
        ):
            yield Finding(i, i + 1, _SINGULAR[word], "gustar-number", 0.86)
    if word in _TO_ME and sentence.at(i - 1) in _START - {"que"}:
        at = i + 2 if after == "no" else i + 1
        verb = sentence.at(at)
        if verb in ("gusta", "gustan", "encanta", "encantan", "gusto"):
            verb = "gusta" if verb == "gusto" else verb
            middle = "no " if after == "no" else ""
            yield Finding(i, at + 1, f"{middle}{_TO_ME[word]} {verb}", "gustar-pronoun", 0.9)
        elif (
            word == "yo"
            and after == "no"
            and sentence.at(i + 2) == "me"
            and sentence.at(i + 3) in ("gusta", "gustan", "encanta")
        ):
            yield Finding(i, i + 3, "no me", "gustar-pronoun", 0.9)
        elif (
            after == _TO_ME[word]
            and word not in ("yo", "tú")
            and sentence.at(i + 2) in ("gusta", "gustan", "encanta", "encantan")
        ):
            yield Finding(i, i, "a", "gustar-pronoun", 0.87)
        elif word == "yo" and after == "me" and sentence.at(i + 2) in ("gusta", "encanta", "gustan", "gustaría"):
            yield Finding(i, i + 2, "me", "gustar-pronoun", 0.85)


def _more(sentence: Sentence, at: int) -> bool:
    return any(w in ("y", "e", ",") for w in sentence.words[at : at + 8])


def _subject(sentence: Sentence, i: int) -> Iterator[Finding]:
    lexicon, word = sentence.lexicon, sentence.at(i)
    before = sentence.at(i - 1)
    person = ""
    if word in _PERSON and before in _START - {"y", ","} and sentence.text(i - 2, i) != "yo que":
        person, at = _PERSON[word], i + 1
    elif (
        before in _BEFORE_SUBJECT
        and (tag := lexicon.noun(word))
        and not lexicon.finite(word)
        and not sentence.is_name(i)
        and sentence.at(i - 2) in ("", "pero", "porque", ".", "¿")
    ):
        if (before in _MANY) != (tag[1] == "p") or word in _NO_SUBJECTS:
            return  # which of them is wrong is not known yet; or it tells when: el sábado voy
        person, at = "3" + tag[1], i + 1
    if not person:
        return
    if sentence.at(at) == "no":
        at += 1
    if sentence.at(at) in ("se", "lo", "los"):
        at += 1
    form = sentence.at(at)
    if form == "esta" and person in _ESTAR and _of_state(sentence, at + 1):
        yield Finding(at, at + 1, _ESTAR[person], "subject-verb" if person != "3s" else "accent-meaning", 0.95)
        return
    readings = lexicon.finite(form)
    if any(a.verb in _BACKWARDS for a in readings) or (sentence.at(at + 1) in ("que",) and lexicon.noun(form)):
        return
    if not readings or any(a.person == person for a in readings) or sentence.is_name(at):
        return
    if before == "que" and any(a.tense.startswith("subj") for a in readings):
        return
    # «los estudiantes habla»: two nouns do not follow each other where the second is one and the first many.
    one = person == "3p" and any(a.person == "3s" for a in readings) and lexicon.noun(form) in (("m", "s"), ("f", "s"))
    if word not in _PERSON and (
        (lexicon.noun(form) and not one)
        or lexicon.is_adjective(form)
        or form in ("para", "sobre", "entre", "como", "bajo", "cerca", "nada", "hasta", "sino", "ante")
    ):
        return
    amount = form in ("son", "eran") and (
        sentence.at(at + 1).isdigit()
        or any(a.features.tag.startswith(("DN", "Z")) for a in analyses(sentence.at(at + 1)))
    )
    if form == "hay" or amount:
        return  # «la entrada son ocho euros»
    if form in ("como", "para", "sobre", "entre", "solo", "nada", "bajo", "fuera", "mismo", "misma") or (
        len({a.verb for a in readings}) > 1
        and not all(a.verb in ("ser", "ir", "creer", "crear", "ver") for a in readings)
    ):
        return
    if (
        len(readings) > 1
        and any(a.tense in ("subj",) for a in readings)
        and not any(a.tense == "pres" for a in readings)
    ):
        return
    if word not in _PERSON and word not in PEOPLE and not any(a.person in ("3s", "3p") for a in readings):
        return
    best: VerbReading = readings[0]
    if person == "2s" and (best.person == "2p" or (before in (";", ",") and best.person == "3s")):
        return  # «la cena la preparo yo; tú descansa»
    if person == "3s" and best.person == "1s" and _PAST & set(sentence.words) and form.endswith("o"):
        done = lexicon.verbs[best.verb].get("pret", person)
        if done == form[:-1] + "ó":
            yield Finding(at, at + 1, done, "accent-meaning", 0.95)
            return
    if best.verb == "ser" and word not in _PERSON and sentence.at(at + 1) in ("los", "las", "mis", "tus", "sus"):
        return  # «mi problema son las matemáticas»
    new = lexicon.verbs[best.verb].get(best.tense, person)
    if new and new != form:
        yield Finding(at, at + 1, new, "subject-verb", 0.86 if word in _PERSON else 0.82)


def _of_state(sentence: Sentence, i: int) -> bool:
    """Whether what follows is said with estar: a place, a state, what somebody is doing."""
    word = sentence.at(i)
    return (
        word in ("muy", "en", "aquí", "allí", "ahí", "cerca", "lejos", "bien", "mal")
        or sentence.lexicon.is_adjective(word)
        or any(a.tense in ("ger", "part") for a in sentence.lexicon.verb(word))
    )


def _together(sentence: Sentence, i: int) -> Iterator[Finding]:
    """The verb behind two: mi amigo y yo va → vamos, Juan y María va → van."""
    lexicon, last = sentence.lexicon, sentence.at(i)
    names = (
        i == 2 and sentence.is_name(i) and sentence.tokens[0].text[0].isupper() and not lexicon.known(sentence.at(0))
    )
    people = i == 4 and last in PEOPLE and sentence.at(1) in PEOPLE
    # «Tú cocinas y yo lavo» says who does what.
    other = sentence.at(i - 3)
    does = _PERSON.get(other) or ("3s" if other in PEOPLE or not lexicon.known(other) else "")
    apart = any(a.person == does for a in lexicon.finite(sentence.at(i - 2)))
    person = "1p" if last == "yo" and i <= 3 and not apart else "3p" if names or people else ""
    if not person or sentence.at(i - 2 if people else i - 1) != "y":
        return
    form = sentence.at(i + 1)
    readings = lexicon.finite(form)
    if (
        not readings
        or lexicon.noun(form)
        or any(a.person == person for a in readings)
        or readings[0].verb in _BACKWARDS
    ):
        return
    if new := lexicon.verbs[readings[0].verb].get(readings[0].tense, person):
        yield Finding(i + 1, i + 2, new, "subject-verb", 0.86)


def _infinitive(sentence: Sentence, i: int) -> Iterator[Finding]:
    lexicon, word, after = sentence.lexicon, sentence.at(i), sentence.at(i + 1)
    readings = lexicon.verb(after)
    must = word == "que" and sentence.at(i - 1) in ("tengo", "tienes", "tiene", "tenemos", "tienen", "hay")
    own = {a.verb for a in readings if a.tense == "pres" and a.person == "1s"}
    if (must or word in ("debo", "debes", "debe")) and len(own) == 1 and after.endswith("o"):
        yield Finding(i + 1, i + 2, own.pop(), "infinitive", 0.86)
        return
    if word == "a" and sentence.at(i - 1) in _MODALS and after in lexicon.verbs and not lexicon.noun(after):
        yield Finding(i, i + 1, "", "extra-word", 0.9)
        return
    if not readings or lexicon.noun(after) or lexicon.is_adjective(after) or after in _NO_VERBS:
        return
    plain_verbs = {a.verb for a in readings}
    if word in ("en", "por") and all(a.tense == "ger" for a in readings) and len(plain_verbs) == 1:
        yield Finding(i + 1, i + 2, readings[0].verb, "infinitive", 0.86)
        return
    if (
        word == "de"
        and sentence.at(i - 1) in ("antes", "después")
        and len(plain_verbs) == 1
        and readings[0].tense == "pret"
    ):
        yield Finding(i + 1, i + 2, readings[0].verb, "infinitive", 0.86)
        return
    estar = word in ("estoy", "estás", "está", "estamos", "están")
    if len(plain_verbs) > 1 or (any(a.tense in ("inf", "part") for a in readings) and not estar):
        return
    verb = readings[0].verb
    if estar and all(a.tense == "inf" for a in readings):
        yield Finding(i + 1, i + 2, lexicon.verbs[verb].gerund, "verb-form", 0.88)
    elif (
        word == "a"
        and sentence.at(i - 1) in _GOING
        and any(a.tense == "pres" for a in readings)
        and not sentence.is_name(i + 1)  # «Voy a Lima»
    ):
        yield Finding(i + 1, i + 2, verb, "infinitive", 0.87)
