"""Text as it is written to text as it is said: cleaned, numbers and abbreviations in words, cut into sentences.

The passes run in order and each leaves only words where it found something, so a later one can't misread it: a date
is gone before a fraction is looked for, a price before a bare number. Every pattern begins at a border that the
pattern itself cannot cross again, so the time stays linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from num2words import num2words

# The first sentence decides when the first sound comes, so a long one is cut at a clause.
LONG_FIRST = 80
# Shorter pieces sound clipped on their own; they go to their neighbour.
SHORT = 12
# Voices lose the end of what is much longer than a breath.
LONGEST = 300


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# ---------------------------------------------------------------------------------------------- abbreviations

# Before a name: their point never ends a sentence.
_TITLES = {
    "Sr.": "señor", "Sra.": "señora", "Srta.": "señorita", "Sres.": "señores", "Sras.": "señoras", "Dr.": "doctor",
    "Dra.": "doctora", "Dres.": "doctores", "D.": "don", "Dña.": "doña", "D.ª": "doña", "Prof.": "profesor",
    "Profa.": "profesora", "Lic.": "licenciado", "Ing.": "ingeniero", "Sto.": "santo", "Sta.": "santa",
    "Av.": "avenida", "Avda.": "avenida", "C/": "calle", "Pza.": "plaza", "p. ej.": "por ejemplo",
    "p.ej.": "por ejemplo", "núm.": "número", "n.º": "número", "nº": "número", "n°": "número", "tel.": "teléfono",
    "tlf.": "teléfono", "tfno.": "teléfono", "vs.": "contra", "aprox.": "aproximadamente",
}  # fmt: skip
# These may also end a sentence.
_OTHERS = {
    "Ud.": "usted", "Uds.": "ustedes", "Vd.": "usted", "Vds.": "ustedes", "EE. UU.": "Estados Unidos",
    "EE.UU.": "Estados Unidos", "EE UU": "Estados Unidos", "EEUU": "Estados Unidos", "etc.": "etcétera",
    "a. C.": "antes de Cristo", "d. C.": "después de Cristo", "JJ. OO.": "Juegos Olímpicos", "pág.": "página",
    "págs.": "páginas", "dcha.": "derecha", "izda.": "izquierda", "máx.": "máximo", "mín.": "mínimo",
    "km/h": "kilómetros por hora", "km": "kilómetros", "kg": "kilos",
}  # fmt: skip
_ABBREVIATIONS = _TITLES | _OTHERS
_FOLDED = {short.lower(): said for short, said in _ABBREVIATIONS.items()}
_ABBREVIATION = re.compile(
    r"(?<![\w.])(?<!vitamina )(?<!letra )(?<!opción )"  # "vitamina D." is no "don"
    r"(" + "|".join(re.escape(a) for a in sorted(_ABBREVIATIONS, key=len, reverse=True)) + r")(?!\w)",
    re.IGNORECASE,
)
_ABBREVIATED = frozenset(_FOLDED)  # for `sentences`, which may be given text as it was written
_BEFORE_NUMERAL = {"cap": "capítulo", "art": "artículo", "vol": "volumen", "fig": "figura", "p": "página", "s": "siglo"}

# ------------------------------------------------------------------------------------------- numbers and nouns

_MONTHS = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
           "noviembre", "diciembre"]  # fmt: skip
# "1.500,75" as in Spain, "1,500.75" as in Mexico, or a plain numeral. One comma and three digits also groups
# thousands: three decimals are rarer in conversation than a model's English habit.
_NUMBER = r"(?<!\d)(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,]\d+)?)(?!\d)"
_UNITS = {
    "km/h": "kilómetros por hora", "km²": "kilómetros cuadrados", "m²": "metros cuadrados", "m³": "metros cúbicos",
    "km": "kilómetros", "Km": "kilómetros", "kg": "kilos", "Kg": "kilos", "cm": "centímetros", "mm": "milímetros",
    "ml": "mililitros", "mg": "miligramos", "g": "gramos", "m": "metros", "l": "litros", "L": "litros",
    "min": "minutos", "seg": "segundos", "h": "horas", "%": "por ciento", "°C": "grados", "ºC": "grados",
    "° C": "grados", "º C": "grados", "°F": "grados Fahrenheit", "ºF": "grados Fahrenheit", "°": "grados",
    "GB": "gigas", "MB": "megas",
}  # fmt: skip
_CURRENCIES = {
    "€": ("euro", "euros"), "EUR": ("euro", "euros"), "US$": ("dólar", "dólares"), "USD": ("dólar", "dólares"),
    "$": ("dólar", "dólares"), "£": ("libra", "libras"), "GBP": ("libra", "libras"), "¥": ("yen", "yenes"),
}  # fmt: skip
_LARGEST_DIGITS = 12  # longer runs are read digit by digit

# After a numeral these are no noun, so that "línea 21 de metro" and "21 más" stay "veintiuno".
_FUNCTION_WORDS = _set(
    "a al ante antes así bajo como con contra cuando cuya de del desde donde durante e el ella ellas ellos en entonces "
    "entre era eran es esa esas esta estas está están fue ha hacia hasta hay la las le les lo los mas me mediante "
    "menos mientras más muy nada ni no nos o para pero por porque pues que quien se según ser si siempre sin sino "
    "sobre solo son su sus sí también tampoco te todas todavía todos tras tu tus u un una unas unos va ya y yo "
    "además después nunca ahora aunque mía tuya suya nuestra cada queda falta sobra basta llega"
)  # fmt: skip
# Before a numeral these make it a name: "página 201", "la línea 1".
_LABELS = _set(
    "andén apartado apartamento artículo asiento aula autobús bus caja calle canal capítulo carretera caso código "
    "ejercicio episodio escena fase figura fila formación grupo habitación lección línea mesa nivel número opción "
    "parte paso piso planta portal pregunta problema puerta punto página respuesta ruta sala siglo tabla talla tema "
    "terminal tomo tren unidad versión volumen vuelo vía zona año día"
)
_FEMININE_NOUNS = _set(
    # In -e, in a consonant and in -o, where the ending says nothing.
    "base calle carne clase clave corriente especie fase fiebre frase fuente gente habitación leche llave madre mente "
    "muerte nave nieve noche nube parte sangre sede serie sierpe suerte superficie tarde torre clases "
    "vez luz voz paz cruz nariz raíz flor mujer sal miel piel señal cárcel catedral capital labor red pared "
    "sed salud ley piel coz perdiz lombriz imagen orden margen virgen actriz emperatriz cicatriz mano foto "
    "moto radio crisis tesis dosis hipótesis síntesis línea cumbre costumbre legumbre certidumbre niñez vejez"
)
_MASCULINE_NOUNS = _set(
    # In -a and -ión, although they are masculine; and those of both genders, whose masculine serves for all.
    "día mediodía problema mapa tema idioma programa sistema clima planeta poeta sofá poema tranvía drama diploma "
    "fantasma esquema síntoma aroma cometa panda gorila yoga trauma dilema lema enigma telegrama pijama pirata "
    "atleta colega belga turista artista dentista taxista periodista deportista especialista ciclista futbolista "
    "pianista policía guía guardia espía camarada demócrata crucigrama kilo teorema carisma estigma dogma "
    "camión avión gorrión guion guión sarampión escorpión aluvión embrión anfitrión bastión millón"
)
_STRESSED_A = _set("agua águila aula área arma hambre hacha alma ala ancla ama haba hada habla ave")
_DISTINCT_ENDINGS = ("a", "ión", "dad", "tad", "tud", "umbre")


def _is_feminine(noun: str) -> bool:
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


def _cardinal(number: int) -> str:
    """ "veintiún mil" and "veintiún millones", where num2words says "veintiuno"."""
    said = str(num2words(number, lang="es"))
    said = re.sub(r"veintiuno (?=mil|billon)", "veintiún ", said)
    return re.sub(r"\buno (?=mil|billon)", "un ", said)


def _digits(numeral: str) -> str:
    return " ".join(_cardinal(int(digit)) for digit in numeral)


def _say(numeral: str) -> str:
    """A numeral in words; the decimal sign is a comma, and a point unless it groups thousands."""
    whole, decimals = _parts(numeral)
    long = len(whole) > _LARGEST_DIGITS or (whole.startswith("0") and len(whole) > 1)
    said = _digits(whole) if long else _cardinal(int(whole))
    if decimals:
        plain = len(decimals) <= 2 and int(decimals[0]) != 0
        said += " coma " + (_cardinal(int(decimals)) if plain else _digits(decimals))
    return said


def _parts(numeral: str) -> tuple[str, str]:
    """The digits before and after the decimal sign."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", numeral):
        numeral = numeral.replace(".", "")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", numeral):
        numeral = numeral.replace(",", "")
    whole, _, decimals = numeral.replace(",", ".").partition(".")
    return whole, decimals


