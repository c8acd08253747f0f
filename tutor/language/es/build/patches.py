"""What the lexicon's source lacks or has wrong, found by crossing it with verbecc's and our old tables; each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tutor.language.es.build.morfologik import TaggedForm

# A voseo form the source calls vosotros, the other way round, and tags of another scheme.
_WRONG = {("perdés", "VMIP2P0"), ("prevéis", "VMIP2V0")}
_TAGS = {"MS": "NCMS000", "FS": "NCFS000", "MP": "NCMP000", "FP": "NCFP000", "Fs": "NCFS000"}
# The short forms belong to a word that has a full one.
_LEMMAS = {"gran": "grande", "buen": "bueno", "mal": "malo", "san": "santo", "primer": "primero", "tercer": "tercero"}
# Pronouns of address are words of their own: nobody looks ustedes up under vosotros. Ellos is él, as ella is.
_ADDRESS = {"vos": "vos", "usted": "usted", "ustedes": "usted", "ellos": "él", "ellas": "él"}
# Feminine nouns of things, which the source puts under a masculine as if they were persons (hermana is under hermano).
_THINGS = frozenset(
    "botánica carretera cartera computadora correa cría crítica directiva física fruta gala gramática herida heroína informática "  # noqa: SIM905
    "maqueta matemática mecánica óptica parada política química quinta técnica".split()
)
_ALWAYS_MANY = {
    "diferentes": "diferente",
    "diversos": "diverso",
    "diversas": "diverso",
    "distintos": "distinto",
    "distintas": "distinto",
}
# (form, lemma, tag): verbs whose vos form is their vosotros form without its end, and the contractions.
_MISSING = (
    ("das", "dar", "VMIP2V0"), ("da", "dar", "VMM02V0"), ("vas", "ir", "VMIP2V0"), ("ves", "ver", "VMIP2V0"),
    ("ve", "ver", "VMM02V0"), ("prevés", "prever", "VMIP2V0"), ("prevé", "prever", "VMM02V0"),
    ("está", "estar", "VAM02V0"), ("sé", "ser", "VSM02V0"), ("oí", "oír", "VMM02V0"), ("reí", "reír", "VMM02V0"),
    ("sonreí", "sonreír", "VMM02V0"), ("freí", "freír", "VMM02V0"), ("perdés", "perder", "VMIP2V0"),
    ("andá", "ir", "VMM02V0"), ("del", "de", "SPCMS"), ("al", "a", "SPCMS"),
)  # fmt: skip
# Written with an accent until 1999 or 2010, as many people and books still do: rió, guión (which the source has), huí.
_OLD_SPELLING = {
    "criar": "crié crió criáis criéis", "fiar": "fié fió fiáis fiéis", "guiar": "guié guió guiáis guiéis",
    "liar": "lié lió liáis liéis", "piar": "pié pió piáis piéis", "reír": "rió", "freír": "frió",
    "huir": "huí huís", "fluir": "fluí fluís",
}  # fmt: skip
_OLD_TAGS = {"é": "VMIS1S0", "í": "VMIS1S0", "ó": "VMIS3S0", "áis": "VMIP2P0", "éis": "VMSP2P0", "ís": "VMIP2P0"}
# Errar without its diphthong, as in much of America (RAE); the source has only yerro.
_ERRAR = {
    "erro": "IP1S",
    "erras": "IP2S",
    "erra": "IP3S M02S",
    "erran": "IP3P",
    "erre": "SP1S SP3S M03S",
    "erres": "SP2S",
    "erren": "SP3P M03P",
}


def mended(rows: Iterable[TaggedForm]) -> Iterator[TaggedForm]:
    """The rows with the patches applied, enclitics left out (the product adds them by rule), each row once."""
    seen: set[tuple[str, str, str]] = set()
    known: dict[str, str] = {}
    scripts: list[TaggedForm] = []
    for read in rows:
        tag = _TAGS.get(read.tag, read.tag)
        if ":" in tag or (read.form, tag) in _WRONG:
            continue
        lemma = _LEMMAS.get(read.lemma, read.lemma) if tag[0] == "A" and read.form == read.lemma else read.lemma
        if tag.startswith("NCF") and read.form.removesuffix("s") in _THINGS:
            lemma = read.form.removesuffix("s")
        elif tag.startswith("DI"):
            lemma = _ALWAYS_MANY.get(lemma, lemma)
        row = TaggedForm(read.form, _ADDRESS.get(read.form, lemma), tag, read.frequency)
        known[row.form] = row.frequency
        if tag.startswith("VMP") and lemma.endswith("scribir") and lemma != "escribir":
            scripts += [row] if "scrit" in row.form else []
        if row[:3] not in seen:
            seen.add(row[:3])
            yield row
    # Río de la Plata: suscripto, descripto (RAE, Diccionario panhispánico de dudas).
    extra = [TaggedForm(r.form.replace("scrit", "script"), r.lemma, r.tag, "A") for r in scripts]
    extra += [TaggedForm(form, lemma, tag, known.get(form, "W")) for form, lemma, tag in _MISSING]
    extra += [TaggedForm(form, "errar", f"VM{cell}0", "A") for form, cells in _ERRAR.items() for cell in cells.split()]
    for lemma, forms in _OLD_SPELLING.items():
        for form in forms.split():
            tag = next(tag for end, tag in _OLD_TAGS.items() if form.endswith(end))
            extra.append(TaggedForm(form, lemma, tag, "A"))
    for row in extra:
        if row[:3] not in seen:
            seen.add(row[:3])
            yield row


# Of two forms of a cell the one that keeps more of the infinitive is taught first (aterro, not atierro), but of these verbs the
# one with this piece in it. Both are accepted.
TAUGHT_FIRST = {
    "apostar": "ue", "desaforar": "ue", "erguir": "ye", "yacer": "azc", "subyacer": "azc", "raer": "aig", "contradecir": "dir",
    "desdecir": "dir", "haber": "ha", "ir": "va", "imprimir": "impres", "reimprimir": "impres", "sobreimprimir": "impres",
    "freír": "frit", "refreír": "frit", "sofreír": "frit", "proveer": "provist", "desproveer": "provist", "satisfacer": "satisfaz",
    "errar": "yerr",
}  # fmt: skip
# What the source calls a participle is only an adjective or noun here: he elegido, never «he electo».
_ADJECTIVES = {
    "elegir": "elect",
    "reelegir": "elect",
    "preelegir": "elect",
    "bendecir": "bendit",
    "prostituir": "prostitut",
}


def is_adjective(row: TaggedForm) -> bool:
    """Whether a row is taken for a participle, though no compound tense has it."""
    return row.tag.startswith("VMP") and row.lemma in _ADJECTIVES and _ADJECTIVES[row.lemma] in row.form


def taught_order(lemma: str, form: str) -> tuple[bool, bool, int, int]:
    """Sorts the forms of one cell of a verb, the one to teach first."""
    same = next((n for n, (a, b) in enumerate(zip(lemma, form, strict=False)) if a != b), min(len(lemma), len(form)))
    old = any(form in forms.split() for forms in _OLD_SPELLING.values())
    return old, TAUGHT_FIRST.get(lemma, "") not in form, -same, len(form)
