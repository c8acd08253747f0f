"""python -m tests.audit [REPORT]: whether a version of constraints.txt has a hole that is known.

It is held against deploy/advisories.toml, and against what pip-audit has told as JSON, if that is given. A package that
pip-audit could not ask for is no package without holes: its report alone would call that a pass.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
CONSTRAINTS, ADVISORIES = ROOT / "constraints.txt", ROOT / "deploy" / "advisories.toml"


def pinned(constraints: str) -> dict[str, Version]:
    """The version of each package."""
    found = re.findall(r"^([\w.-]+)==([^\s;#]+)", constraints, re.MULTILINE)
    return {canonicalize_name(name): Version(version) for name, version in found}


def holes(pins: dict[str, Version], advisories: dict[str, Any]) -> list[str]:
    """What is known of versions that are pinned."""
    return [
        f"{name} {pins[name]}: {hole} is mended in {version}"
        for name, fixed in advisories["fixed"].items()
        for hole, version in fixed.items()
        if name in pins and pins[name] < Version(version)
    ]


def told(report: dict[str, Any]) -> tuple[list[str], list[str]]:
    """What pip-audit has found, and the packages that it could not ask for."""
    found, unasked = [], []
    for package in report["dependencies"]:
        if "skip_reason" in package:
            unasked.append(package["name"])
        found += [f"{package['name']} {package.get('version')}: {hole['id']}" for hole in package.get("vulns", [])]
    return found, unasked


def main() -> int:
    advisories = tomllib.loads(ADVISORIES.read_text())
    pins = pinned(CONSTRAINTS.read_text())
    found = holes(pins, advisories)
    print(f"{len(pins)} packages against the list of {advisories['looked']}: {len(found)} holes")
    if len(sys.argv) > 1 and Path(sys.argv[1]).is_file():
        more, unasked = told(json.loads(Path(sys.argv[1]).read_text()))
        found += more
        asked = len(pins) - len(unasked)
        print(f"pip-audit could ask for {asked} of them: {len(more)} holes")
    else:
        print("pip-audit has told nothing: only the list was looked at")
    print(*found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
