"""What stands in the head of a request, from whoever sends it: read in a moment, and answered.

The watch on the loop fails these tests where a request takes more than its part of it.
"""

from __future__ import annotations

import pytest

from tests.api.client import begin, say
from tests.api.test_accounts import School, browser, school  # noqa: F401 (a fixture)

COOKIES = {
    "escapes": 'tutor_session="' + "\\" * 60_000 + '"',
    "octets": 'tutor_session="' + "\\1" * 30_000 + '"',
    "of others": 'other="' + "\\" * 60_000 + '"',
    "many": "tutor_session=x;" * 3_500,
}


@pytest.mark.parametrize("kind", COOKIES)
def test_cookies_of_a_stranger_are_read_in_a_moment(school: School, kind: str) -> None:  # noqa: F811
    answer = browser(school.server).get("/api/learner", headers={"Cookie": COOKIES[kind]})
    assert answer.status_code == 401


def test_a_session_stands_beside_cookies_of_others(school: School) -> None:  # noqa: F811
    session = school.ana.cookies["tutor_session"]
    cookies = f'theme="da\\"rk"; tutor_session={session}; other=x'
    assert browser(school.server).get("/api/learner", headers={"Cookie": cookies}).status_code == 200


@pytest.mark.parametrize("number", ["9" * 5_000, "9" * 30, "²", "-1", "1e3", ""])
def test_no_number_of_an_event(school: School, number: str) -> None:  # noqa: F811
    turn = say(school.ana, begin(school.ana))[0].data["turn_id"]
    headers = {b"Last-Event-ID": number.encode()}
    assert school.ana.get(f"/api/turns/{turn}/events", headers=headers).status_code == 422


# Their moments in UTC are none that Python has.
@pytest.mark.parametrize("at", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_moments_that_nobody_means(school: School, at: str) -> None:  # noqa: F811
    assert school.ana.get("/api/conversations", params={"before": at}).status_code == 422
    room = school.owner.post("/api/classes", json={"name": "3A"}).json()
    given = {"kind": "scene", "what": "cafe", "due_at": at}
    assert school.owner.post(f"/api/classes/{room['id']}/assignments", json=given).status_code == 422
