"""Numerals in words that agree with their noun."""

from __future__ import annotations

import re
from functools import lru_cache

from num2words import num2words


def word_set(words: str) -> frozenset[str]:
    """Words written in a row."""
    return frozenset(words.split())


# "1.500,75" as in Spain, "1,500.75" as in Mexico, or a plain numeral. One comma and three digits also groups
# thousands: three decimals are rarer in conversation than a model's English habit.
NUMBER = (
    r"(?<!\d)(?:\d{1,3}(?:\.\d{3}){1,6}(?:,\d{1,20})?(?!\d)|[1-9]\d{0,2}(?:,\d{3}){1,6}(?:\.\d{1,20})?(?!\d)"
    r"|\d{1,30}(?:[.,]\d{1,20})?)(?!\d)"
)
LARGEST_DIGITS = 12  # longer runs are read digit by digit

# After a numeral these are no noun, so that "línea 21 de metro" and "21 más" stay "veintiuno".
FUNCTION_WORDS = word_set(
    "a al ante antes así bajo como con contra cuando cuya de del desde donde durante e el ella ellas ellos en entonces "
    "entre era eran es esa esas esta estas está están fue ha hacia hasta hay la las le les lo los mas me mediante "
    "menos mientras más muy nada ni no nos o para pero por porque pues que quien se según ser si siempre sin sino "
    "sobre solo son su sus sí también tampoco te todas todavía todos tras tu tus u un una unas unos va ya y yo "
    "además después nunca ahora aunque mía tuya suya nuestra cada queda falta sobra basta llega"
)  # fmt: skip
# Before a numeral these make it a name: "página 201", "la línea 1".
LABELS = word_set(
    "andén apartado apartamento artículo asiento aula autobús bus caja calle canal capítulo carretera caso código "
    "ejercicio episodio escena fase figura fila formación grupo habitación lección línea mesa nivel número opción "
    "parte paso piso planta portal pregunta problema puerta punto página respuesta ruta sala siglo tabla talla tema "
    "terminal tomo tren unidad versión volumen vuelo vía zona año día"
)
_FEMININE_NOUNS = word_set(
    # In -e, in a consonant and in -o, where the ending says nothing.
    "base calle carne clase clave corriente especie fase fiebre frase fuente gente habitación leche llave madre mente "
    "muerte nave nieve noche nube parte sangre sede serie sierpe suerte superficie tarde torre clases "
    "vez luz voz paz cruz nariz raíz flor mujer sal miel piel señal cárcel catedral capital labor red pared "
    "sed salud ley piel coz perdiz lombriz imagen orden margen virgen actriz emperatriz cicatriz mano foto "
    "moto radio crisis tesis dosis hipótesis síntesis línea cumbre costumbre legumbre certidumbre niñez vejez"
)
_MASCULINE_NOUNS = word_set(
    # In -a and -ión, although they are masculine; and those of both genders, whose masculine serves for all.
    "día mediodía problema mapa tema idioma programa sistema clima planeta poeta sofá poema tranvía drama diploma "
    "fantasma esquema síntoma aroma cometa panda gorila yoga trauma dilema lema enigma telegrama pijama pirata "
    "atleta colega belga turista artista dentista taxista periodista deportista especialista ciclista futbolista "
    "pianista policía guía guardia espía camarada demócrata crucigrama kilo teorema carisma estigma dogma "
    "giga mega tera córdoba balboa lempira"
    "camión avión gorrión guion guión sarampión escorpión aluvión embrión anfitrión bastión millón"
)
_STRESSED_A = word_set("agua águila aula área arma hambre hacha alma ala ancla ama haba hada habla ave")
_DISTINCT_ENDINGS = ("a", "ión", "dad", "tad", "tud", "umbre")


def is_feminine(noun: str) -> bool:
    """Whether a noun is clearly feminine, by a list and else by its ending."""
    noun = noun.lower()
    for form in _singulars(noun):
        if form in _MASCULINE_NOUNS:
            return False
        if form in _FEMININE_NOUNS or form in _STRESSED_A:
            return True
    return any(form.endswith(_DISTINCT_ENDINGS) for form in _singulars(noun))


