"""What kind of thing a question asks for, and which line of the scene tells that kind of thing about it.

A pattern says what a question is about, not what it wants to know: «¿Cuándo sale el autobús?» and «¿Dónde para el
autobús?» share their nouns. A neighbouring answer is worse than none, so an answer of the wrong kind gives way to a line of
the scene that tells the right one: a question that leans on the partner's last words, then any answer or fact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tutor.conversation.scenes.acts import Act
from tutor.conversation.scenes.facts import MOST_WORDS, about, subject
from tutor.conversation.scenes.schema import lines_for
from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.sentences import LineSentence, joined, read
from tutor.conversation.scenes.state import State
from tutor.conversation.scenes.words import tokens
from tutor.language.es.numbers import value
from tutor.language.es.sentences import whole_sentences
from tutor.language.es.tokens import plain

Tells = Callable[[str], bool]  # of a line
_LEAD_IN = (
    r"^(?:(?:y|pero|entonces|bueno|ah|oye|oiga|perdone?|perdona|disculp[ae]|vale|pues|hola|si|no|tu|usted|a ti) )*"
    r"(?:(?:me|nos) (?:puede|puedes|podria|podrias) decir )?(?:(?:sabe|sabes) )?"
)
_TIMES = re.compile(
    r"\b(?:horas?|minutos?|dias?|semanas?|mes(?:es)?|anos?|rato|momentos?|lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|manana|"
    r"tardes?|noches?|mediodia|medianoche|hoy|ayer|ahora|anoche|pronto|siempre|nunca|enseguida|despues|antes|luego|ya|verano|invierno|otono|"
    r"primavera|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|cuando|quincena|siglos?|navidad|"
    r"a las? \w+|de \w+ a \w+|fin de semana|todavia|temprano|tarde|desde|hasta|acabo|acaba)\b"
)
_HOURS = re.compile(
    r"\b(?:las? (?:una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|\d+)|horas?|minutos?|mediodia|medianoche|y media|y cuarto|"
    r"mananas?|tardes?|noches?|temprano|de \w+ a \w+|siempre|ahora|enseguida|cuando|pronto|todo el dia|tod[oa]s l[oa]s)\b"
)
_AMOUNTS = re.compile(
    r"\b(?:\d+|unos?|unas?|gratis|nada|mucho|muchos|muchas|poco|pocos|pocas|todos?|todas?|ningun[oa]?|medi[oa]|doble|par|docena|barat[oa]s?|"
    r"car[oa]s?|depende|incluid[oa]s?|vari[oa]s|sol[oa]|cuest[ao]n?|costo)\b"
)
_PLACES = re.compile(
    r"\b(?:en|a|al(?! \w+[aei]r\b)|hacia|hasta|junto|cerca|lejos|aqui|ahi|alli|alla|aca|derecha|izquierda|fondo|arriba|abajo|fuera|dentro|detras|delante|"
    r"enfrente|entre|por|de|desde)\b"
)
_NAMES = re.compile(r"(?<=[a-zñáéíóú,] )[A-ZÁÉÍÓÚÑ]\w+")
# «Mi hermana se llama Valentina» names no place.
_CALLED_SO = re.compile(r"\b(?:llam\w+|nombre es|soy) [A-ZÁÉÍÓÚÑ]\w+")
_JOBS = re.compile(
    r"\b(?:trabaj\w+|emple\w+|estudi\w+|jubilad[oa]|profesora?|maestr[oa]|medic[oa]|arquitect[oa]|abogad[oa]|music[oa]|negocio|paro|oficio|"
    r"\w+ista|\w+ier[oa]|\w+mer[oa]|\w+ner[oa]|\w+ador[a]?|\w+edora?|\w+tora?|secretari[oa]|veterinari[oa]|actriz|farmaceutic[oa]|policia|chofer)\b"
)
_REASONS = re.compile(
    r"\b(?:porque|para (?:que|\w+[aei]r(?:l[aeo]s?|me|te|se|nos)?\b)|por (?:eso|culpa|si|\w+[aei]r\b)|es que|asi|ya que|gracias a|"
    r"razon(?:es)?|debido|motivos?|culpa|depende)\b"
)
_PRICES = re.compile(r"\b(?:euros?|pesos?|soles|centavos?|dolar(?:es)?|centimos?|gratis|nada|incluid[oa]s?|barat[oa]s?|car[oa]s?|cuest\w+|mil|"
                     r"depende|sueldo|cobr\w+|pag\w+)\b")  # fmt: skip

# «¿Qué taco es el más rico?»
_MOST = re.compile(
    _LEAD_IN + r"(?:(?:a|de|con|en|por) )?(?:que|cual(?:es)?)\b.*\b(?:el|la|los|las|su|tu) (?:(mejor|peor)|mas (\w+))\b"
)
_BEST = r"mejor|peor|recomiend|aconsej|favorit|preferid|especialidad|gratis|no cuesta"


def _numbers(text: str) -> bool:
    return any(value(word) is not None for word in tokens(plain(text)))


_KINDS: tuple[tuple[re.Pattern[str], Tells, str], ...] = (
    (
        re.compile(_LEAD_IN + r"(?:cuant[oa]s anos (?:\w+ ){0,3}?(?:tien|tenia|cumpl)|(?:a |de )?que edad\b)"),
        lambda text: bool(_TIMES.search(plain(text))) or _numbers(text),
        "how_old",
    ),
    (
        re.compile(_LEAD_IN + r"(?:(?:a|de|hasta|desde|sobre) )?(?:que|cual es (?:el|la)) (?:horas?|horario)\b"),
        lambda line: bool(_HOURS.search(plain(line))),
        "when_is",
    ),
    (
        re.compile(
            _LEAD_IN
            + r"(?:(?:desde|hasta|para) )?(?:cuando\b|(?:a|de|hasta|desde|sobre) que hora|que (?:dias?|hora|horario)\b|"
            r"cuanto (?:tiempo|tard\w+|dur\w+|falta)\b|cuant[oa]s (?:horas|minutos|dias|semanas|meses|anos)\b|en cuanto tiempo)"
        ),
        lambda text: bool(_TIMES.search(plain(text))) or _numbers(text),
        "when_is",
    ),
    (
        re.compile(
            _LEAD_IN
            + r"(?:a |por )?(?:cuanto (?:cuesta|cuestan|costaria|costaba|vale|valen|cobran?|pagan?|sale|es|debo)\b|que precio)"
        ),
        lambda text: bool(_PRICES.search(plain(text))) or _numbers(text),
        "price_is",
    ),
    (
        re.compile(_LEAD_IN + r"(?:(?:a|de|con|en|por) )?(?:cuant[oa]s?\b|que (?:numero|cantidad)\b)"),
        lambda text: bool(_AMOUNTS.search(plain(text)) or _TIMES.search(plain(text))) or _numbers(text),
        "",
    ),
    (
        re.compile(_LEAD_IN + r"(?:(?:a|de|por|desde|hacia) )?(?:donde|adonde)\b"),
        lambda line: bool(_PLACES.search(plain(line)) or _NAMES.search(_CALLED_SO.sub("", line))),
        "",
    ),
    (
        re.compile(
            _LEAD_IN
            + r"(?:(?:en|de) que trabaj(?:as?|ais|an|abas?)\b|a que (?:se|te|os) dedic\w+|que (?:profesion|oficio|trabajo) (?:tiene|tienes|hace|haces))\b"
        ),
        lambda line: bool(_JOBS.search(plain(line))),
        "",
    ),
    (re.compile(_LEAD_IN + r"por que\b(?! no)"), lambda text: bool(_REASONS.search(plain(text))), "why_is"),
)
# «¿Qué vino nos recomienda?» wants a wine, not a dish.
# «¿Qué pasa si…?» asks for no raisin.
_WHICH = re.compile(
    _LEAD_IN
    + r"(?:(?:a|de|con|en|por|para) )?(?:que|cual es (?:el|la|tu|su)) (?!(?:pasas?|cuestas?|tocas?|faltas?|paras?|montas?|marchas?) )(\w+)\b(?= )"
)
# «¿Le llamarías tú?» wants to know what the partner would do, not what they did.
_WOULD = re.compile(
    r"\b(?:\w+[aei]rias|(?:usted|le|te) \w+[aei]ria|\w+[aei]ria usted|(?:estaria|seria) (?:dispuest[oa]|capaz))\b"
)
_SUPPOSING = re.compile(
    r"^(?:pues |hombre |bueno )?(?:si|no|claro|depende|quizas?|ojala|por supuesto|jamas|nunca)\b|"
    r"\b(?:(?:\w+[aei]|pod|tend|vend|pond|sald|hab|sab|quer|cab|dir|har|val)ria(?:s|n|mos)?|encantad[oa]|prefiero|quiero|espero)\b"
)
_WILLING = re.compile(r"\bdispuest[oa]\b")
_SUPPOSED = frozenset({"would", "willing"})
_ASKS_WHAT = re.compile(
    _LEAD_IN
    + r"(?:(?:a|de|con|en|por|para|desde|hasta) )?(?:que|cual(?:es)?|cuando|cuant[oa]s?|a?donde|quien(?:es)?|como)\b"
)
# «¿Hay piscina los domingos?»
_ON_A_DAY = re.compile(r"\b(lunes|martes|miercoles|jueves|viernes|sabado|domingo|festivo|fin(?:es)? de semana)s?\b")
_ANY_DAY = r"todos los dias|a toda hora|veinticuatro horas|cada dia|diari\w+|de lunes a|de (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo) a|fin(?:es)? de semana"
# «¿Cuántos meses de fianza pide?» asks of the deposit.
_OF_WHAT = re.compile(_LEAD_IN + r"cuant[oa]s? \w+ de (\w{4,})\b")
# «¿A la derecha o a la izquierda?» wants one of the two.
_EITHER = re.compile(
    r"(\w{3,})(?: (?:grande|pequeñ[oa]))? o (?:(?:a|al|de|del|en|con|por|para|sin) )?(?:(?:el|la|los|las|un|una|mi|tu|su) )?(\w{3,})$"
)
# «¿Prefieres la playa o la montaña?» may be answered by «El mar».
_RATHER = re.compile(r"\b(?:prefier\w*|gust\w+|eres (?:mas )?de)\b")
_WHY = ("por", "que")  # a pattern that has them is answered by a reason, whatever its words
# «¿Cuántos idiomas hablas?»: who names them tells how many.
_HOW_MANY = re.compile(_LEAD_IN + r"cuant[oa]s (?!anos|horas|dias|veces|minutos|semanas|meses)(\w{4,})\b")
SHORTEST_NOUN = 3  # letters
# Forms of unknown questions that words may still answer; whether the partner has been somewhere, or would, they do not say.
_OPEN = frozenset(
    {
        "",
        "may",
        "must",
        "when_is",
        "how_old",
        "how_much",
        "price_is",
        "where_is",
        "recommends",
        "which_is",
        "how_done",
        "there_is",
        "could_you",
    }
)
_IN_NUMBERS = frozenset({"when_is", "how_old", "price_is"})
BARE = 3  # words of a question that says nothing of what it is about: «¿Y hasta cuándo?»
LEANING = 5  # words of a question that leans on the sentence before it
CONTEXT = 6  # words of a question that may lean on what the partner just said
_PLACE = re.compile(r"\{\w+\}")


def told_instead(script: Script, state: State, sentence: LineSentence, found: list[Act]) -> list[Act]:
    """The acts of a question, with an answer of the kind that it asks for in place of one of another kind."""
    kind = _kind(script, sentence)
    if kind is None:
        return _nearest(script, sentence, found)
    if any(act.id == "when_meet" for act in found):
        return found  # «¿Cuándo nos vemos?» leans on nothing said before
    beside = [act for act in found if act.kind == "step"]
    if beside and any(act.kind in {"answer", "unknown"} for act in found):
        return [*told_instead(script, state, sentence, [act for act in found if act not in beside]), *beside]
    if any(act.kind not in {"answer", "unknown", "own"} for act in found):
        return found
    answer = next((act for act in found if act.kind == "answer"), None)
    if kind.form in _SUPPOSED and not answer:
        told = any(act.id if act.kind == "unknown" else _says(script, state, act.id, kind) for act in found)
        return found if told else [Act("unknown", kind.form, asks=True)]
    if answer and kind.told(script, state, sentence, answer.id):
        return [replace(act, telling=kind.telling(script, state, act.id)) if act is answer else act for act in found]
    if not answer and any(act.meaning and kind.tells(act.meaning) for act in found):
        return found
    if better := _leaning(script, state, sentence, kind) or _other_answer(script, state, sentence, kind, answer):
        return [better]
    if line := _line_about(script, state, sentence, kind):
        return [Act("unknown", asks=True, meaning=line)]
    if answer and kind.form:
        return [Act("unknown", kind.form, asks=True)]
    return _nearest(script, sentence, found, kind, state)


def misses(script: Script, question: str, told: str) -> bool:
    """Was a time, an age or a price asked for, of which what is told has none?"""
    asked = read(question, script.vocabulary)
    kind = _kind(script, asked[-1]) if asked else None
    return kind is not None and kind.form in _IN_NUMBERS and not kind.tells(told)


def _says(script: Script, state: State, topic_id: str, kind: Wanted) -> bool:
    """Do the partner's own words on a topic tell what is asked for?"""
    return any(kind.tells(line) for line in lines_for(script.topics[topic_id].own, state.band))


