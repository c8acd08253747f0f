"""The names that people see of each other. Over a real server."""

from __future__ import annotations

import pytest

from tests.api.test_accounts import School, school  # noqa: F401 (a fixture)


@pytest.mark.parametrize(
    "name", ["Doña Clara", "doña\u00a0 CLARA", "Do\u00f1a Cl\u0430ra", "Ben\u200b", "\u202eaña", "·"]
)
def test_nobody_is_shown_as_somebody_else(school: School, name: str) -> None:  # noqa: F811
    """The name that a teacher and the owner see of one is as clear as the one to sign in with."""
    assert school.ana.patch("/api/learner", json={"name": name}).status_code == 422
    assert school.ana.patch("/api/learner", json={"name": " Ana  María\n"}).json()["name"] == "Ana María"
    assert school.ana.patch("/api/learner", json={"name": "Ana"}).status_code == 200
