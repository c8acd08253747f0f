"""Which reading of a form is meant how often, estimated from counts of bare words.

Nobody has tagged a text of this size, but the forms that have one reading tell of those that have two: casó, casaron and
casado say how often casar is used, so how often casa is of it; what is left of casa's count is the noun. That is expectation
maximisation over lemmas' frequencies and the shares of the cells of a paradigm.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tutor.language.es.build.morfologik import TaggedForm

ROUNDS, ROUNDS_OF_CELLS = 60, 40
# Zipf values of the source's frequency letters: medians of the words that wordfreq has too, below them a straight line.
_ZIPF = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVW",
        (
            0.6,
            0.8,
            1.0,
            1.2,
            1.4,
            1.6,
            1.8,
            2.0,
            2.1,
            3.2,
            3.5,
            3.9,
            4.2,
            4.55,
            4.9,
            5.3,
            5.7,
            6.1,
            6.5,
            6.85,
            7.04,
            7.5,
            7.8,
        ),
        strict=True,
    )
)
# Small words start ahead, interjections ("mujer", "vamos", "he") behind: where nothing else tells, they end so.
_CLOSED, _ADVERB, _INTERJECTION = 30.0, 10.0, 0.02
# "El ver", "el comer": of a noun that is an infinitive too its plural must tell that it is used (placeres).
_NAMED_VERB = 0.02
# Where counts cannot tell: the best reading's lemma and beginning of its tag.
_BEST = {
    "sé": "saber VMIP", "vista": "vista NC", "mira": "mirar VMIP", "pasa": "pasar VMIP", "llama": "llamar VMIP", "lava": "lavar VMIP",
    "sí": "sí RG", "bien": "bien RG", "media": "medio AQ", "mil": "mil DN", "como": "como CS", "luego": "luego RG", "pues": "pues CS",
    "según": "según SP", "sal": "sal NC", "cuenta": "cuenta NC", "vamos": "ir VMIP", "toma": "tomar VMIP", "uno": "uno PI", "tal": "tal DI",
    "medio": "medio AQ", "pasado": "pasar VMP", "puesto": "poner VMP", "sea": "ser VSSP", "vaya": "ir VMSP", "corte": "corte NC",
    "ese": "ese DD", "este": "este DD", "todo": "todo PI", "solo": "solo RG", "son": "ser VSIP", "ve": "ver VMIP", "oye": "oír VMIP",
    "ver": "ver VMN",
}  # fmt: skip


def _class_of(tag: str) -> str:
    """What competes for a form: nouns of a gender, adjectives, verbs (auxiliaries among them), kinds of small words."""
    if tag[0] == "V":
        return "V"
    return tag[:3] if tag[:2] == "NC" else tag[:2]


def _start(tag: str) -> float:
    if tag[0] in "SCDP":
        return _CLOSED
    return _ADVERB if tag[0] == "R" else _INTERJECTION if tag[0] == "I" else 1.0


def _numbered(keys: Sequence[object]) -> npt.NDArray[np.int64]:
    ids: dict[object, int] = {}
    return np.array([ids.setdefault(key, len(ids)) for key in keys])


def shares(rows: Sequence[TaggedForm], zipf: dict[str, float]) -> npt.NDArray[np.float64]:
    """For each row the share of its form's uses that it accounts for, 0 to 1; the rows of a form add up to 1."""
    form = _numbered([r.form for r in rows])
    lemma = _numbered([(r.lemma, _class_of(r.tag)) for r in rows])
    cell = _numbered(["V" + r.tag[2:] if r.tag[0] == "V" else r.tag for r in rows])
    known = np.array([10 ** zipf.get(r.form, min(_ZIPF[r.frequency], 2.1 if r.frequency < "J" else 9.0)) for r in rows])
    uses: npt.NDArray[np.float64] = np.zeros(len(rows))
    infinitives = {r.form for r in rows if r.tag[2:3] == "N" and r.tag[0] == "V"}
    start = [_start(r.tag) * (_NAMED_VERB if r.tag[0] == "N" and r.form in infinitives else 1.0) for r in rows]
    np.maximum.at(uses, lemma, start)
    of_cell = np.ones(cell.max() + 1)
    counted = known
    for turn in range(ROUNDS):
        weight = uses[lemma] * of_cell[cell] / np.bincount(lemma, of_cell[cell])[lemma]
        counted = known * weight / np.bincount(form, weight)[form]
        uses = np.asarray(np.bincount(lemma, counted), np.float64)
        if turn < ROUNDS_OF_CELLS:
            # Each lemma has a vote; that of rare ones, whose counts are noise, is small.
            vote = np.sqrt(np.minimum(uses, 1e5))[lemma]
            of_cell = np.bincount(cell, counted / uses[lemma] * vote) / np.bincount(cell, vote)
            of_cell = np.maximum(of_cell, 1e-5)
    return np.asarray(counted / known)


def corrected(readings: Sequence[TaggedForm], share: dict[TaggedForm, float]) -> dict[TaggedForm, float]:
    """The shares of one form's rows where counts cannot tell: determiners before pronouns, no interjections, `_BEST`."""
    result = {r: share[r] * (1e-3 if r.tag[0] == "I" else 1.0) for r in readings}
    small = [r for r in readings if r.tag[0] in "DP" and r.tag[:2] != "DN"]
    if any(r.tag[0] == "D" for r in small):
        # Nor the name of a letter or note ("la"), of which the small word would leave nothing.
        together = sum(result[r] for r in small) + sum(
            result[r] for r in readings if r.tag[0] == "N" and len(r.form) <= 3
        )
        for r in small:
            alike = [s for s in small if s.tag[0] == r.tag[0]]
            of_all = 0.8 if r.tag[0] == "D" else 0.2 if len(alike) < len(small) else 1.0
            result[r] = together * of_all * share[r] / sum(share[s] for s in alike)
    lemma, _, tag = _BEST.get(readings[0].form, "").partition(" ")
    best = next((r for r in readings if r.lemma == lemma and r.tag.startswith(tag)), None)
    if best:
        result[best] = max(result[best], 1.2 * max(result.values()))
    # Imperfect 1s and 3s, subjunctive 1s, 3s and imperative are as good as each other: the third person first, moods last.
    total = sum(result.values())
    return {r: p / total * (1 - 0.1 * ("1S" in r.tag) - 0.2 * (r.tag[2:3] == "M")) for r, p in result.items()}