def _other_answer(
    script: Script, state: State, sentence: LineSentence, kind: Wanted, instead: Act | None
) -> Act | None:
    """Another answer whose patterns fit as well, and that tells what is asked for: «¿Qué sueldo ofrecen?»"""
    if instead is None:
        return None
    fits = [(found.terms, id_) for id_ in script.answers if (found := script.hears[id_].best(sentence))]
    told = [fit for fit in fits if fit[0] >= instead.terms and kind.told(script, state, sentence, fit[1])]
    return Act("answer", max(told)[1], max(told)[0], asks=True) if told else None


def _nearest(
    script: Script, sentence: LineSentence, found: list[Act], kind: Wanted | None = None, state: State | None = None
) -> list[Act]:
    if any(act.kind != "unknown" or act.meaning or act.id not in _OPEN for act in found):
        return found
    nearest = script.nearest.to(sentence)
    if not nearest or (kind and state and not kind.told(script, state, sentence, nearest)):
        return found
    return [Act("answer", nearest, 1, asks=True)]


def near_both(
    script: Script, state: State, said: LineSentence, asked: LineSentence, found: Sequence[Act]
) -> Act | None:
    """The nearest answer to a short question and what it leans on: «Es un portátil caro. ¿Está cubierto?»"""
    if any(act.kind != "unknown" or act.meaning for act in found) or said.question or len(asked.words) > LEANING:
        return None
    nearest, kind = script.nearest.to(joined(said, asked), 2), _kind(script, asked)
    if not nearest or (kind and not kind.told(script, state, asked, nearest)):
        return None
    return Act("answer", nearest, 1, asks=True)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks for. `form`: how the partner says that they do not know it."""

    tells: Tells
    form: str = ""
    noun: str = ""
    all_named: tuple[str, ...] = ()

    def told(self, script: Script, state: State, sentence: LineSentence, answer_id: str) -> bool:
        """Does an answer tell it? Any of its lines, or its pattern knows the very noun, or all that have to be named."""
        if names := {self.noun, *self.all_named} - {""}:
            match = script.hears[answer_id].best(sentence)
            if match and names <= {sentence.words[at] for at in match.places}:
                return True
        return bool(self.telling(script, state, answer_id))

    def telling(self, script: Script, state: State, answer_id: str) -> tuple[str, ...]:
        """Those of an answer's lines that tell it."""
        return tuple(line for line in lines_for(script.answers[answer_id].say, state.band) if self.tells(line))