def _agree(said: str, noun: str) -> str:
    """ "veintiuno" directly before a noun is "veintiún" or "veintiuna"; "doscientos" may be "doscientas"."""
    plural = said != "uno"
    if not noun or len(noun) < 3 or noun.lower() in _FUNCTION_WORDS or (plural and not noun.endswith("s")):
        return said
    if _is_feminine(noun):
        if said.endswith("uno"):
            said = "un" if not plural and noun.lower() in _STRESSED_A else said[:-1] + "a"
        # Only what follows the millions agrees: "doscientos millones doscientas personas".
        head, millions, tail = said.rpartition("llones")
        return head + millions + re.sub(r"(cient|quinient)os\b", r"\1as", tail)
    if said.endswith("veintiuno"):
        return said[:-3] + "ún"
    return said[:-1] if said.endswith("uno") else said


def _feminine(number: int) -> str:
    said = _cardinal(number)
    return said[:-1] + "a" if said.endswith("uno") else said


def _ordinal(number: int, *, feminine: bool = False, before_noun: bool = False) -> str:
    """ "primero", "vigésima primera", "tercer". Above 99 nobody says the ordinal."""
    if not 1 <= number <= 99:
        return _cardinal(number)
    said = {11: "undécimo", 12: "duodécimo"}.get(number) or str(num2words(number, lang="es", to="ordinal"))
    said = re.sub(r"^décimo ", "decimo", said)
    if feminine:
        return re.sub(r"o\b", "a", said) if " " in said else said[:-1] + "a"
    return re.sub(r"(primer|tercer)o$", r"\1", said) if before_noun else said


