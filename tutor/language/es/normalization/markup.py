"""What is only for the eye: Markdown, HTML, tables, code, links, faces and the kinds of quotation marks."""

from __future__ import annotations

import re

# Fences that say they hold prose; others are named after a programming language.
_PROSE = frozenset(["", "text", "txt", "plain", "plaintext", "markdown", "md", "es", "español", "spanish"])
_CODE = re.compile(
    r"[{}=;<>$]|\w\(|^(?: {2,}|\t)\S|^\s*(?:def|import|from|class|return|for|if|while|print)\b.*:?$", re.M
)
_RULE = re.compile(r"\s*(?:(?:[-*_=][ ]?){3,}|[|: ]*-[-|: ]*)")
_EMOTICON = re.compile(r"(?<!\S)(?:[:;=]-?[()DPpoO/|*]+|[xX]D+|:[a-z_]{2,30}:|<3)(?!\w)")


def without_markup(text: str) -> str:
    """The text as prose, sentences and lines ended by a stop, quotations in «»."""
    text = re.sub(r"[^\S\n]+", " ", _without_code(text))
    text = "\n".join(map(_line, text.split("\n")))
    text = re.sub(r" +", " ", text)
    text = re.sub(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?: \"[^\"]*\")?\)", r"\1", text)
    text = re.sub(r"(?:https?://|www\.)\S+", _link, text)
    text = re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", text)
    text = _EMOTICON.sub("", text)
    # A line is a sentence of its own, also where it lacks its full stop.
    text = re.sub(r"(?<=[\w%€$)*_`»\"”])[ ]?[*_`]{0,3}\n\s*", ".\n", text)
    text = re.sub(r"[*`~]+", lambda m: m[0] if _between_digits(m) else " ", text)
    text = re.sub(r"(?<!\w)_+|_+(?!\w)", " ", text)
    return re.sub(r" +", " ", _quotations(text))


def _without_code(text: str) -> str:
    """Fences that hold prose give it, the others fall away; one that is not closed is text."""
    parts = text.split("```")
    for n in range(1, len(parts), 2):
        name, line, rest = parts[n].partition("\n")
        if n == len(parts) - 1:
            parts[n] = rest if line and name.strip().lower() in _PROSE else parts[n]
        elif not line:
            parts[n] = "" if _CODE.search(name) else name
        else:
            parts[n] = "" if name.strip().lower() not in _PROSE or _CODE.search(rest) else rest
    return " ".join(parts)


def _line(line: str) -> str:
    """A line without its bullet, number or cell borders."""
    if _RULE.fullmatch(line):
        return ""
    stripped = line.strip()
    if stripped.startswith("|") or " | " in stripped:
        cells = [cell.strip() for cell in stripped.split("|")]
        return ", ".join(cell for cell in cells if cell) + "."
    line = re.sub(r"^ *(?:> ?)+", "", line)
    line = re.sub(r"^ *(?:#{1,6}|[-*+•·–—]|\d{1,3}[.)]) +(?:\[[ xX]\] )?", "", line)
    return re.sub(r"^ *[–—] ?(?=\S)", "", line)  # who speaks next is heard by the voice's pause


def _link(match: re.Match[str]) -> str:
    return "enlace" + match[0][len(match[0].rstrip(".,;:!?…)»\"'”")) :]


def _between_digits(match: re.Match[str]) -> bool:
    around = match.string[max(0, match.start() - 1) : match.start()] + match.string[match.end() : match.end() + 1]
    return match[0] == "*" and len(around) == 2 and around.isdigit()


def _quotations(text: str) -> str:
    """Straight and curly marks in pairs as «»; an inch after its number stays, what is left over falls away."""
    text = re.sub(r"[“„‟]([^“”„‟\n]{1,400})[”“]", r"«\1»", text)
    text = re.sub(r"(?<![\w\"])\"(?=[^\s\"])([^\"\n]{1,400})(?<! )\"(?!\w)", r"«\1»", text)
    text = re.sub(r"(?<!\w)['‘](?=[^\W\d_]|[¿¡])([^'‘’\n]{1,200})(?<! )['’](?!\w)", r"«\1»", text)
    text = re.sub(r"(?<=\d)[\"”]", "″", text)
    return re.sub(r"[\"“”„‟]", " ", text)