def _kind(script: Script, sentence: LineSentence) -> Wanted | None:
    if (found := _OF_WHAT.match(sentence.text)) and script.vocabulary.heads(found[1]):
        thing = found[1].rstrip("s")
        return Wanted(lambda text: thing in plain(text), noun=found[1])
    if found := _MOST.match(sentence.text):
        quality = (found[1] or found[2])[:5]
        return Wanted(lambda line: bool(re.search(rf"\b(?:{_BEST}|{quality})", plain(line))))
    many = _HOW_MANY.match(sentence.text)
    for asks, tells, form in _KINDS:
        if asks.match(sentence.text):
            if many:
                return Wanted(tells, form, noun=many[1])
            return Wanted(tells, form, all_named=_WHY if form == "why_is" else ())
    if _WOULD.search(sentence.text) and not _ASKS_WHAT.match(sentence.text):
        form = "willing" if _WILLING.search(sentence.text) else "would"
        return Wanted(lambda line: bool(_SUPPOSING.search(plain(line))), form)
    if (day := _ON_A_DAY.search(sentence.text)) and not _ASKS_WHAT.match(sentence.text):
        return Wanted(lambda line: bool(re.search(rf"\b{day[1]}|{_ANY_DAY}", plain(line))))
    if found := _EITHER.search(sentence.text):
        one, other = (word[: max(SHORTEST_NOUN, len(word) - 1 - (len(word) > 5))] for word in found.groups())
        return Wanted(
            lambda line: one in plain(line) or other in plain(line),
            all_named=(found[1], found[2]) if _RATHER.search(sentence.text) else (),
        )
    if (
        (found := _WHICH.match(sentence.text))
        and len(stem := found[1].rstrip("s")) > SHORTEST_NOUN
        and script.vocabulary.heads(found[1])
    ):
        return Wanted(lambda text: stem in plain(text), noun=found[1])
    return None