# ------------------------------------------------------------------------------------------------ speakable


def speakable(text: str) -> str:
    """What a voice should say for `text`; empty when there is nothing to say. Contains no digit and no markup."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3}(?!\d))", "", text)  # thousands set apart by thin spaces
    text = re.sub(r"[^\S\n]+", " ", text)
    for clean in (_markup, _words, _romans, _numbers, _symbols):
        text = clean(text)
    return text if any(c.isalpha() for c in text) else ""


def _markup(text: str) -> str:
    parts = text.split("```")
    text = " ".join(part for i, part in enumerate(parts) if i % 2 == 0 or i == len(parts) - 1)  # an open fence is text
    text = re.sub(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?: \"[^\"]*\")?\)", r"\1", text)
    text = re.sub(r"(?:https?://|www\.)\S+", _link, text)
    text = re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", text)
    text = re.sub(r"(?<!\S)(?:[:;=]-?[()DPpoO/|*]|:[a-z_]{2,30}:|<3)(?!\w)", "", text)  # :-) and :smile:
    text = re.sub(r"(?m)^ ?(?:#{1,6}|[-*•>–—]|\d{1,3}[.)]) +", "", text)
    # A line is a sentence of its own, also where it lacks its full stop.
    text = re.sub(r"(?<=[\w%€$)*_`])[ ]?[*_`]{0,3}\n\s*", ".\n", text)
    return re.sub(r"[*_`~#|<>\\]+", " ", text)


def _link(match: re.Match[str]) -> str:
    return "enlace" + match[0][len(match[0].rstrip(".,;:!?…)»\"'")) :]


def _words(text: str) -> str:
    """Abbreviations, addresses and double forms."""
    # "amigo/a" and "amigo(a)"
    text = re.sub(r"(?<!\w)([^\W\d_]{2,30})(?:/(as?)\b|\((as?)\))", _both_genders, text)
    text = re.sub(
        r"(?<![\w.+-])([\w.+-]{1,64})@([\w-]{1,64}(?:\.[\w-]{1,64}){1,4})",
        lambda m: f"{m[1].replace('.', ' punto ')} arroba {m[2].replace('.', ' punto ')}",
        text,
    )
    text = re.sub(r"(?<=\w)\.(?=(?:com|org|net|edu)\b)", " punto ", text)
    text = re.sub(r"\b([ap])\. ?m\.", lambda m: f"{m[1]}m" + ("." if _sentence_ends(m) else ""), text)
    text = re.sub(r"(?i)\b(cap|art|vol|fig|p|s)\. ?(?=\d|[IVXL]+\b)", _before_numeral, text)
    text = _ABBREVIATION.sub(_abbreviation, text)
    return re.sub(r"(?<=[^\W\d_])(?<!km) ?/ ?(?=[^\W\d_])", _slash, text)


def _both_genders(match: re.Match[str]) -> str:
    stem, plural = match[1], (match[2] or match[3]).endswith("s")
    if plural and not stem.endswith("s"):
        return stem
    base = stem[:-1] if plural else stem
    feminine = base[:-1] + "a" if base[-1] in "oe" else base + "a"
    return f"{stem} o {feminine}{'s' if plural else ''}"


def _slash(match: re.Match[str]) -> str:
    return " " if re.search(r"\by$", match.string[: match.start()][-2:]) else " o "


def _before_numeral(match: re.Match[str]) -> str:
    said = _BEFORE_NUMERAL[match[1].lower()]
    return (said.capitalize() if match[1][0].isupper() else said) + " "


def _abbreviation(match: re.Match[str]) -> str:
    short = match[1]
    said = _ABBREVIATIONS.get(short) or _FOLDED[short.lower()]
    if short in ("d.", "C/") and not re.match(r" ?[A-ZÁÉÍÓÚÑ]", match.string[match.end() : match.end() + 2]):
        return short
    if short.lower() in ("km", "kg", "km/h") and re.search(r"\d ?$", match.string[: match.start()][-2:]):
        return short  # a unit, read with its number
    if short not in _ABBREVIATIONS and short[0].isupper():
        said = said[0].upper() + said[1:]
    title = short in _TITLES or short.lower() in {t.lower() for t in _TITLES}
    space = " " if short.endswith("/") else ""
    return said + space + ("." if short.endswith(".") and not title and _sentence_ends(match) else "")


def _sentence_ends(match: re.Match[str]) -> bool:
    """Whether the point of an abbreviation is also the full stop: a capital follows, or nothing."""
    after = match.string[match.end() : match.end() + 3].lstrip(" ")
    return not after or after[0] in "\n¿¡" or after[0].isupper()


# ------------------------------------------------------------------------------------------- roman numerals

_ROMAN = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_MONARCHS = {
    False: "Alfonso Benedicto Carlos Eduardo Enrique Felipe Fernando Francisco Guillermo Jaime Jorge Juan Leopoldo León "
    "Luis Napoleón Nicolás Pablo Pedro Pío Ramiro Ricardo Sancho Vaticano Moctezuma Alejandro Iván Gregorio",
    True: "Isabel Catalina Cristina Juana Margarita María Urraca",
}
_EVENTS = {
    False: "Congreso Reich Imperio Plan Concilio Premio Festival",
    True: "Guerra República Internacional Edición",
}


def _romans(text: str) -> str:
    """Centuries, kings and what else is certain: an ordinal up to ten, "trece" and so on from there."""
    text = re.sub(rf"(?i:\b(siglos?)) ({_ROMAN})(?: (y|al?|e) ({_ROMAN}))?\b", _centuries, text)
    text = re.sub(
        rf"\b((?i:capítulo|tomo|volumen|acto|tema|artículo)) ({_ROMAN})\b", lambda m: f"{m[1]} {_roman(m[2])}", text
    )
    for feminine in (False, True):
        names, events = (group[feminine].replace(" ", "|") for group in (_MONARCHS, _EVENTS))
        text = re.sub(rf"\b({names}) ({_ROMAN})\b(?!\. [A-Z])", _king(feminine), text)
        text = re.sub(
            rf"\b({_ROMAN}) (?=(?:{events})\b)",
            _event(feminine),
            text,
        )
    return text


def _king(feminine: bool) -> Callable[[re.Match[str]], str]:
    return lambda match: f"{match[1]} {_rank(match[2], feminine=feminine)}"


def _event(feminine: bool) -> Callable[[re.Match[str]], str]:
    return lambda match: _rank(match[1], feminine=feminine, before_noun=True).capitalize() + " "


def _centuries(match: re.Match[str]) -> str:
    said = f"{match[1]} {_rank(match[2])}"
    return f"{said} {match[3]} {_rank(match[4])}" if match[3] else said


def _rank(numeral: str, *, feminine: bool = False, before_noun: bool = False) -> str:
    value = _value(numeral)
    return _ordinal(value, feminine=feminine, before_noun=before_noun) if value <= 10 else _cardinal(value)


def _roman(numeral: str) -> str:
    return _cardinal(_value(numeral))


def _value(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[c] for c in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


# -------------------------------------------------------------------------------------------------- numbers

_TIME = re.compile(
    r"(?<![\w:.,/])([01]?\d|2[0-3])(?::([0-5]\d)(?::([0-5]\d))?(?: ?([ap])m\b)?| ?([ap])m\b)(?: ?h(?:oras)?\b)?(?![\d:])"
)
_SYMBOL = r"(US\$|[€$£¥]|(?:EUR|USD|GBP)\b)"
_NEXT_WORD = r"(?=( [^\W\d_]+)?)"


def _numbers(text: str) -> str:
    for shape, reading in _READINGS:
        text = shape.sub(reading, text)
    # What is left of other scripts, superscripts and the like has no reading here.
    return "".join(" " if unicodedata.category(c)[0] == "N" else c for c in text)


def _telephone(match: re.Match[str]) -> str:
    """Pairs as numbers and longer groups digit by digit, as one dictates; other numerals are left alone."""
    prefix, number = match[1], match[2]
    groups = re.split("[ -]", number)
    solid = len(groups) == 1
    digits = "".join(groups)
    is_date = [len(group) for group in groups] == [2, 2, 4]
    if not prefix and (not 8 <= len(digits) <= 13 or is_date or digits.endswith("000")):
        return match[0]
    if solid:
        if not prefix and digits[0] not in "6789":
            return match[0]
        groups = [digits[:3], digits[3:5], digits[5:7], digits[7:]]
    said = ", ".join(_digits(g) if len(g) != 2 or g[0] == "0" else _cardinal(int(g)) for g in groups)
    return f"más {_cardinal(int(prefix))}, {said}" if prefix else said


def _date(match: re.Match[str]) -> str:
    day, month, year = int(match[1]), int(match[3]), int(match[4])
    if month > 12 >= day:
        day, month = month, day
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return match[0]
    if year < 100:
        year += 2000 if year < 50 else 1900
    return f"{_cardinal(day)} de {_MONTHS[month - 1]} de {_cardinal(year)}"


def _day_and_month(match: re.Match[str]) -> str:
    day, month = int(match[2]), int(match[3])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return match[0]
    return f"{match[1]} {_cardinal(day)} de {_MONTHS[month - 1]}"


def _time(match: re.Match[str]) -> str:
    """ "las catorce treinta", "las ocho y media de la mañana"; the article is not said twice."""
    hour, minute, second, half = int(match[1]), int(match[2] or 0), match[3], match[4] or match[5]
    said = _feminine(hour)
    if minute and hour > 12:
        said += f" {_cardinal(minute)}" if minute > 9 else f" cero {_cardinal(minute)}"
    elif minute:
        said += f" y {({15: 'cuarto', 30: 'media'}).get(minute) or _cardinal(minute)}"
    elif hour == 0:
        said += " horas"
    if second:
        said += f" y {_agree(_cardinal(int(second)), 'segundos')} segundos"
    if half:
        said += f" {_part_of_day(hour, half)}"
    return said if _word_before(match) in ("la", "las") else f"{'la' if hour == 1 else 'las'} {said}"


def _part_of_day(hour: int, half: str) -> str:
    if half == "a":
        return "de la noche" if hour == 12 else "de la madrugada" if hour < 6 else "de la mañana"
    return "del mediodía" if hour == 12 else "de la tarde" if hour < 8 else "de la noche"


def _word_before(match: re.Match[str]) -> str:
    """The word right before a match, in small letters."""
    before = re.search(r"([^\W\d_]+) $", match.string[max(0, match.start() - 20) : match.start()])
    return before[1].lower() if before else ""


def _ordinals(match: re.Match[str]) -> str:
    number, mark, noun = int(match[1]), match[2], (match[3] or "").strip().lower()
    noun = "" if noun in _FUNCTION_WORDS else noun
    if (mark == "°" and not noun) or (mark == "º" and number > 12 and not noun):
        return f"{_agree(_cardinal(number), 'grados')} grados"
    return _ordinal(number, feminine=mark[-1] in "aª", before_noun=bool(noun) or mark == "er")


def _money(match: re.Match[str]) -> str:
    """ "tres euros con cincuenta", "noventa y nueve céntimos", "dos millones de dólares"."""
    one, many = _CURRENCIES[match[3]]
    whole, decimals = _parts(match[1])
    if match[2] or len(decimals) > 2 or len(whole) > _LARGEST_DIGITS:
        return f"{_scaled(match[1], match[2], many)}{' de' if 'mill' in match[2] else ''} {many}"
    amount, cents = int(whole), int(decimals.ljust(2, "0") or 0)
    of = " de" if amount and amount % 10**6 == 0 else ""
    said = f"{_agree(_cardinal(amount), one if amount == 1 else many)}{of} {one if amount == 1 else many}"
    if not cents:
        return said
    if not amount:
        return f"{_agree(_cardinal(cents), 'céntimos')} {'céntimo' if cents == 1 else 'céntimos'}"
    return f"{said} con {_cardinal(cents)}"


def _with_unit(match: re.Match[str]) -> str:
    unit = _UNITS[match[2]]
    said = _say(match[1])
    if unit == "por ciento" or _parts(match[1])[1]:
        return f"{said} {unit}"
    if said == "uno":
        unit = (
            re.sub(r"s\b", "", unit, count=2) if "cuadrados" in unit or "cúbicos" in unit else unit.replace("s", "", 1)
        )
    return f"{_agree(said, unit.split()[0])} {unit}"


def _fraction(match: re.Match[str]) -> str:
    over, under, noun = int(match[1]), int(match[2]), (match[3] or "").strip()
    if (over, under) == (24, 7):
        return "veinticuatro siete"
    if under not in (2, 3, 4) or not 0 < over < under:
        return f"{_cardinal(over)} sobre {_cardinal(under)}"
    if under == 2:
        if not noun or noun.lower() in _FUNCTION_WORDS:
            return "un medio"
        return "media" if _is_feminine(noun) else "medio"
    part = {3: "tercio", 4: "cuarto"}[under]
    return f"un {part}" if over == 1 else f"{_cardinal(over)} {part}s"


def _scaled(numeral: str, scale: str | None, noun: str) -> str:
    """A numeral before "mil" or "millones", as in "doscientas mil personas" and "veintiún millones"."""
    said = _say(numeral)
    if not scale:
        return said
    if said.endswith("uno") and not _parts(numeral)[1]:
        said = _agree(said, "millones" if said != "uno" else "millón")
    if scale == " mil" and noun.endswith("s") and _is_feminine(noun):
        said = re.sub(r"(cient|quinient)os\b", r"\1as", said)
    return f"{said}{scale}"


def _bare(match: re.Match[str]) -> str:
    """A numeral that nothing else has read, in agreement with its noun where that is clear."""
    numeral, or_number, scale, noun = match[1], match[2], match[3], (match[4] or "").strip()
    whole, decimals = _parts(numeral)
    before = _word_before(match)
    said = _say(numeral)
    if scale:
        said = _scaled(numeral, scale, noun).removesuffix(scale)
    elif decimals:
        pass
    elif before in ("la", "las") and said.endswith("uno") and (not noun or noun.lower() in _FUNCTION_WORDS):
        said = said[:-1] + "a"  # "a la 1", "a las 21"
    elif before not in _LABELS and before != "el":
        # "de una a tres horas", but "tiene veintiuno y tres hijas"
        if not or_number or (_is_feminine(noun) and (not or_number.startswith(" y ") or before == "entre")):
            said = _agree(said, noun)
        millions = len(whole) <= _LARGEST_DIGITS and int(whole) and int(whole) % 10**6 == 0
        if millions and noun and noun.lower() not in _FUNCTION_WORDS:
            said += " de"
    text, start, end = match.string, match.start(), match.end()
    space_before = " " if start and text[start - 1].isalpha() else ""
    return space_before + said + (" " if text[end : end + 1].isalpha() else "")


_Reading = str | Callable[[re.Match[str]], str]
_READINGS: list[tuple[re.Pattern[str], _Reading]] = [
    (re.compile(shape), reading)
    for shape, reading in (
        (r"(?<=\d)½", " y medio"),
        ("½", " medio "),
        ("¼", " un cuarto "),
        ("¾", " tres cuartos "),
        (r"(?<![\w.,])(?:\+(\d{1,3})[ -]?)?(\d{2,3}(?:[ -]\d{2,4}){2,4}|\d{9})(?![\w/]|[.,]\d)", _telephone),
        (r"(?<![\d.,])\d{1,3}(?: \d{3}){2,}(?![\d.])|(?<![\d.,])\d{2,3} 000(?![\d.])", lambda m: m[0].replace(" ", "")),
        (r"(?<![\w/-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\w/-])", r"\3/\2/\1"),
        (r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|(?<=/)\d{2})(?![\w/-])", _date),
        (r"(?i)\b(del|al?|día|el) (\d{1,2})/(\d{1,2})(?![\w/])", _day_and_month),
        (r"(?<!\d)(\d{1,2})(?:h(?=\d\d\b)|[.:](?=\d\d ?h\b))(\d\d)(?: ?h\b)?", r"\1:\2"),
        (r"(?<=\d:\d\d) ?[-–] ?(?=\d{1,2}:\d\d)", " a "),
        (_TIME.pattern, _time),
        (rf"(?<![\d.,])(\d{{1,2}})\.?([º°ª]|er|ro|do|to|mo|vo|no|ra|da|ta|ma|va|na)(?!\w)(?! ?[CF]\b){_NEXT_WORD}", _ordinals),
        (r"(?<![\w)])[-−–](?=\d)", "menos "),
        (r"(?<![\w)])\+(?=\d)", "más "),
        (r"(?<=[^\W\d_])-(?=\d)", " "),
        (r"(?<=\d) ?[-−] ?(?=\d{1,12} ?=)", " menos "),
        (r"(?<=\d) ?\+ ?(?=\d)", " más "),
        (r"(?<=\d) ?[x×*] ?(?=\d)", " por "),
        (r"(?<=\d) ?÷ ?(?=\d)", " entre "),
        (r"(?<=\d) ?= ?(?=\d)", " igual a "),
        (rf"\b([Ee]ntre {_NUMBER}) ?[-–—−] ?(?=\d)", r"\1 y "),
        (r"(?<=[\d%€$]) ?[-–—−] ?(?=\d)", " a "),
        (r"(?<=\d) ?: ?(?=\d)", " a "),
        (rf"{_SYMBOL} ?({_NUMBER})( mil| millón| millones)?", r"\2\3 \1"),
        (rf"({_NUMBER})((?: (?:mil|millón|millones))?) ?{_SYMBOL}", _money),
        (rf"({_NUMBER}) ?({'|'.join(re.escape(u) for u in sorted(_UNITS, key=len, reverse=True))})(?!\w)", _with_unit),
        (rf"(?<![\d/.,])(\d{{1,2}})/(\d{{1,2}})(?![\d/]){_NEXT_WORD}", _fraction),
        (r"(?<=\d)/(?=\d{1,3}(?!\d))", " sobre "),
        (r"(?<=\d)/(?=\d)", " de "),
        (r"(?<![\d.])\d+(?:\.\d+){2,}(?![\d,])", lambda m: m[0] if _parts(m[0])[1] == "" else m[0].replace(".", " punto ")),
        (rf"({_NUMBER})(?=( (?:a|o|u|y) \d[\d.,]*)?( mil| millones)?( [^\W\d_]+)?)", _bare),
    )
]  # fmt: skip


def _symbols(text: str) -> str:
    """Only what a voice can use stays: letters, spaces and punctuation that is heard."""
    for symbol, said in (("&", " y "), ("%", " por ciento"), ("@", " arroba "), ("€", " euros"), ("+", " más ")):
        text = text.replace(symbol, said)
    text = re.sub(r"(?<=\w)[(\[{]|[(\[{](?=\w)", ", ", text)
    text = re.sub(r"[)\]}](?= ?[^\W_¿¡])", ", ", text)
    text = "".join(c if _is_heard(c) else " " for c in text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" (?=[,.;:?!…])", "", text)
    text = re.sub(r"\.{2,}|…+", "…", text)
    text = re.sub(r"([¿¡])[¿¡ ]*(?=\1)", "", text)
    text = re.sub(r"([.?!…])[,;:.]+", r"\1", text)
    text = re.sub(r"([?!])[?!…]*(?=\1)", "", text)
    text = re.sub(r"[,;:]+([,;:.?!…])", r"\1", text)
    text = re.sub(r"(?<=[¿¡«\"])[,;: ]+", "", text)
    text = re.sub(r"^[\W_]*?(?=[\w¿¡«\"…])", "", text, count=1)
    return text.strip(" ,;:-–—'’")


def _is_heard(c: str) -> bool:
    return (c.isalpha() and c not in "ºª") or c in " \n.,;:¿?¡!…—–-'’«»\"" or bool(unicodedata.combining(c))


# ------------------------------------------------------------------------------------------------ sentences


def sentences(text: str) -> list[str]:
    """`text` cut for synthesis. Joined again, the pieces hold the same characters, spaces aside.

    Never cuts inside a number or after an abbreviation's point; a long first sentence is cut at a clause, and one
    that is too long for a voice at the last clause or space before the limit.
    """
    groups: list[list[str]] = []
    for piece in re.split(r"(?<=[.?!…][\"»”’')])\s+|(?<=[.?!…])\s+|(?<=[.?!…])(?=[¿¡])|\n+", text):
        if not piece.strip():
            continue
        if groups and _goes_on(groups[-1][-1], piece):
            groups[-1].append(piece.strip())
        else:
            groups.append([piece.strip()])
    cut: list[str] = []
    for whole in _with_fragments([" ".join(group) for group in groups]):
        cut += _breaths(whole)
    if cut and len(cut[0]) > LONG_FIRST and (at := _clause(cut[0])):
        cut[:1] = [cut[0][:at].strip(), cut[0][at:].strip()]
    return cut


def _goes_on(before: str, after: str) -> bool:
    """Whether what looked like an end was none: an abbreviation, an initial, or a small letter follows."""
    last = before.rsplit(None, 1)[-1].lstrip('(¿¡«"')
    if (
        last.lower() in _ABBREVIATED
        or re.fullmatch(r"(?:[A-ZÁÉÍÓÚ]\.)+", last)
        or before.endswith(("p. ej.", "EE. UU."))
    ):
        return True
    return after.lstrip(' "«').lstrip()[:1].islower()


def _with_fragments(pieces: list[str]) -> list[str]:
    """Fragments joined to what follows, the last one to what comes before."""
    joined: list[str] = []
    for piece in pieces:
        if (
            joined
            and (len(joined[-1]) < SHORT or (len(piece) < SHORT and piece is pieces[-1]))
            and (len(joined[-1]) + len(piece) < LONG_FIRST)
        ):
            joined[-1] += " " + piece
        else:
            joined.append(piece)
    return joined


def _breaths(sentence: str) -> list[str]:
    """A sentence in parts that a voice can hold."""
    parts: list[str] = []
    start = 0
    while len(sentence) - start > LONGEST:
        window = sentence[start : start + LONGEST]
        at = max(window.rfind(", "), window.rfind("; "), window.rfind(": ")) + 1 or window.rfind(" ")
        at = at if at > 0 else LONGEST
        parts.append(window[:at].strip())
        start += at
    return [part for part in (*parts, sentence[start:].strip()) if part]


def _clause(sentence: str) -> int | None:
    """Where to cut a long sentence: after the first comma or before the first conjunction that leaves enough."""
    for match in re.finditer(r"[,;:] |(?= (?:pero|porque|aunque|así que|mientras|cuando|entonces) )", sentence):
        if 25 <= match.end() <= len(sentence) - 15:
            return match.end()
    return None
