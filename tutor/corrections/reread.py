"""A sentence read again as it stands when its surest mistakes are mended, so that what they hid is found as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tutor.corrections.candidates import Candidate
from tutor.corrections.citation import citations
from tutor.corrections.edits import is_tip
from tutor.corrections.explain import about
from tutor.corrections.impossible import impossible
from tutor.corrections.policy import JUDGED, RULE_KNOWS, RULE_SURE, surely_told
from tutor.corrections.sentence import Finding, Sentence
from tutor.language.es.tokens import Token, tokenize

# Slips of letters are told from here on, whoever else judges.
SLIP_SURE = 0.88
SLIPS = frozenset(
    ("accent-missing", "accent-meaning", "verb-accent", "misspelt", "made-up-form", "n-tilde", "accent-extra")
)

# For each token its place in the sentence as it was written; None where it was not written.
Origins = list[int | None]


def surest(findings: Sequence[Finding], sentence: Sentence) -> list[Finding]:
    """What the learner is told of in any case, no two at one place, in reading order."""
    cited = citations(sentence)
    kept: list[Finding] = []
    for f in sorted(findings, key=lambda f: (-f.confidence, f.start)):
        if any(_meet(f, other) for other in kept) or any(start <= f.start < end for start, end in cited):
            continue
        if _is_slip(f, sentence) or _is_told(f, sentence, findings):
            kept.append(f)
    return sorted(kept, key=lambda f: (f.start, f.end))


def mended(sentence: Sentence, origins: Origins, findings: Iterable[Finding]) -> tuple[Sentence, Origins]:
    """The sentence with these findings made; they are in reading order and do not meet."""
    tokens: list[Token] = []
    places: Origins = []
    at = 0
    for f in findings:
        tokens += sentence.tokens[at : f.start]
        places += origins[at : f.start]
        old = sentence.tokens[f.start].text if f.end > f.start else ""
        new = tokenize(f.replacement.capitalize() if old[:1].isupper() else f.replacement)
        tokens += new
        places += [None] * len(new)
        at = f.end
    return Sentence(tokens + sentence.tokens[at:], sentence.lexicon), places + origins[at:]


def as_written(finding: Finding, origins: Origins) -> tuple[int, int] | None:
    """Where a finding of the mended sentence lies in the one that was written; None where it touches what was mended."""
    if finding.start == finding.end:
        here = origins[finding.start] if finding.start < len(origins) else None
        before = origins[finding.start - 1] if finding.start else -1
        return (here, here) if here is not None and before == here - 1 else None
    first = origins[finding.start]
    if first is None or origins[finding.start : finding.end] != list(range(first, first + finding.end - finding.start)):
        return None
    return first, first + finding.end - finding.start


def _is_slip(finding: Finding, sentence: Sentence) -> bool:
    """Whether letters of one word alone are wrong, surely."""
    if finding.end != finding.start + 1 or finding.confidence < SLIP_SURE or " " in finding.replacement:
        return False
    return finding.rule in SLIPS and finding.replacement.lower() != sentence.at(finding.start)


def _is_told(f: Finding, sentence: Sentence, findings: Sequence[Finding]) -> bool:
    """Whether the learner is told of it whatever the judge holds of it."""
    if f.confidence < (RULE_KNOWS if f.rule in JUDGED else RULE_SURE) or is_tip(about(f.rule).category, f.rule):
        return False
    made = Candidate(f.start, f.end, f.replacement, "", "rule", f.rule, f.confidence, f.trigger)
    return surely_told(f.rule, f.confidence) and not impossible(made, sentence, findings)


def _meet(a: Finding, b: Finding) -> bool:
    """Whether two findings change the same words, or one puts something in where the other changes."""
    return (a.start <= b.start < a.end) or (b.start <= a.start < b.end) or (a.start, a.end) == (b.start, b.end)