def _leaning(script: Script, state: State, sentence: LineSentence, kind: Wanted) -> Act | None:
    """The answer to a short question that goes on from what the partner said: «¿Y hasta qué hora es?»"""
    if len(sentence.words) > CONTEXT:
        return None
    own = {
        at
        for at, keys in enumerate(sentence.keys)
        if len(sentence.words[at]) > SHORTEST_NOUN and keys & _content(sentence)
    }
    best: tuple[int, str] = (2 if own else 1, "")
    for before in _before(script, state):
        both, end = joined(before, sentence), len(before.words)
        for answer_id in script.answers:
            match = script.hears[answer_id].best(both)
            if (
                match is None
                or match.terms <= best[0]
                or not (min(match.places, default=0) < end <= max(match.places, default=0))
            ):
                continue
            if own <= {at - end for at in match.places} and kind.told(script, state, both, answer_id):
                best = (match.terms, answer_id)
    return Act("answer", best[1], best[0], asks=True) if best[1] else None


def _content(sentence: LineSentence) -> frozenset[str]:
    return frozenset().union(*about(sentence))


def _line_about(script: Script, state: State, sentence: LineSentence, kind: Wanted) -> str:
    """The scene's own sentence of that kind that shares most with the question, then with what was just said; else empty."""
    asked = about(sentence)
    context = [keys for before in _before(script, state) for keys in about(before)]
    best, most = "", 0
    for line, told in _lines(script, state):
        shared = sum(bool(keys & told) for keys in asked) + bool(kind.noun)  # every line that tells names it
        near = sum(bool(keys & told) for keys in context)
        worth = 3 * shared + min(near, 3)
        if (shared or (not asked and near > 1 and len(sentence.words) <= BARE)) and worth > most and kind.tells(line):
            best, most = line, worth
    return best


def _before(script: Script, state: State) -> list[LineSentence]:
    """What the question may lean on: what the partner told last, and the learner's line before that."""
    told = [sentence for sentence in read(state.last_line, script.vocabulary) if not sentence.question]
    return [*told, *read(state.heard, script.vocabulary)]


def _lines(script: Script, state: State) -> Iterator[tuple[str, frozenset[str]]]:
    """What the partner just said, the facts, then every answer, sentence by sentence, each with what it is about."""
    for sentence in whole_sentences(state.last_line):
        if not sentence.rstrip().endswith("?"):
            yield sentence, subject(sentence, script.vocabulary)
    yield from ((fact.text, fact.keys) for fact in script.facts if fact.length <= MOST_WORDS[state.band])
    for answer in script.answers.values():
        for line in lines_for(answer.say, state.band):
            for sentence in whole_sentences(line):
                if not _PLACE.search(sentence) and not sentence.rstrip().endswith("?"):
                    yield sentence, script.nearest.lines[sentence]
