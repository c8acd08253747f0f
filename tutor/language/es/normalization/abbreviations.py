"""Abbreviations and double forms as they are said."""

from __future__ import annotations

import re

from tutor.language.es.normalization.numerals import word_set
from tutor.language.es.normalization.reading import (
    CAPITAL,
    Reading,
    begins_sentence,
    ends_sentence,
    reading,
    starts_sentence,
    word_after,
    word_before,
)  # fmt: skip
from tutor.language.es.variety import Variety

# Before a name or a number: their point never ends a sentence.
_TITLES = {
    "Sr.": "señor", "Sra.": "señora", "Srta.": "señorita", "Sres.": "señores", "Sras.": "señoras", "Dr.": "doctor",
    "Dra.": "doctora", "Dres.": "doctores", "D.ª": "doña", "Dª": "doña", "Dña.": "doña", "Prof.": "profesor",
    "Profa.": "profesora", "Lic.": "licenciado", "Licda.": "licenciada", "Ing.": "ingeniero", "Arq.": "arquitecto",
    "Sto.": "santo", "Sta.": "santa", "Gral.": "general", "Cnel.": "coronel", "Cap.": "capitán", "Tte.": "teniente",
    "Fr.": "fray", "Mons.": "monseñor", "Excmo.": "excelentísimo", "Excma.": "excelentísima", "M.ª": "María",
    "Mª": "María", "Fco.": "Francisco", "Fdez.": "Fernández", "Hdez.": "Hernández", "Mtnez.": "Martínez",
    "Rguez.": "Rodríguez", "Glez.": "González", "Hnos.": "hermanos", "Cía.": "compañía", "Av.": "avenida",
    "Avda.": "avenida", "Avd.": "avenida", "C/": "calle", "Pza.": "plaza", "Pl.": "plaza", "C/.": "calle", "nro.": "número", "Jr.": "jirón", "Plza.": "plaza", "Pº": "paseo",
    "P.º": "paseo", "Ctra.": "carretera", "Cra.": "carrera", "Gta.": "glorieta", "Urb.": "urbanización", "Edif.": "edificio",
    "Col.": "colonia", "Blvd.": "bulevar", "Bulev.": "bulevar", "Pol. Ind.": "polígono industrial", "C.P.": "código postal",
    "C. P.": "código postal", "Apdo.": "apartado", "esq.": "esquina", "p. ej.": "por ejemplo", "p.ej.": "por ejemplo",
    "núm.": "número", "núms.": "números", "n.º": "número", "nº": "número", "n°": "número", "tel.": "teléfono",
    "teléf.": "teléfono", "tlf.": "teléfono", "tfno.": "teléfono", "móv.": "móvil", "cel.": "celular", "vs.": "contra",
    "aprox.": "aproximadamente", "Ref.": "referencia", "Dir.": "director", "Rte.": "remitente", "cf.": "compárese con",
    "párr.": "párrafo", "párrs.": "párrafos", "Hno.": "hermano", "Hna.": "hermana", "Vda.": "viuda", "Rvdo.": "reverendo",
    "Rvda.": "reverenda", "Ilmo.": "ilustrísimo", "Ilma.": "ilustrísima", "Sgto.": "sargento", "Mtro.": "maestro",
    "Mtra.": "maestra", "Pdte.": "presidente", "Pdta.": "presidenta", "Pje.": "pasaje", "Rda.": "ronda", "Bda.": "barriada",
    "apto.": "apartamento", "Mz.": "manzana", "Pso.": "paseo", "ppal.": "principal", "Bvar.": "bulevar", "Edo.": "estado",
    "esc.": "escalera", "Fdo.": "firmado", "v. gr.": "verbigracia", "S. A. R.": "Su Alteza Real", "S.A.R.": "Su Alteza Real",
}  # fmt: skip
# These may also end a sentence.
_OTHERS = {
    "Ud.": "usted", "Uds.": "ustedes", "Vd.": "usted", "Vds.": "ustedes", "EE. UU.": "Estados Unidos",
    "EE.UU.": "Estados Unidos", "EE UU": "Estados Unidos", "EEUU": "Estados Unidos", "etc.": "etcétera",
    "a. C.": "antes de Cristo", "d. C.": "después de Cristo", "a.C.": "antes de Cristo", "d.C.": "después de Cristo",
    "a. de C.": "antes de Cristo", "d. de C.": "después de Cristo", "JJ. OO.": "Juegos Olímpicos",
    "JJ.OO.": "Juegos Olímpicos", "RR. HH.": "Recursos Humanos", "RR.HH.": "Recursos Humanos",
    "CC. OO.": "Comisiones Obreras", "CC.OO.": "Comisiones Obreras", "CCOO": "Comisiones Obreras",
    "FF. AA.": "Fuerzas Armadas", "SS. MM.": "Sus Majestades", "CC. AA.": "comunidades autónomas",
    "AA. VV.": "autores varios", "S. M.": "Su Majestad", "S.M.": "Su Majestad", "P. D.": "posdata", "P.D.": "posdata",
    "pág.": "página", "págs.": "páginas", "dcha.": "derecha", "izda.": "izquierda", "izq.": "izquierdo",
    "der.": "derecho", "entlo.": "entresuelo", "máx.": "máximo", "mín.": "mínimo", "Dpto.": "departamento",
    "Depto.": "departamento", "Ayto.": "ayuntamiento", "Univ.": "universidad", "Admón.": "administración",
    "hab.": "habitantes", "ej.": "ejemplo", "pret.": "pretérito", "perf.": "perfecto", "imperf.": "imperfecto", "indic.": "indicativo", "subj.": "subjuntivo", "pres.": "presente", "inf.": "infinitivo", "ger.": "gerundio", "fut.": "futuro", "cond.": "condicional", "prep.": "preposición", "pron.": "pronombre", "L-V": "lunes a viernes", "L-D": "lunes a domingo", "L-S": "lunes a sábado", "L-J": "lunes a jueves", "S-D": "sábado y domingo", "adj.": "adjetivo", "sust.": "sustantivo", "sing.": "singular",
    "pl.": "plural", "masc.": "masculino", "fem.": "femenino", "ud.": "unidad", "uds.": "unidades", "cta.": "cuenta",
    "dto.": "descuento", "adv.": "adverbio", "conj.": "conjunción", "interj.": "interjección", "irreg.": "irregular",
    "coloq.": "coloquial", "Ltda.": "limitada", "cts.": "céntimos", "cént.": "céntimos", "ctvs.": "centavos", "temp.": "temperatura", "mill.": "millones", "n.os": "números", "Bs. As.": "Buenos Aires", "Bs.As.": "Buenos Aires", "D. E. P.": "descanse en paz",
    "lun.": "lunes", "mié.": "miércoles", "jue.": "jueves", "vie.": "viernes", "sáb.": "sábado", "dom.": "domingo",
    "tít.": "título", "ed.": "edición", "q.e.p.d.": "que en paz descanse", "Atte.": "atentamente", "q. e. p. d.": "que en paz descanse",
    "s/n": "sin número", "c/u": "cada uno", "c/": "con", "km/h": "kilómetros por hora", "km": "kilómetros", "kg": "kilos",
}  # fmt: skip
_ABBREVIATIONS = _TITLES | _OTHERS
_FOLDED = {short.lower(): said for short, said in _ABBREVIATIONS.items()}
_TITLES_FOLDED = frozenset(short.lower() for short in _TITLES)
ABBREVIATED = frozenset(_FOLDED) | {"d."}  # for `sentences`, which may be given text as it was written
# In capitals, or before a numeral, these are something else.
_CASED = word_set("C/ c/ Pl. Jr. Col. Cap. Dir. pl. der. cel.")
_CASED_FOLDED = frozenset(short.lower() for short in _CASED)
_BEFORE_NUMERAL = {
    "cap": "capítulo", "caps": "capítulos", "art": "artículo", "arts": "artículos", "vol": "volumen", "fig": "figura",
    "p": "página", "pp": "páginas", "No": "número", "Of": "oficina", "of": "oficina", "ext": "extensión", "lec": "lección",
    "Km": "kilómetro", "km": "kilómetro", "CP": "código postal", "v": "versión", "int": "interior", "Int": "interior",
    "lun": "lunes", "mar": "martes", "mié": "miércoles", "jue": "jueves", "vie": "viernes", "sáb": "sábado",
    "dom": "domingo", "ene": "enero", "feb": "febrero", "abr": "abril", "jun": "junio", "jul": "julio", "ago": "agosto",
    "sep": "septiembre", "sept": "septiembre", "oct": "octubre", "nov": "noviembre", "dic": "diciembre",
}  # fmt: skip
_FEMININE = {"licenciado": "licenciada", "ingeniero": "ingeniera", "arquitecto": "arquitecta", "director": "directora"}
_UNITS = frozenset(["km", "kg", "km/h"])
_PERIODS = {
    "día": "al día", "dia": "al día", "semana": "a la semana", "sem": "a la semana", "mes": "al mes", "año": "al año",
    "hora": "por hora", "h": "por hora", "minuto": "por minuto", "min": "por minuto",
}  # fmt: skip


