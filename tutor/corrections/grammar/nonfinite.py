"""Infinitives, gerunds and participles where the words before ask for one of them."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, OPENING, STOPS, finite, infinitive, is_finite, noun, share
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse, verb
from tutor.language.es.wordlist import words

# An infinitive stands behind these; behind those of the second row only with what joins them.
_MODALS = words(
    "poder querer deber soler necesitar preferir saber desear intentar conseguir decidir lograr esperar pensar odiar permitir evitar"
)
_JOINED = {
    "que": words("tener haber"), "a": words("ir empezar comenzar aprender enseñar ayudar volver atrever acostumbrar dedicar ponerse poner negar invitar venir"),
    "de": words("acabar dejar tratar terminar acordar olvidar alegrar encargar cansar"),
    "en": words("insistir tardar pensar"), "con": words("soñar"),
}  # fmt: skip
_PREPOSITIONS = words("para de sin por al tras")
_ORDERED = (
    ("antes", "de"),
    ("después", "de"),
    ("además", "de"),
    ("en", "vez", "de"),
    ("a", "pesar", "de"),
    ("ganas", "de"),
)
_GO_ON = words("seguir continuar llevar")
_HAVE = words(
    "he has ha hemos habéis han había habías habíamos habían habré habrá habría hubiera hubiese haya hayan hayas"
)
_THERE_IS = words("ha había habrá habría hubiera hubiese haya")
_FIRM = words("es está son están hay")
_EASY = words(
    "importante difícil fácil necesario posible imposible bueno malo mejor peor interesante peligroso divertido útil"
)


def nonfinite(s: Sentence) -> Iterator[Finding]:
    """Tengo que estudio → estudiar; gracias por ayudando → ayudar; he escribido stays for the forms; ha comida → comido."""
    for i in range(len(s)):
        for find in (_must_that, _behind_modal, _behind_preposition, _go_on, _perfect, _gerund_subject, _easy):
            if made := find(s, i):
                yield made
                break


def _plain(s: Sentence, i: int) -> str:
    """The infinitive of the finite form or gerund at i, pronouns at its end kept; "" for what may well be something else."""
    word = s.at(i)
    if s.is_name(i) or not word[:1].isalpha():
        return ""
    found = [r for r in s.lexicon.verb(word) if r.tense not in ("inf", "part")]
    if not found or (s.at(i - 1) in ("al", "del", "de", "después") and noun(s, i)):
        return ""  # «al dominó», «después de medio siglo»
    if any(r.tense == "inf" for r in s.lexicon.verb(word)) or any(
        a.features.mood == "infinitive" for a in analyses(word)
    ):
        return ""
    if s.at(i + 1) in ("a", "al") and any(r.verb == "ir" for r in found):
        return "ir"  # fui and fue are of ser, too
    return found[0].verb


def _behind_modal(s: Sentence, i: int) -> Finding | None:
    """«Quiero compro», «tengo que estudio», «voy a visito», «necesito trabajando»."""
    after = s.at(i + 1)
    lemmas = {r.verb for r in analyse(s.at(i)) if r.person or r.tense in ("infinitive", "participle")}
    if s.at(i - 1) in ("cuando", "si", "los", "las") and (
        s.at(i) in ("hay", "había") or s.at(i - 1) in ("cuando", "si")
    ):
        return None  # «los hay que gritan», «cuando puedo subo»
    gerund = any(r.tense == "gerund" for r in analyse(after)) and lemmas & {
        "saber",
        "querer",
        "poder",
        "deber",
        "preferir",
        "necesitar",
    }
    if (
        (s.at(i - 1) in ("que", "lo") and after not in ("a", "que") and not gerund)
        or s.is_name(i)
        or s.at(i - 2) == "lo"
    ):
        return None
    at = i + 1
    if after in _JOINED and lemmas & _JOINED[after]:
        if after == "que" and not (lemmas & {"tener"} or s.at(i) in ("hay", "había", "habrá")):
            return None
        at = i + 2
        sure = 0.9 if after in ("que", "a") else 0.86
        if (after == "que" and s.at(at) in _FIRM) or (after in ("de", "con", "en", "a") and not _verbal(s, at)):
            return None
    elif lemmas & _MODALS and is_finite(s, i):
        sure = 0.87
        if not _verbal(s, at) or s.at(at) in _FIRM | words("sé creo") or noun(s, i):
            return None
    else:
        return None
    while s.at(at) in ("me", "te", "se", "nos") and at < i + 4:
        at += 1
    if s.is_name(at) or not (new := _plain(s, at)) or new in ("haber",):
        return None
    return Finding(at, at + 1, new, "infinitive", sure, s.text(i, at))


def _verbal(s: Sentence, i: int) -> bool:
    """Whether the word is a verb form more than anything else."""
    word = s.at(i)
    verbal = sum(
        a.share for a in analyses(word) if a.part == "verb" and not a.pronouns and a.features.mood != "participle"
    )
    return verbal > 2 * share(
        word, "noun", "adjective", "adverb", "conjunction", "preposition", "determiner", "pronoun"
    )


def _behind_preposition(s: Sentence, i: int) -> Finding | None:
    word = s.at(i)
    if word not in _PREPOSITIONS | {"en", "con", "hasta"} or not s.at(i + 1)[:1].isalpha():
        return None
    at = i + 2 if word in ("para", "sin") and s.at(i + 1) == "no" else i + 1
    if s.is_name(at):
        return None  # «Voy a Lima»
    readings = s.lexicon.verb(s.at(at))
    if at == i + 2 and not all(r.tense.startswith(("subj", "imper")) for r in analyse(s.at(at)) if r.person):
        return None  # «es bueno para no es perfecto» means pero
    ordered = any(tuple(s.words[i - len(o) + 1 : i + 1]) == o for o in _ORDERED)
    gerund = bool(readings) and all(r.tense == "ger" for r in readings)
    if not readings or s.at(at) in ("hace", "hacía", "sé") or not (new := _plain(s, at)):
        return None
    trigger = s.text(i - 1, i + 1) if ordered else word
    if gerund:
        return Finding(at, at + 1, new, "infinitive", 0.9, trigger)
    first = any(r.person == "1s" and r.tense == "pres" for r in readings) and s.at(at) != "como"
    if ordered and (first or _verbal(s, at) or s.at(at) == "como") and s.at(at + 1) not in ("que",):
        return Finding(at, at + 1, new, "infinitive", 0.88, trigger)
    if word == "al" and "jugar" in {r.verb for r in analyse(s.at(i - 1))}:
        return None
    if (
        word in ("para", "sin", "al")
        and s.at(i - 1) != "que"
        and _verbal(s, at)
        and s.at(at) not in ("cuenta", "vino", "sé")
    ):
        return Finding(at, at + 1, new, "infinitive", 0.86, trigger)
    if (
        word == "de"
        and s.at(i - 1) in ("cansado", "cansada", "harto", "harta", "capaz", "contento", "contenta")
        and _verbal(s, at)
    ):
        return Finding(at, at + 1, new, "infinitive", 0.86, s.text(i - 1, i + 1))
    return None


def _must_that(s: Sentence, i: int) -> Finding | None:
    """«Debemos que madrugar» → debemos madrugar."""
    if s.at(i + 1) == "que" and infinitive(s, i + 2) and {r.verb for r in finite(s, i)} == {"deber"}:
        return Finding(i + 1, i + 2, "", "infinitive-verb", 0.92, s.at(i))
    return None


_SPANS = words("años meses semanas días horas minutos año mes semana hora tiempo")


def _go_on(s: Sentence, i: int) -> Finding | None:
    """«Sigo estudiar», «estamos hablar» → gerund; «acabo de llegado» → infinitive."""
    lemmas = {r.verb for r in finite(s, i)} if is_finite(s, i) else set()
    here = s.at(i + 1)
    if (lemmas & _GO_ON or "estar" in lemmas) and s.at(i + 1)[-1:] in "re" and (base := infinitive(s, i + 1)):
        if share(here, "noun") < 0.3 and base == here:
            return Finding(i + 1, i + 2, verb(base).gerund, "gerund", 0.88, s.at(i))
    if "seguir" in lemmas and _same_person(s, i) and share(here, "verb") > 0.8 and not noun(s, i + 1):
        return Finding(i + 1, i + 2, verb(finite(s, i + 1)[0].verb).gerund, "gerund", 0.88, s.at(i))
    if "llevar" in lemmas and s.at(i + 2) in _SPANS and (base := infinitive(s, i + 3)) and base == s.at(i + 3):
        return Finding(i + 3, i + 4, verb(base).gerund, "gerund", 0.88, s.at(i))
    if here == "de" and "acabar" in {r.verb for r in analyse(s.at(i))}:
        participle = [r.verb for r in s.lexicon.verb(s.at(i + 2)) if r.tense == "part"]
        if participle:
            return Finding(i + 2, i + 3, participle[0], "infinitive", 0.88, s.text(i, i + 2))
    if (s.at(i), here) == ("después", "que") and infinitive(s, i + 2):
        return Finding(i + 1, i + 2, "de", "after-infinitive", 0.9, "después")
    return None


def _same_person(s: Sentence, i: int) -> bool:
    """Whether two verbs of one person stand side by side, both in the present: «sigue canta»."""
    first, second = finite(s, i), finite(s, i + 1)
    return bool(
        {r.person for r in first if r.tense == "present"} & {r.person for r in second if r.tense == "present"}
    ) and not {r.verb for r in second} & {"ser", "estar", "haber", "ir"}


def _perfect(s: Sentence, i: int) -> Finding | None:
    """«Ha comida» → comido, «has hacer» → hecho."""
    if s.at(i) not in _HAVE or s.at(i + 1) == "de":
        return None
    at = i + 1
    while s.at(at) in ("siempre", "nunca", "ya"):
        at += 1
    if s.at(at) == "echo":
        return Finding(at, at + 1, "hecho", "homophone", 0.92, s.at(i))
    found = [a for a in analyses(s.at(at)) if a.features.mood == "participle"]
    if s.at(i) in _THERE_IS and found and found[0].features.number == "p" and noun(s, at):
        return None  # «no había entradas»
    if found and (found[0].features.gender, found[0].features.number) != ("m", "s") and not s.is_name(at):
        if any((a.features.gender, a.features.number) == ("m", "s") for a in found) or s.at(at) in ("parte",):
            return None
        parts = verb(found[0].lemma).participles
        return Finding(at, at + 1, parts[0], "perfect-participle", 0.89, s.at(i)) if parts else None
    if (base := infinitive(s, at)) and base == s.at(at) and (parts := verb(base).participles):
        return Finding(at, at + 1, parts[0], "perfect-participle", 0.89, s.at(i))
    return None


def _gerund_subject(s: Sentence, i: int) -> Finding | None:
    """«Nadando es divertido»: what one speaks of is an infinitive."""
    if told := _is_doing(s, i):
        return told
    if not (i == 0 or s.at(i - 1) in OPENING or s.at(i - 1) in ("y", "pero", "que", "creo que")):
        return None
    readings = s.lexicon.verb(s.at(i))
    if not readings or any(r.tense != "ger" for r in readings):
        return None
    for n in range(i + 1, min(i + 6, len(s))):
        if s.at(n) in STOPS or s.at(n) in CLITICS or s.at(n) == "que":
            return None
        counted = s.at(n + 1).isdigit() or (noun(s, n + 2) or ("", ""))[1] == "p"
        if s.at(n) in ("son", "fue", "es") and (
            s.at(n + 1) in ("como", "cuando", "donde") or (s.at(n) == "son" and counted)
        ):
            return None  # «andando son veinte minutos», «leyendo fue como me aficioné»
        if s.at(n) in ("es", "son", "era", "fue", "puede", "ayuda"):
            return Finding(i, i + 1, readings[0].verb, "infinitive-subject", 0.88, s.at(n))
        if is_finite(s, n):
            return None
    return None


_PASTIMES = words("pasatiempo hobby afición sueño meta objetivo plan actividad ilusión deseo")


def _is_doing(s: Sentence, i: int) -> Finding | None:
    """«Mi pasatiempo favorito es leyendo», «lo mejor es viajando»; «la mejor manera es practicando» stays."""
    readings = s.lexicon.verb(s.at(i))
    if not readings or any(r.tense != "ger" for r in readings) or s.at(i - 1) not in ("es", "era", "fue", "sería"):
        return None
    before = [a.lemma for n in range(max(0, i - 5), i - 1) for a in analyses(s.at(n)) if a.part == "noun"]
    most = (s.at(0) == "lo" and i <= 6 and not any(is_finite(s, n) for n in range(i - 1))) or s.text(0, 2) == "lo que"
    if (_PASTIMES & set(before) and not is_finite(s, i - 2)) or most:
        return Finding(i, i + 1, readings[0].verb, "infinitive-subject", 0.88, s.at(i - 1))
    return None


def _easy(s: Sentence, i: int) -> Finding | None:
    """«Es importante de dormir», «es difícil para encontrar»."""
    if s.at(i) == "de" and s.at(i - 1) == "idea" and s.at(i - 2) in ("buena", "mala") and infinitive(s, i + 1):
        if any(r.verb == "ser" for n in (i - 3, i - 4) for r in finite(s, n)):
            return Finding(i, i + 1, "", "infinitive-alone", 0.9, s.text(i - 2, i))
    if s.at(i) == "de" and s.at(i - 1) in ("prohibido", "permitido") and infinitive(s, i + 1):
        return Finding(i, i + 1, "", "infinitive-alone", 0.9, s.at(i - 1))
    if (
        s.at(i) in ("de", "para")
        and s.at(i - 1) in _EASY
        and s.at(i - 2) in ("es", "muy", "era")
        and infinitive(s, i + 1)
    ):
        be = i - 2 if s.at(i - 2) in ("es", "era") else i - 3
        if s.at(be) in ("es", "era") and (be == 0 or s.at(be - 1) in ("no", "que", "y", "pero", ",", "porque")):
            return Finding(
                i,
                i + 1,
                "",
                "preposition-extra",
                0.94
                if s.at(i + 2) not in STOPS | {"", "en"}
                or (s.at(i) == "de" and be == 0 and s.at(i + 2) not in STOPS | {""})
                else 0.86,
                s.text(be, i),
            )
    return None