def _singulars(noun: str) -> list[str]:
    """What a noun may be in the singular: itself, "casas" casa, "flores" flor, "veces" vez, "aviones" avión."""
    forms = [noun]
    if noun.endswith("s"):
        forms.append(noun[:-1])
    if noun.endswith("es"):
        forms.append(noun[:-2])
    if noun.endswith("ces"):
        forms.append(noun[:-3] + "z")
    if noun.endswith("iones"):
        forms.append(noun[:-5] + "ión")
    if noun.endswith("ágenes"):
        forms.append(noun[:-6] + "agen")
    return forms


@lru_cache(maxsize=1000)
def cardinal(number: int) -> str:
    """ "veintiún mil" and "veintiún millones", where num2words says "veintiuno"."""
    said = str(num2words(number, lang="es"))
    said = re.sub(r"veintiuno (?=mil|billon)", "veintiún ", said)
    return re.sub(r"\buno (?=mil|billon)", "un ", said)


def one_by_one(numeral: str) -> str:
    """A numeral digit by digit."""
    return " ".join(cardinal(int(digit)) for digit in numeral)


def in_words(numeral: str) -> str:
    """A numeral in words; the decimal sign is a comma, and a point unless it groups thousands."""
    whole, decimals = whole_and_decimals(numeral)
    long = len(whole) > LARGEST_DIGITS or (whole.startswith("0") and len(whole) > 1)
    said = one_by_one(whole) if long else cardinal(int(whole))
    if decimals:
        plain = len(decimals) <= 2 and int(decimals[0]) != 0
        said += " coma " + (cardinal(int(decimals)) if plain else one_by_one(decimals))
    return said


def whole_and_decimals(numeral: str) -> tuple[str, str]:
    """The digits before and after the decimal sign."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", numeral):
        numeral = numeral.replace(".", "")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", numeral):
        numeral = numeral.replace(",", "")
    whole, _, decimals = numeral.replace(",", ".").partition(".")
    return whole, decimals


def agreeing(said: str, noun: str) -> str:
    """ "veintiuno" directly before a noun is "veintiún" or "veintiuna"; "doscientos" may be "doscientas"."""
    plural = said != "uno"
    if not noun or len(noun) < 3 or noun.lower() in FUNCTION_WORDS or (plural and not noun.endswith("s")):
        return said
    if is_feminine(noun):
        if said.endswith("uno"):
            said = "un" if not plural and noun.lower() in _STRESSED_A else said[:-1] + "a"
        # Only what follows the millions agrees: "doscientos millones doscientas personas".
        head, millions, tail = said.rpartition("llones")
        return head + millions + re.sub(r"(cient|quinient)os\b", r"\1as", tail)
    if said.endswith("veintiuno"):
        return said[:-3] + "ún"
    return said[:-1] if said.endswith("uno") else said


def feminine_cardinal(number: int) -> str:
    """ "veintiuna", "dos": a number of feminine things."""
    said = cardinal(number)
    return said[:-1] + "a" if said.endswith("uno") else said


def ordinal(number: int, *, feminine: bool = False, before_noun: bool = False, plural: bool = False) -> str:
    """ "primero", "vigésima primera", "tercer", "primeros". Above 100 nobody says the ordinal."""
    if not 1 <= number <= 100:
        return cardinal(number)
    said = {11: "undécimo", 12: "duodécimo"}.get(number) or str(num2words(number, lang="es", to="ordinal"))
    said = re.sub(r"^décimo ?", "decimo", said) if number > 10 else said
    said = said.replace("decimoo", "decimo").replace("quadra", "cuadra")  # num2words 0.5.14 writes "quadragésimo"
    if feminine:
        said = re.sub(r"o\b", "a", said) if " " in said else said[:-1] + "a"
    elif before_noun and not plural:
        said = re.sub(r"(primer|tercer)o$", r"\1", said)
    return re.sub(r"([oa])\b", r"\1s", said) if plural else said


def singular(noun: str) -> str:
    """ "tazas" taza, "veces" vez, "flores" flor; a word of several, each of its words."""
    if " " in noun:
        first, _, rest = noun.partition(" ")
        return f"{singular(first)} {singular(rest) if rest.endswith('ados') or rest.endswith('icos') else rest}"
    if noun.endswith("ces"):
        return noun[:-3] + "z"
    if noun.endswith("iones"):
        return noun[:-5] + "ión"
    if noun.endswith("es") and noun[-3:-2] in "lrndj":
        return noun[:-2]
    return noun.removesuffix("s")
