"""What Tutor is built on: no version with a hole that is known, and a whole list of it."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.audit import ADVISORIES, CONSTRAINTS, ROOT, holes, of_page, pinned, told


def test_no_version_has_a_known_hole() -> None:
    pins, advisories = pinned(CONSTRAINTS.read_text()), tomllib.loads(ADVISORIES.read_text())
    assert len(pins) > 100
    assert holes(pins, advisories) == []
    # What reads strangers' bytes is on the list.
    assert {"pypdf", "lxml", "python-multipart", "starlette", "h11", "authlib", "joserfc"} <= set(
        advisories["fixed"]
    ) & set(pins)


def needed(*extras: str) -> set[str]:
    """What pyproject.toml asks for by name, for these extras too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"], *(one for extra in extras for one in project["optional-dependencies"][extra])]
    return {canonicalize_name(Requirement(one).name) for one in asked} - {"tutor-es"}


# What Ray brings and what models are trained with is chosen by who uses it.
PINNED_EXTRAS = ("postgres", "anthropic", "gemini", "replicas", "s3", "traces")


def test_all_that_is_asked_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert {*PINNED_EXTRAS, "dev"} == set(project["optional-dependencies"]) - {"cluster", "train"}
    assert needed(*PINNED_EXTRAS, "dev") <= set(pinned(CONSTRAINTS.read_text()))


def test_a_hole_is_told() -> None:
    advisories = {"fixed": {"pypdf": {"CVE-1": "6.0.0", "CVE-2": "7.1"}}}
    assert len(holes({"pypdf": Version("6.0.0")}, advisories)) == 1
    assert len(holes(pinned("# a comment\nPyPDF==5.9.1\nother==1\n"), advisories)) == 2


def test_what_could_not_be_asked_for_is_told_apart() -> None:
    report = {
        "dependencies": [
            {"name": "a", "skip_reason": "not found"},
            {"name": "b", "version": "1", "vulns": [{"id": "PYSEC-1"}]},
            {"name": "c", "version": "1", "vulns": []},
        ]
    }
    assert told(report) == (["b 1: PYSEC-1"], ["a"])


def test_what_npm_could_not_ask_is_no_pass() -> None:
    assert of_page({"error": {"summary": "405"}}) is None
    assert of_page({"vulnerabilities": {}}) == []
    assert of_page({"vulnerabilities": {"a": {"severity": "high", "range": "<2"}}}) == ["a: high, <2"]


def test_the_list_names_packages_page_and_models() -> None:
    made = subprocess.run([sys.executable, "deploy/sbom.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = json.loads(made.stdout)
    parts = {part["name"]: part for part in listed["components"]}
    assert {"fastapi", "pypdf", "starlette", "react", "ef_dora/style.bin"} <= set(parts)
    assert needed(*PINNED_EXTRAS) - {canonicalize_name(name) for name in parts} == set()
    assert "pytest" not in parts
    refs = [part["bom-ref"] for part in listed["components"]]
    assert len(refs) == len(set(refs))
    assert parts["fastapi"]["version"] == str(pinned(CONSTRAINTS.read_text())["fastapi"])
    assert all(part["hashes"] for part in listed["components"] if part["type"] == "machine-learning-model")