def _both_genders(match: re.Match[str], variety: Variety) -> str:
    stem, plural = match[1], (match[2] or match[3]).endswith("s")
    if plural and not stem.endswith("s"):
        return stem
    base = stem[:-1] if plural else stem
    feminine = base[:-1] + "a" if base[-1] in "oe" else base + "a"
    return f"{stem} o {feminine}{'s' if plural else ''}"


def _before_numeral(match: re.Match[str], variety: Variety) -> str | None:
    short = match[1].rstrip(".")
    key = short if short in _BEFORE_NUMERAL else short.lower()
    if key not in _BEFORE_NUMERAL:
        return None
    if match[2].isalpha() and not re.match(r"[IVXL]+\b", match.string[match.end() : match.end() + 12]):
        return None
    said = _BEFORE_NUMERAL[key]
    sentence_case = short[0].isupper() and key == short.lower() and starts_sentence(match)
    return (said.capitalize() if sentence_case else said) + " "


def _abbreviation(match: re.Match[str], variety: Variety) -> str | None:
    short = match[1]
    if short not in _ABBREVIATIONS and short.lower() in _CASED_FOLDED:
        return None
    after = match.string[match.end() : match.end() + 2]
    before = match.string[max(0, match.start() - _YEAR) : match.start()]
    if short[0] in "AD" and _FOLDED[short.lower()].endswith("Cristo") and not _DATED.search(before):
        return None  # letters: "Bogotá, D. C."
    if short in _POSTSCRIPTS and not starts_sentence(match):
        return None  # initials: "de P. D. Hernández"
    if short == "C/" and not re.match(rf" ?[{CAPITAL}\d]|d", after):
        return None
    if short == "c/" and re.match(rf" ?[{CAPITAL}]", after):
        return "calle "
    if short == "c/" and not re.match(r" ?[^\W\d_]", after):
        return None
    said = _ABBREVIATIONS.get(short) or _FOLDED[short.lower()]
    if said in _FEMININE and word_before(match).lower() in ("la", "una", "las", "señora"):
        said = _FEMININE[said]
    if short not in _ABBREVIATIONS and short[0].isupper() and starts_sentence(match):
        said = said[0].upper() + said[1:]
    space = " " if short.endswith("/") else ""
    stop = short.endswith(".") and short.lower() not in _TITLES_FOLDED and ends_sentence(match)
    return said + space + ("." if stop else "")


