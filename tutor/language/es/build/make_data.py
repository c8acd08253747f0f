"""Derive the lists in `data/`: `python make_data.py gec_train.jsonl`.

frequency.tsv, foreign.txt, english.txt: from wordfreq (Apache-2.0, data CC BY-SA 4.0).
nouns.tsv, adjectives.txt: counted in the instructors' corrections of COWS-L2H (UC Davis Corpus of Written Spanish, L2 and
Heritage Speakers; Apache-2.0) and completed by endings.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import hunspell
import wordfreq

from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

HERE = Path(__file__).parents[1] / "data"
MASCULINE = words("el un los unos este ese estos esos aquel aquellos del al mucho muchos otro otros nuestro nuestros")
FEMININE = words("la una las unas esta esa estas esas aquella aquellas mucha muchas otra otras nuestra nuestras")
PLURAL = words("los unos estos esos aquellos las unas estas esas aquellas muchos muchas otros otras nuestros nuestras")
EL_FEMININE = words("agua águila alma arma área aula hambre hacha habla ala ama alba ancla arte")
FEMININE_ENDINGS = ("ción", "sión", "dad", "tad", "tud", "umbre", "eza", "anza", "ncia", "gión", "xión")
NOT_ADJECTIVES = words(
    "chico comido gente clase paro calor lentamente oportunidades pero me le ello al playo más menos todo mismo poco mucho bien mal tarde "
    "cerca lejos temprano dinero miedo hambre sueño frío tiempo importantes especiales amigo de que"
)
NOT_NOUNS = words(
    "para pero por pocos pocas demás que como cuando si no y o a de en con sin sobre los las mi tu su guardia bebé bebés ni más menos "
    "muy bien mal mismo misma mismos mismas solo tanto tanta tantos tantas cuales cual cuál sus mis hay era dos tres"
)
# Common words that the corpus shows too seldom in a place that tells what they are.
MORE_NOUNS = {
    "fs": "leche nube sede cruz sed mujer miel moto",
    "fp": "cruces motos naranjas",
    "ms": "chiste monte rincón balcón jabón limón resumen tenedor ordenador lugar hogar bar collar sombrero cuaderno cuchillo",
    "mp": "montes rincones balcones jabones limones resúmenes tenedores ordenadores hogares collares sombreros cuadernos cuchillos",
}
MORE_ADJECTIVES = words(
    "moderno izquierdo caliente ancho estrecho feo antipático necesario posible imposible vacío abierto cerrado roto salado "
    "amargo picante rojo amarillo gris mexicano americano libre débil casado soltero económico político cultural histórico "
    "público internacional nacional frío rubio moreno"
)
# A word is a verb form if it is one this often.
LEAST_SHARE = 0.05
WORD = re.compile(r"[^\W\d_]+")


def english_words(spell: Callable[[str], bool]) -> list[str]:
    """Common words of English that are none of Spanish, no names, and not half at home in Spanish texts either."""

    def foreignness(word: str) -> float:
        return float(wordfreq.zipf_frequency(word, "en") - wordfreq.zipf_frequency(word, "es"))

    common = (w for w in wordfreq.top_n_list("en", 12000) if w.isascii() and w.isalpha())
    return sorted(w for w in common if not spell(w) and not spell(w.capitalize()) and foreignness(w) >= 1.1)


def main(train: Path) -> None:
    """Write every list."""
    spell = hunspell.Hunspell("es", hunspell_data_dir=str(HERE)).spell
    common = wordfreq.top_n_list("es", 60000)
    frequency = {w: wordfreq.zipf_frequency(w, "es") for w in common if w.isalpha()}
    known = {w: z for w, z in frequency.items() if spell(w)}
    write("frequency.tsv", (f"{w}\t{round(z * 100)}" for w, z in known.items() if z >= 2.2))

    foreign = [w for w, z in frequency.items() if not spell(w) and (spell(w.capitalize()) or z >= 3.6) and len(w) > 2]
    plain = str.maketrans("áéíóúüñ", "aeiouun")
    bare = {w.translate(plain) for w in known if w != w.translate(plain)}
    names = [w for w in foreign if w not in bare]
    english = [w for w in wordfreq.top_n_list("en", 12000) if w.isalpha() and len(w) > 2 and not spell(w)]
    write("foreign.txt", sorted((set(names) | set(english)) - bare))
    write("english.txt", english_words(spell))

    gender: dict[str, Counter[str]] = defaultdict(Counter)
    number: dict[str, Counter[str]] = defaultdict(Counter)
    very: Counter[str] = Counter()
    for row in map(json.loads, train.open(encoding="utf-8")):
        spoken = [w.lower() for w in WORD.findall(row["refs"][0])]
        for a, b in pairwise(spoken):
            if a in MASCULINE | FEMININE and not (a == "el" and b in EL_FEMININE):
                gender[b]["f" if a in FEMININE else "m"] += 1
                number[b]["p" if a in PLURAL else "s"] += 1
            if a in ("muy", "tan", "más", "bastante"):
                very[b] += 1

    def is_infinitive(word: str) -> bool:
        return any(reading.tense == "infinitive" for reading in analyse(word))

    def is_finite(word: str) -> bool:
        return any(reading.person for reading in analyse(word, LEAST_SHARE))

    nouns: dict[str, str] = {}
    for word, counts in gender.items():
        if word in NOT_NOUNS or is_infinitive(word):
            continue
        top, n = counts.most_common(1)[0]
        size, m = number[word].most_common(1)[0]
        if n >= 3 and n >= 0.93 * counts.total() and m >= 0.9 * number[word].total() and spell(word):
            nouns[word] = top + size
    for word in EL_FEMININE - {"arte"}:
        nouns[word] = "fs"
    for word, z in known.items():
        if z < 3 or word in nouns or is_finite(word) or len(word) < 4:
            continue
        if word.endswith(FEMININE_ENDINGS):
            nouns[word] = "fs"
        elif word.endswith(tuple(e.replace("ó", "o") + "es" for e in ("ción", "sión", "dad", "tad", "tud"))):
            nouns[word] = "fp"
    for word, tag in list(nouns.items()):  # the other number of a counted noun
        if tag[1] == "s":
            plural = word + "s" if word[-1] in "aeo" else None
            if word.endswith("ión"):
                plural = word[:-2] + "ones"
            elif word[-1] in "drlj":
                plural = word + "es"
            elif word[-1] == "z":
                plural = word[:-1] + "ces"
            if plural and plural in known:
                nouns.setdefault(plural, tag[0] + "p")
        elif word.endswith("s") and word[:-1] in known and not is_finite(word[:-1]) and word[-2] in "ao":
            nouns.setdefault(word[:-1], tag[0] + "s")
    for tag, more in MORE_NOUNS.items():
        for word in words(more):
            nouns.setdefault(word, tag)
    write("nouns.tsv", (f"{w}\t{t}" for w, t in sorted(nouns.items())))

    adjectives: set[str] = set()
    for word, n in very.items():
        if n >= 2 and word in known and word not in NOT_ADJECTIVES:
            stem = re.sub(r"(os|as|[oa])$", "", word)
            if stem != word and all(spell(stem + e) for e in ("o", "a", "os", "as")):
                adjectives.add(stem + "o")
            elif word.endswith(("e", "es")) or word[-1] in "lzr":
                singular = word[:-1] if word.endswith("es") and spell(word[:-1]) else word
                if spell(singular) and not is_finite(singular):
                    adjectives.add(singular)
    adjectives = {a for a in adjectives if len(a) > 3} - NOT_ADJECTIVES
    write("adjectives.txt", sorted(adjectives | MORE_ADJECTIVES))


def write(name: str, lines: Iterable[str]) -> None:
    """One line each."""
    (HERE / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
