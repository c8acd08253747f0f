"""Style is no mistake: needless subjects, capitals, opening marks."""

from tutor.corrections.check import Corrector
from tutor.corrections.edits import counted, mistakes
from tutor.corrections.policy import CorrectionPreferences

TIPS = CorrectionPreferences(tips=True)
CHAT = "Mi hermano vive en madrid. yo vivo en Sevilla."


def test_style_is_a_tip_that_is_asked_for(corrector: Corrector) -> None:
    assert corrector.check(CHAT).edits == []
    tips = corrector.check(CHAT, TIPS).edits
    assert tips
    assert all(edit.is_tip for edit in tips)


def test_a_tip_is_no_card_and_is_not_counted(corrector: Corrector) -> None:
    tips = corrector.check(CHAT, TIPS).edits
    assert tips
    assert mistakes(tips) == []
    assert not any(counted({"category": edit.category, "rule_id": edit.rule_id}) for edit in tips)
