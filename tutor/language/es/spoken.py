"""Text as it is written to text as it is said: cleaned, numbers and abbreviations in words.

The passes run in order and each leaves only words where it found something, so a later one can't misread it: a date
is gone before a fraction is looked for, a price before a bare number. Every pattern begins at a border that the
pattern itself cannot cross again, so the time stays linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata

from tutor.language.es.abbreviations import expand_abbreviations
from tutor.language.es.numbers import read_numbers
from tutor.language.es.romans import read_romans


def speakable(text: str) -> str:
    """What a voice should say for `text`; empty when there is nothing to say. Contains no digit and no markup."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3}(?!\d))", "", text)  # thousands set apart by thin spaces
    text = re.sub(r"[^\S\n]+", " ", text)
    for clean in (_markup, expand_abbreviations, read_romans, read_numbers, _symbols):
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
