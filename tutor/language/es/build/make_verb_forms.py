"""Derive `data/verb_forms.tsv`: `python make_verbs.py infinitives.txt`, with verbecc 2.0.3 installed.

verbecc was the most accurate of three on tests/data/irregular_verbs.tsv; what it still gets wrong, against the
orthography of 2010, is mended here by rule. It trains a model when first used, which is why its output is shipped
and not the package.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

CELLS = {
    "present": "1s 2s vos 3s 1p 2p 3p",
    "imperfect": "1s 2s 3s 1p 2p 3p",
    "preterite": "1s 2s 3s 1p 2p 3p",
    "future": "1s 2s 3s 1p 2p 3p",
    "conditional": "1s 2s 3s 1p 2p 3p",
    "subjunctive-present": "1s 2s 3s 1p 2p 3p",
    "subjunctive-imperfect": "1s 2s 3s 1p 2p 3p",
    "imperative": "2s vos 3s 1p 2p 3p",
}
COLUMNS = ["gerund", "participle", *(f"{tense} {p}" for tense, persons in CELLS.items() for p in persons.split())]
_SOURCE = {
    "present": ("indicativo", "presente"),
    "imperfect": ("indicativo", "pretérito-imperfecto"),
    "preterite": ("indicativo", "pretérito-perfecto-simple"),
    "future": ("indicativo", "futuro"),
    "conditional": ("condicional", "presente"),
    "subjunctive-present": ("subjuntivo", "presente"),
    "subjunctive-imperfect": ("subjuntivo", "pretérito-imperfecto-1"),
    "imperative": ("imperativo", "afirmativo"),
}
_PERSONS = {"yo": "1s", "tú": "2s", "vos": "vos", "usted": "3s", "nosotros": "1p", "vosotros": "2p", "ustedes": "3p"}
# Verbs that verbecc guesses, fails on or has wrong (found with the Hunspell dictionary), and one that they go like.
LIKE = {
    "arrepentir": "sentir", "enfriar": "enviar", "rociar": "enviar", "interactuar": "actuar",
    "redefinir": "vivir", "redirigir": "dirigir", "suceder": "deber",
    "agotar": "cantar", "consensuar": "actuar", "categorizar": "organizar", "contextualizar": "organizar",
    "criminalizar": "organizar", "demonizar": "organizar", "despenalizar": "organizar", "digitalizar": "organizar",
    "dinamizar": "organizar", "empatizar": "organizar", "monitorizar": "organizar", "priorizar": "organizar",
    "publicitar": "cantar", "reutilizar": "organizar", "acontecer": "crecer", "agredir": "vivir",
    "complacer": "crecer", "esparcir": "zurcir", "evacuar": "cantar", "falsear": "cantar", "paliar": "cantar",
    "reubicar": "buscar",
}  # fmt: skip
DIPHTHONG = {"gobernar": ("e", "ie"), "nevar": ("e", "ie"), "tronar": ("o", "ue")}
STRESSED = re.compile(r"(present|subjunctive-present) (1s|2s|3s|3p)|imperative (2s|3s|3p)")
PARTICIPLES = {
    "elegir": "elegido", "nacer": "nacido", "bendecir": "bendecido", "maldecir": "maldecido",
    "convencer": "convencido", "reelegir": "reelegido", "comprender": "comprendido", "comprimir": "comprimido",
    "consumir": "consumido", "ingerir": "ingerido", "oprimir": "oprimido", "suprimir": "suprimido",
}  # fmt: skip
ONE_SYLLABLE = frozenset(["guiar", "fiar", "liar", "criar", "piar", "ciar", "huir", "fluir", "reír", "freír"])
Cells = dict[str, str]


def from_verbecc(conjugator: Any, verb: str) -> Cells:
    """The cells of a verb that verbecc knows. Raises LookupError when it would only guess."""
    data = conjugator.conjugate(verb).get_data()
    if data["verb"]["predicted"]:
        raise LookupError(verb)
    moods = data["moods"]
    cells = {
        "gerund": moods["gerundio"]["gerundio"][0]["c"][0],
        "participle": moods["participo"]["participo"][0]["c"][0],
    }
    for tense, (mood, name) in _SOURCE.items():
        for entry in moods[mood].get(name, []):
            if entry.get("pr") in _PERSONS and entry["c"] and entry["c"][0]:
                cells[f"{tense} {_PERSONS[entry['pr']]}"] = entry["c"][0].split()[-1]
    return cells


def analogy(verb: str, model: str, cells: Cells) -> Cells:
    """The forms of `verb`, which goes like `model`: the longest differing beginning is exchanged."""
    common = 0
    while common < min(len(verb), len(model)) and verb[-1 - common] == model[-1 - common]:
        common += 1
    old, new = model[: len(model) - common], verb[: len(verb) - common]
    if any(not form.startswith(old) for form in cells.values()):
        raise ValueError(f"{verb} does not go like {model}")
    made = {key: new + form[len(old) :] for key, form in cells.items()}
    if verb in DIPHTHONG:
        vowel, pair = DIPHTHONG[verb]
        stem = verb[:-2]
        changed = stem[: stem.rindex(vowel)] + pair + stem[stem.rindex(vowel) + 1 :]
        made = {key: form.replace(stem, changed, 1) if STRESSED.fullmatch(key) else form for key, form in made.items()}
    return made


def mend(verb: str, cells: Cells) -> Cells:
    """Right the known mistakes of verbecc."""
    c = dict(cells)
    c["participle"] = PARTICIPLES.get(verb, c["participle"])
    if verb.endswith(("tener", "poner", "venir")) and len(verb) > 5:  # mantén, propón, convén
        c["imperative 2s"] = re.sub(r"e([nN])$", r"é\1", c["imperative 2s"])
        c["imperative 2s"] = re.sub(r"on$", "ón", c["imperative 2s"])
    if re.fullmatch(r"(pre|entre)ver", verb):  # prevés: no longer one syllable
        for key, ending in {"present 2s": "és", "present vos": "és", "present 3s": "é", "present 3p": "én",
                            "present 2p": "éis", "preterite 1s": "í", "preterite 3s": "ió",
                            "imperative 2s": "é", "imperative vos": "é"}.items():  # fmt: skip
            c[key] = verb[:-2] + ending
    if verb in ONE_SYLLABLE:  # guie, rio, hui: no accent since 2010
        c = {key: _plain(form) if _one_syllable(form) else form for key, form in c.items()}
    # Vos: the accent stands on the last vowel only, and one syllable has none.
    for key in ("present vos", "imperative vos"):
        if form := c.get(key):
            c[key] = _vos(form)
    if verb == "ir":
        c |= {"present vos": "vas", "imperative vos": "andá", "imperative 1p": "vamos"}
    if verb == "haber":
        c |= {"present 3s": "ha", "present vos": "has"}
        c = {key: form for key, form in c.items() if not key.startswith("imperative")}
    if verb == "valer" or verb.endswith("valer"):
        c["imperative 2s"] = verb[:-2] + "e"
    return c


def _one_syllable(form: str) -> bool:
    vowels = re.sub(r"(?<=[gq])u(?=[eiéí])", "", form)
    groups = re.findall(r"[aeiouáéíóúü]+", vowels)
    return len(groups) == 1 and not re.search(r"[aeoáéó][aeoáéó]|í[aeo]|[aeoáéó]í", groups[0])


def _vos(form: str) -> str:
    accents = [i for i, letter in enumerate(form) if letter in "áéíóú"]
    for i in accents[:-1]:
        form = form[:i] + "aeiou"["áéíóú".index(form[i])] + form[i + 1 :]
    return _plain(form) if _one_syllable(form) and form != "sé" else form


def _plain(form: str) -> str:
    return form.translate(str.maketrans("áéíóú", "aeiou"))


def main(listed: Path) -> None:
    """Write the table."""
    from verbecc import CompleteConjugator

    conjugator = CompleteConjugator("es")
    lines = ["\t".join(["infinitive", *COLUMNS])]
    for verb in sorted(set(listed.read_text(encoding="utf-8").split())):
        try:
            if verb in LIKE:
                raise LookupError(verb)
            cells = from_verbecc(conjugator, verb)
        except (LookupError, IndexError):
            model = LIKE.get(verb) or {"ar": "cantar", "er": "deber", "ir": "vivir"}[verb[-2:]]
            cells = analogy(verb, model, from_verbecc(conjugator, model))
        mended = mend(verb, cells)
        lines.append("\t".join([verb, *(mended.get(column, "") for column in COLUMNS)]))
    (Path(__file__).parents[1] / "data" / "verb_forms.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
