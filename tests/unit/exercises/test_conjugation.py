"""The shipped forms against a table checked by hand: 100 irregular verbs in all simple tenses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.language.es.verbs import VerbReading, analyse, conjugate

TABLE = Path(__file__).parents[2] / "data" / "irregular_verbs.tsv"


def rows() -> list[dict[str, str]]:
    head, *lines = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]
    return [dict(zip(head, line, strict=True)) for line in lines]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["infinitive"])
def test_irregular_verb(row: dict[str, str]) -> None:
    verb = row["infinitive"]
    wrong = {}
    for cell, form in row.items():
        tense, _, person = cell.partition(" ")
        if cell not in ("infinitive", "participle") and conjugate(verb, tense, person) != form:  # type: ignore[arg-type]
            wrong[cell] = (form, conjugate(verb, tense, person))  # type: ignore[arg-type]
    assert not wrong
    assert conjugate(verb, "present-perfect", "1s") == f"he {row['participle']}"


def test_there_are_a_hundred() -> None:
    assert len(rows()) == 100


def test_a_form_is_analysed_in_every_reading() -> None:
    assert set(analyse("fuera")) == {
        VerbReading(verb, "subjunctive-imperfect", person) for verb in ("ser", "ir") for person in ("1s", "3s")
    }
    assert VerbReading("hablar", "subjunctive-imperfect", "1p") in analyse("hablásemos")
    assert VerbReading("tener", "present", "vos") in analyse("tenés")
    assert analyse("silla") == []


def test_vos_shares_the_forms_of_tú_but_for_present_and_command() -> None:
    assert [conjugate("tener", tense, "vos") for tense in ("present", "imperative", "preterite")] == [
        "tenés",
        "tené",
        "tuviste",
    ]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["infinitive"])
def test_the_table_keeps_to_the_endings_that_know_no_exception(row: dict[str, str]) -> None:
    """What the checked table says in one person of these tenses, it says in all of them."""

    def forms(tense: str) -> list[str]:
        return [row[f"{tense} {person}"] for person in ("1s", "2s", "3s", "1p", "2p", "3p")]

    future = forms("future")[0].removesuffix("é")
    assert forms("future") == [future + ending for ending in ("é", "ás", "á", "emos", "éis", "án")]
    assert forms("conditional") == [future + ending for ending in ("ía", "ías", "ía", "íamos", "íais", "ían")]
    third = forms("preterite")[5].removesuffix("ron")
    stressed = third[:-1] + {"a": "á", "e": "é"}[third[-1]]
    assert forms("subjunctive-imperfect") == [
        third + "ra", third + "ras", third + "ra", stressed + "ramos", third + "rais", third + "ran",
    ]  # fmt: skip
    first, second, third_, we, you, they = forms("imperfect")
    assert (first, second, they) == (third_, third_ + "s", third_ + "n")
    assert we.translate(str.maketrans("áéí", "aei")).startswith(first.translate(str.maketrans("áéí", "aei")))
    assert (we[-3:], you[-2:]) == ("mos", "is")