def _all_of_them(match: re.Match[str], variety: Variety) -> str:
    """ "niñ@s" is niñas y niños."""
    stem, plural = match[1], match[2]
    return f"{stem}a{plural} {'y' if plural else 'o'} {stem.lower()}o{plural}"


def _don(match: re.Match[str], variety: Variety) -> str | None:
    """ "D. Juan" is don Juan, where no name and no article stands before and a name after."""
    before = word_before(match)
    named = before[:1].isupper() and not _is_title(before)
    beside = match.string[max(0, match.start() - _LETTER_AND) : match.start()]
    if before in ("y", "o") and not re.search(rf"\b[{CAPITAL}] [yo] $", beside):
        before = ""  # "Doña Pilar y D. Antonio", but "los grupos A y D"
    if begins_sentence(word_after(match)) or before.lower() in _BEFORE_A_LETTER or named:
        return None
    return "don "


_YEAR = len("XVIII ") + 1
_DATED = re.compile(r"(?:\d|\b[IVXL]+) $")
_LETTER_AND = len("A y ") + 1
_POSTSCRIPTS = ("P. D.", "P.D.")
_BEFORE_A_LETTER = word_set("un una el la los las letra opción vitamina grupo plan nota es clase tipo o y")


def _is_title(word: str) -> bool:
    return f"{word.lower()}." in _TITLES_FOLDED or word in ("A", "Y", "Con", "De", "Para", "Por", "Ayer", "Hoy", "Que")


def _slash(match: re.Match[str], variety: Variety) -> str | None:
    """ "y/o" is y o; "clases/semana" clases a la semana; between other words "o"."""
    word, period = match[1], _PERIODS.get(match[2].lower())
    if period and word.endswith(("s", "z")):
        return f"{word} {period}"
    if word in ("y", "Y") and match[2] == "o":
        return f"{word} o"
    return None


_ABBREVIATION = (
    r"(?i:(?<![\w.])("
    + "|".join(re.escape(a) for a in sorted(_ABBREVIATIONS, key=len, reverse=True) if a not in _UNITS)
    + r"))(?!(?<=[^/])[^\W\d_])"
)
READINGS: tuple[Reading, ...] = (
    reading(r"(?<!\w)([^\W\d_]{2,30})(?:/(as?)\b|\((as?)\))", _both_genders),  # "amigo/a" and "amigo(a)"
    reading(r"(?<!\w)([^\W\d_]{2,30})@(s?)(?![\w@-]|\.\w)", _all_of_them),
    reading(r"(?<!\w)([^\W\d_]{1,30}) ?/ ?([^\W\d_]{1,30})\b", _slash),
    reading(r"(?<![\w.])(CP|[Kk]m|v(?=\d)|[A-Za-záé]{1,4}\.) ?(?=([\dIVXL]))", _before_numeral),
    reading(r"(?<!\w)mar\.(?= (?:a|al|y|o) (?:jue|vie|sáb|dom)\.)|(?<=\b[Ll]un\. [ayo] )mar\.", "martes"),
    reading(_ABBREVIATION, _abbreviation),
    reading(rf"(?<![\w.])(?<![{CAPITAL}]\. )D\. (?=[{CAPITAL}][^\W\d_])", _don),
)
