"""The broad sounds of words, against espeak-ng's."""

from __future__ import annotations

import pytest

from tutor.language.es.broad import SOUNDS, broad
from tutor.language.es.ipa import in_ipa
from tutor.language.es.vocabulary import frequency

_IPA = str.maketrans(
    {"ˈ": "", "ˌ": "", "j": "i", "w": "u", "β": "b", "v": "b", "ð": "d", "ɡ": "G", "ɣ": "G", "θ": "s", "x": "J", "ŋ": "n",
     "ɲ": "N", "ʎ": "L", "ʝ": "L", "r": "R", "ɾ": "r"}
)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [("ciego", "siego"), ("hormiga", "Ormiga"), ("talla", "taya"), ("vagón", "bagón"), ("zorro", "sorro")],
)
def test_what_sounds_alike_is_the_same(one: str, other: str) -> None:
    assert broad(one) == broad(other)


@pytest.mark.parametrize(
    ("one", "other"), [("pero", "perro"), ("ano", "año"), ("pollo", "polo"), ("casa", "caja"), ("guerra", "jerra")]
)
def test_what_does_not_is_not(one: str, other: str) -> None:
    assert broad(one) != broad(other)


def test_the_rules_agree_with_espeak() -> None:
    common = [word for word, used in frequency().items() if used >= 5.2 and len(word) > 3]
    read = {word: in_ipa(word, [word])[0].replace("tʃ", "C").translate(_IPA) for word in common}
    apart = [word for word, ipa in read.items() if ipa.replace("m", "n") != broad(word).replace("m", "n")]
    assert len(common) > 300
    assert len(apart) < 0.03 * len(common), apart
    assert all(set(broad(word)) <= set(SOUNDS) for word in frequency())
