"""What axe-core has to say of the page as it is. The context has to bypass the page's policy, which forbids scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
# Names must hold what is read on a button; axe counts this among its experiments.
RULES = {"rules": {"label-content-name-mismatch": {"enabled": True}}}


def faults(page: Page) -> list[str]:
    """What breaks a rule, with the elements that do."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.add_script_tag(path=AXE)
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", RULES)
    assert len(found["passes"]) > 10, "axe has looked at the page"
    return [f"{v['id']}: {json.dumps([n['html'][:120] for n in v['nodes']])}" for v in found["violations"]]
