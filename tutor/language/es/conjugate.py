"""The simple tenses of a Spanish verb, for the script that derives `data/verbs.tsv`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

PERSONS = ("1s", "2s", "3s", "1p", "2p", "3p")
TENSES = ("pres", "pret", "impf", "fut", "cond", "subj", "subjimpf")

_PRESENT = {"a": "o as a amos áis an", "e": "o es e emos éis en", "i": "o es e imos ís en"}
_PRETERITE = {"a": "é aste ó amos asteis aron", "e": "í iste ió imos isteis ieron"}
_STRONG = "e iste o imos isteis ieron"
_IMPERFECT = {"a": "aba abas aba ábamos abais aban", "e": "ía ías ía íamos íais ían"}
_SUBJUNCTIVE = {"a": "e es e emos éis en", "e": "a as a amos áis an"}
_FUTURE = "é ás á emos éis án"

_STRONG_STEMS = {
    "tener": "tuv", "estar": "estuv", "andar": "anduv", "poder": "pud", "poner": "pus", "saber": "sup",
    "querer": "quis", "venir": "vin", "hacer": "hic", "haber": "hub", "decir": "dij", "traer": "traj",
    "caber": "cup",
}  # fmt: skip
_FUTURE_STEMS = {
    "tener": "tendr", "poner": "pondr", "venir": "vendr", "salir": "saldr", "valer": "valdr", "poder": "podr",
    "saber": "sabr", "querer": "querr", "haber": "habr", "hacer": "har", "decir": "dir", "caber": "cabr",
}  # fmt: skip
_FIRST = {
    "tener": "tengo", "poner": "pongo", "venir": "vengo", "salir": "salgo", "valer": "valgo", "hacer": "hago",
    "decir": "digo", "traer": "traigo", "caer": "caigo", "oír": "oigo", "saber": "sé", "caber": "quepo",
    "ver": "veo", "dar": "doy", "estar": "estoy", "ser": "soy", "ir": "voy", "haber": "he",
}  # fmt: skip
_WHOLE: dict[str, dict[str, str]] = {
    "ser": {"pres": "soy eres es somos sois son", "pret": "fui fuiste fue fuimos fuisteis fueron",
            "impf": "era eras era éramos erais eran", "subj": "sea seas sea seamos seáis sean"},
    "ir": {"pres": "voy vas va vamos vais van", "pret": "fui fuiste fue fuimos fuisteis fueron",
           "impf": "iba ibas iba íbamos ibais iban", "subj": "vaya vayas vaya vayamos vayáis vayan"},
    "dar": {"pres": "doy das da damos dais dan", "pret": "di diste dio dimos disteis dieron",
            "subj": "dé des dé demos deis den"},
    "ver": {"pres": "veo ves ve vemos veis ven", "pret": "vi viste vio vimos visteis vieron",
            "impf": "veía veías veía veíamos veíais veían", "subj": "vea veas vea veamos veáis vean"},
    "estar": {"pres": "estoy estás está estamos estáis están", "subj": "esté estés esté estemos estéis estén"},
    "haber": {"pres": "he has ha hemos habéis han", "subj": "haya hayas haya hayamos hayáis hayan"},
    "saber": {"subj": "sepa sepas sepa sepamos sepáis sepan"},
    "oír": {"pres": "oigo oyes oye oímos oís oyen"},
    "reír": {"pres": "río ríes ríe reímos reís ríen", "pret": "reí reíste rio reímos reísteis rieron"},
    "jugar": {"pres": "juego juegas juega jugamos jugáis juegan",
              "subj": "juegue juegues juegue juguemos juguéis jueguen"},
}  # fmt: skip
_PARTICIPLES = {
    "hacer": "hecho", "decir": "dicho", "ver": "visto", "poner": "puesto", "escribir": "escrito", "abrir": "abierto",
    "volver": "vuelto", "morir": "muerto", "romper": "roto", "cubrir": "cubierto", "resolver": "resuelto",
    "descubrir": "descubierto", "devolver": "devuelto", "freír": "frito", "describir": "descrito",
}  # fmt: skip
_PREFIXES = ("man", "con", "de", "ob", "sos", "entre", "pro", "com", "su", "dis", "pre", "re", "a", "im", "ex")
_BASES = ("tener", "poner", "venir", "traer", "decir", "hacer", "ver")


def _base(verb: str) -> tuple[str, str]:
    """A prefixed irregular verb as (prefix, base)."""
    for base in _BASES:
        prefix = verb[: -len(base)]
        if verb.endswith(base) and prefix in _PREFIXES:
            return prefix, base
    return "", verb


def _hard(stem: str, kind: str, ending: str) -> str:
    """The stem as it is spelt before this ending, so that it sounds the same."""
    front = ending[0] in "eéií"
    if kind == "a" and front:
        for end, new in (("c", "qu"), ("gu", "gü"), ("g", "gu"), ("z", "c")):
            if stem.endswith(end):
                return stem[: -len(end)] + new
    if kind != "a" and not front:
        for end, new in (("gu", "g"), ("g", "j"), ("qu", "c")):
            if stem.endswith(end):
                return stem[: -len(end)] + new
        if stem.endswith("c"):
            return stem[:-1] + ("zc" if len(stem) > 1 and stem[-2] in "aeiou" else "z")
        if stem.endswith("u") and kind == "i":
            return stem + "y"
    return stem


def _changed(stem: str, kind: str) -> Iterator[str]:
    """The stem with its last vowel as a diphthong, raised or stressed, and as it is."""
    at = max((n for n, letter in enumerate(stem) if letter in "aeiou"), default=-1)
    if at >= 0:
        last = at == len(stem) - 1
        vowels: dict[str, tuple[str, ...]] = (
            {"i": ("í",), "u": ("ú",)} if last else {"e": ("ie",), "o": ("ue",), "i": ("ie",), "u": ("ú",)}
        )
        if kind == "i" and not last:
            vowels |= {"e": ("ie", "i"), "o": ("ue", "u")}
        for vowel in vowels.get(stem[at], ()):
            yield stem[:at] + vowel + stem[at + 1 :]
    yield stem


def conjugate(verb: str, frequency: Callable[[str], float]) -> dict[str, list[str]]:
    """Tense to its six forms; the `frequency` of a form (0: no
    word) settles the stem changes. Unknown forms are ''."""
    prefix, base = _base(verb)
    kind = {"á": "a", "é": "e", "í": "i"}.get(base[-2], base[-2])
    stem, group = base[:-2], "a" if base[-2] == "a" else "e"

    def first_known(forms: Iterator[str]) -> str:
        return max((f for f in forms if frequency(f)), key=frequency, default="")

    raised = [s for s in _changed(stem, kind) if kind == "i" and s != stem and "ie" not in s and "ue" not in s]
    raised = [s for s in raised if frequency(prefix + s + "ió") or frequency(prefix + s + "iendo")]

    def first_spelt(forms: Iterator[str]) -> str:
        return next((f for f in forms if frequency(f)), "")

    def changing(endings: list[str]) -> list[str]:
        forms = []
        for n, ending in enumerate(endings):
            stems = list(_changed(stem, kind)) if n not in (3, 4) else [stem]
            if n in (3, 4) and raised and endings[0] == "a":
                stems = raised
            if kind == "i" and stem.endswith("u") and not stem.endswith(("gu", "qu")) and ending[0] in "eaoá":
                stems = [stem + "y"]
            forms.append(first_known(prefix + _hard(s, kind, ending) + ending for s in stems))
        return forms

    result: dict[str, list[str]] = {}
    result["pres"] = changing(_PRESENT[kind].split())
    if base in _FIRST:
        result["pres"][0] = prefix + _FIRST[base]
    if base in _STRONG_STEMS:
        strong = _STRONG_STEMS[base]
        result["pret"] = [prefix + strong + e for e in _STRONG.split()]
        result["pret"] = [f.replace("jieron", "jeron") for f in result["pret"]]
        if base == "hacer":
            result["pret"][2] = prefix + "hizo"
    elif verb.endswith("ducir"):
        result["pret"] = [(stem[:-1] + "j" + e).replace("jieron", "jeron") for e in _STRONG.split()]
    else:
        result["pret"] = [
            first_spelt(
                prefix + s + e
                for s, e in [(_hard(stem, kind, ending), ending)]
                + [(c, ending) for c in _changed(stem, kind) if n in (2, 5)]
                + [(stem, e2) for e2 in (ending.replace("ió", "yó").replace("ie", "ye"), "í" + ending[1:], ending[1:])]
            )
            for n, ending in enumerate(_PRETERITE[group].split())
        ]
        if kind == "i":
            for n in (2, 5):
                ending = _PRETERITE["e"].split()[n]
                result["pret"][n] = first_known(prefix + s + ending for s in _changed(stem, kind)) or result["pret"][n]
    result["impf"] = [prefix + stem + e for e in _IMPERFECT[group].split()]
    future = _FUTURE_STEMS.get(base, base.replace("í", "i"))
    result["fut"] = [prefix + future + e for e in _FUTURE.split()]
    result["cond"] = [prefix + future + e for e in _IMPERFECT["e"].split()]
    one = result["pres"][0]
    endings = _SUBJUNCTIVE[group].split()
    if one.endswith("go") or one.endswith("zco") or base in ("ver", "caber"):
        result["subj"] = [one[:-1] + e for e in endings] if group == "e" else changing(endings)
    else:
        result["subj"] = changing(endings)
    result |= {tense: [prefix + f for f in whole.split()] for tense, whole in _WHOLE.get(base, {}).items()}
    plural = result["pret"][5]
    result["subjimpf"] = [plural[:-3] + e for e in ("ra", "ras", "ra", "", "rais", "ran")] if plural else [""] * 6
    if plural:
        accented = plural[:-3]
        result["subjimpf"][3] = accented[:-1] + {"a": "á", "e": "é"}.get(accented[-1], accented[-1]) + "ramos"
    return {tense: [f if f and frequency(f) else "" for f in forms] for tense, forms in result.items()}


def participle(verb: str) -> str:
    """The past participle."""
    prefix, base = _base(verb)
    if base in _PARTICIPLES:
        return prefix + _PARTICIPLES[base]
    if base[-2] == "a":
        return verb[:-2] + "ado"
    return verb[:-2] + ("ído" if verb[-3:-2] in ("a", "e", "o") else "ido")


def gerunds(verb: str) -> list[str]:
    """Candidates for the gerund, the likeliest first."""
    stem = verb[:-2]
    if verb[-2] == "a":
        return [stem + "ando"]
    if verb == "ir":
        return ["yendo"]
    if stem[-1:] in tuple("aeou"):
        return [stem + "yendo"]
    changed = [s for s in _changed(stem, "i") if verb[-2] in "ií" or verb == "poder"]
    raised = [s for s in changed if s != stem and "ie" not in s and "ue" not in s]
    return [s + "iendo" for s in [*raised, stem]]
