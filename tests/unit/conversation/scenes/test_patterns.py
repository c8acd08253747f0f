import pytest

from tutor.conversation.scenes.library import lemmas as shipped_lemmas
from tutor.conversation.scenes.patterns import compiled
from tutor.conversation.scenes.sentences import read
from tutor.conversation.scenes.words import Vocabulary


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary(shipped_lemmas)


def fits(vocabulary, pattern, line, **kwargs):
    return any(compiled(pattern).match(sentence, **kwargs) for sentence in read(line, vocabulary))


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("cuanto costar", "¿Cuánto cuestan las peras?"),
        ("cuanto costar ?", "cuanto cuesta"),
        ("naranja", "QUIERO NARANJAS"),
        ("cafe leche", "un café con leche"),
        ("telefono", "mi teléfono"),
        ("teléfono", "mi telefono"),
        ("naranj*", "una naranjada"),
        ("nada_mas", "No, nada más."),
        ("querer #", "quiero tres"),
        ("querer #", "quiero 3"),
        ("restaurante", "un resturante barato"),
        ("querer", "quisiera pagar"),
        ("donde estar ?", "donde esta el baño"),
        ("dar", "dame dos"),
        ("mañana", "manana por la tarde"),
        ("saber si ?", "Quería saber si hay wifi."),
        ("piscina ?", "Tienen piscina, ¿no?"),
    ],
)
def test_recognises(vocabulary, pattern, line):
    assert fits(vocabulary, pattern, line)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("cafe !leche", "un café con leche"),
        ("wifi ?", "Tengo wifi en casa."),
        ("manzana", "hasta mañana"),
        ("cafe leche", "Un café. Y leche."),
        ("nada_mas", "más nada"),
        ("que ?", "¡Qué bien!"),
        ("comer", "¿Cómo está?"),
        ("cuando ?", "Cuando era niño, vivía en un pueblo."),
    ],
)
def test_does_not_recognise(vocabulary, pattern, line):
    assert not fits(vocabulary, pattern, line)


def test_short_answers_count_only_when_asked(vocabulary):
    assert fits(vocabulary, "^ si|claro", "Sí, gracias.", asked=True)
    assert not fits(vocabulary, "^ si|claro", "Sí, gracias.")
    long = "Creo que el otro día no vino casi nadie a la fiesta"
    assert not fits(vocabulary, "^ no", long, asked=True)


def test_more_terms_are_more_specific(vocabulary):
    (sentence,) = read("¿Cuánto cuesta el café?", vocabulary)
    one, two = compiled("cafe").match(sentence), compiled("cuanto costar ?").match(sentence)
    assert one
    assert two
    assert two.terms > one.terms


@pytest.mark.parametrize("text", ["", "!no", "a||b", "_"])
def test_says_what_is_wrong(text):
    with pytest.raises(ValueError, match="pattern"):
        compiled(text)


@pytest.mark.parametrize(("pattern", "line"), [("ser", "Se cierra tarde."), ("dar", "Un trozo de tarta.")])
def test_function_words_are_no_verbs(vocabulary, pattern, line):
    assert not fits(vocabulary, pattern, line)


@pytest.mark.parametrize(
    "line",
    [
        "Desde que vivo sola, cocino más.",
        "como lentejas",
        "Donde trabajo hay mucha gente.",
        "hasta que llegue el verano",
    ],
)
def test_clauses_are_no_questions(vocabulary, line):
    assert not any(sentence.question for sentence in read(line, vocabulary))


@pytest.mark.parametrize(
    "line", ["como se va al museo", "cómo pago", "donde compro el billete", "de que es el bocadillo"]
)
def test_questions_without_marks(vocabulary, line):
    assert read(line, vocabulary)[-1].question
