"""A verb in another tense keeps the person of the pronoun before it: «ayer yo come» → comí, not comió."""

from __future__ import annotations

from dataclasses import replace

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, PRONOUNS, conjugated
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_BETWEEN = CLITICS | words("no también siempre ya solo casi")
# Somebody «y yo», «y ella».
_TOGETHER = {"1s": "1p", "1p": "1p", "3s": "3p", "3p": "3p"}
# After these a pronoun is no subject of its own: «ni yo», «como tú», «de él».
_NOT_ALONE = words("y e o u ni como que de con entre para a por según excepto salvo menos")


def as_its_subject(s: Sentence, finding: Finding) -> Finding:
    """The finding, its new verb in the person that the pronoun before it says."""
    if finding.end != finding.start + 1 or " " in finding.replacement or finding.rule.startswith("gustar"):
        return finding  # «yo me gusta los perros»: what pleases is the subject
    at = finding.start - 1
    while at > 0 and s.at(at) in _BETWEEN:
        at -= 1
    said = PRONOUNS.get(s.at(at), "") if at >= 0 else ""
    if said and at > 1 and s.at(at - 1) in ("y", "e"):
        said = _TOGETHER.get(said, "")
    elif s.at(at - 1) in _NOT_ALONE:
        said = ""
    if not said:
        return finding
    if finding.rule == "subject-verb" and finding.trigger == s.at(at):
        return finding  # «mi madre es médica y yo es estudiante»: the pronoun alone is the subject
    old = {r.verb for r in analyse(s.at(finding.start)) if r.person}
    new = [r for r in analyse(finding.replacement.lower()) if r.person and r.verb in old and r.tense != "imperative"]
    if not new or any(r.person == said or (said == "2s" and r.person == "vos") for r in new):
        return finding
    form = conjugated(new[0].verb, new[0].tense, said)
    return replace(finding, replacement=form) if form else finding
