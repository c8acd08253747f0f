"""The guides are true: code that they show is in the files they name, and the files they speak of are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDES = [
    *sorted((ROOT / "docs").glob("adding-*.md")),
    ROOT / "docs" / "ARCHITECTURE.md",
    ROOT / "docs" / "CONTRIBUTING.md",
]
PROMISES = [
    page
    for page in sorted((ROOT / "docs" / "decisions").glob("*.md"))
    if "| promise | test |" in page.read_text("utf-8")
]
_BLOCK = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"`((?:tutor|tests|docs|frontend|voices|deploy)/[\w./-]*\w/?)`")
SHOWN = [(guide.name, *block) for guide in GUIDES for block in _BLOCK.findall(guide.read_text("utf-8"))]


@pytest.mark.parametrize(("guide", "file", "code"), SHOWN)
def test_code_that_a_guide_shows_is_in_the_file_it_names(guide: str, file: str, code: str) -> None:
    assert code in (ROOT / file).read_text("utf-8"), f"{guide} shows what {file} does not have"


def test_the_guide_to_a_language_shows_its_toy() -> None:
    shown = {file for guide, file, _ in SHOWN if guide == "adding-a-language.md"}
    toys = {str(path.relative_to(ROOT)) for path in (ROOT / "tests" / "toy_language").iterdir()}
    assert len(shown) >= 5
    assert shown < toys


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_the_files_that_a_guide_names_are_there(guide: Path) -> None:
    named = _NAMED.findall(guide.read_text("utf-8"))
    # LEVEL and the like stand for any.
    patterns = {name: re.sub(r"\b[A-Z]{4,}\b(?!\.md)", "*", name) for name in named}
    assert [name for name, pattern in patterns.items() if not any(ROOT.glob(pattern))] == []


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=str
)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PROMISES, ids=lambda path: path.name)
def test_the_tests_that_hold_the_promises_are_there(page: Path) -> None:
    named = re.findall(r"`(?:((?:tests|frontend)/[\w./-]+)(?:::)?)?(test_\w+)?`", page.read_text("utf-8"))
    file, missing = Path(), []
    for path, test in named:
        file = ROOT / path if path else file
        if not file.is_file() or (test and not re.search(rf"def {test}\b", file.read_text("utf-8"))):
            missing.append(f"{path or file}::{test}")
    assert len(named) > 40
    assert missing == []
