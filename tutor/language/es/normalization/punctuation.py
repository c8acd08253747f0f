"""What is left of the signs of a text once it is in words: those that a voice makes a pause or a tone of."""

from __future__ import annotations

import re
import unicodedata


def heard_punctuation(text: str) -> str:
    """Only what a voice can use stays: letters, spaces and punctuation that is heard."""
    text = re.sub(r"(?<=[\w»])[ ]?[(\[{]|[(\[{](?=\w)", ", ", text)
    text = re.sub(r"[)\]}](?= ?[^\W_¿¡])", ", ", text)
    text = "".join(c if _is_heard(c) else " " for c in text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" (?=[,.;:?!…»])", "", text)
    text = re.sub(r"(?<=«) ", "", text)
    text = re.sub(r"\.{2,}|…+", "…", text)
    text = re.sub(r"([¿¡])[¿¡ ]*(?=\1)", "", text)
    text = re.sub(r"([.?!…])[,;:.]+", r"\1", text)
    text = re.sub(r"([?!])[?!…]*(?=\1)", "", text)
    text = re.sub(r"[,;:]+([,;:.?!…])", r"\1", text)
    text = re.sub(r"(?<=[¿¡«])[,;: ]+", "", text)
    text = re.sub(r"^[\W_]*?(?=[\w¿¡«…])", "", text, count=1)
    return text.strip(" ,;:-–—'’")


def _is_heard(c: str) -> bool:
    return (c.isalpha() and c not in "ºª") or c in " \n.,;:¿?¡!…—–-'’«»" or bool(unicodedata.combining(c))
