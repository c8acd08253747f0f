"""Shared by the tests of corrections: what corrects, made once."""

from __future__ import annotations

import pytest

from tutor.corrections.check import Corrector


@pytest.fixture(scope="session")
def corrector() -> Corrector:
    return Corrector()
