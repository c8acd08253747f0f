"""Pronouns at the end of verb forms, by rule: dámelo is da + me + lo, vámonos vamos + nos, sentaos sentad + os."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tutor.language.es.analysis import Analysis
from tutor.language.es.stress import accented, bare, stressed

# The order pronouns stand in; each rank at most once, three at most.
RANKS = {
    "se": 0, "te": 1, "os": 1, "me": 2, "nos": 2,
    "lo": 3, "la": 3, "los": 3, "las": 3, "le": 3, "les": 3,
}  # fmt: skip
MOST_PRONOUNS = 3
_ACCENTS = {"a": "á", "e": "é", "i": "í", "o": "ó", "u": "ú"}
Look = Callable[[str], tuple[Analysis, ...]]


def attach(host: str, pronouns: tuple[str, ...]) -> str:
    """A verb form with pronouns, spelt: ("da", ("me", "lo")) → dámelo, ("sentad", ("os",)) → sentaos."""
    at = stressed(host)
    we = pronouns[0] in ("nos", "se") and host.endswith("mos")
    you = pronouns[0] == "os" and host.endswith("d") and host != "id"
    if we or you:
        host = host[:-1]
    return accented(host + "".join(pronouns), at)


def hosts(form: str, look: Look) -> Iterator[tuple[tuple[str, ...], Analysis]]:
    """The verb forms that a form is with pronouns: pronouns and reading. `look` gives a form's readings.

    Only infinitives, gerunds and commands carry pronouns today: vinos is no «vi» with «nos».
    """
    for stem, pronouns in _splits(form):
        for host in _spellings(stem, pronouns):
            wanted = [a for a in look(host) if carries(a)]
            # Until 1999 the accent of the verb stayed: déme, estáte.
            old = host + "".join(pronouns) if host != bare(host) else ""
            if wanted and form in (attach(host, pronouns), old):
                for analysis in wanted:
                    if _agree(analysis, pronouns):
                        yield pronouns, analysis


def carries(analysis: Analysis) -> bool:
    """Whether a reading is a verb form that takes pronouns at its end."""
    return analysis.features.mood in ("infinitive", "gerund", "imperative")


def _agree(analysis: Analysis, pronouns: tuple[str, ...]) -> bool:
    """No command to ourselves has "me", "te" or "os": «hablámoste» is none."""
    told = analysis.features
    return not (told.mood == "imperative" and told.who == "1" and pronouns[0] in ("me", "te", "os"))


def _splits(form: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    waiting: list[tuple[str, tuple[str, ...]]] = [(form, ())]
    while waiting:
        stem, pronouns = waiting.pop()
        if pronouns:
            yield stem, pronouns
        if len(pronouns) < MOST_PRONOUNS:
            rank = RANKS[pronouns[0]] if pronouns else 4
            waiting += [
                (stem.removesuffix(p), (p, *pronouns))
                for p, own in RANKS.items()
                if own < rank and stem.endswith(p) and len(stem) > len(p) + 1
            ]


def _spellings(stem: str, pronouns: tuple[str, ...]) -> Iterator[str]:
    """What the verb form may be by itself: with its accent, without, with one that the pronouns made needless."""
    whole = [stem]
    if pronouns[0] in ("nos", "se") and stem.endswith("mo"):
        whole.append(stem + "s")
    if pronouns[0] == "os" and stem[-1] in "aeiáéí":
        whole.append(stem + "d")
    for host in whole:
        plain = bare(host)
        yield host
        if plain != host:
            yield plain
        for n in range(len(plain) - 1, -1, -1):
            if plain[n] in _ACCENTS:
                with_accent = plain[:n] + _ACCENTS[plain[n]] + plain[n + 1 :]
                if with_accent != host:
                    yield with_accent
