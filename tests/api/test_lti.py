"""Coming from a course of a platform that speaks LTI 1.3, rightly and wrongly: who comes in, as what, and where to."""

from __future__ import annotations

import json
import re
import stat
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.api.client import refused
from tests.api.courses import Course, cookie_of, course_of
from tests.api.test_accounts import PASSWORD, browser, joined
from tests.api.test_oidc import me
from tests.fakes.keys import CLOCKS
from tests.fakes.lti import CLIENT, DEPLOYMENT, DL, LTI, MEMBER, FakePlatform, fake_platform, person
from tests.fakes.ollama import FakeOllama


@pytest.fixture(scope="module")
def platform() -> Iterator[FakePlatform]:
    with fake_platform() as fake:
        yield fake


@pytest.fixture(scope="module")
def course(ollama: FakeOllama, platform: FakePlatform, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    yield from course_of(ollama, platform, tmp_path_factory)


@pytest.fixture(autouse=True)
def _right(platform: FakePlatform) -> None:
    platform.wrong, platform.clock_s, platform.lasts_s = {}, 0.0, 300.0
    platform.keys.how = "right"
    platform.context = {"id": f"course-{time.monotonic_ns()}", "title": "Español A2", "label": "ES2"}


def teacher_of(course: Course, who: str = "maestra") -> tuple[httpx.Client, str]:
    """A teacher who has opened the course of now, and its class."""
    teacher = browser(course.server)
    where = course.launch(teacher, who)
    found = re.fullmatch(r"/#/classes/([0-9a-f]{32})", where)
    assert found, where
    return teacher, found[1]


def pass_of(where: str) -> str:
    assert where.startswith("/#/course/door?token="), where
    return where.partition("token=")[2]


def inside(course: Course, who: str, *, consent: bool = True) -> httpx.Client:
    """A learner who has come into the class of the course of now."""
    pupil = browser(course.server)
    body = {"token": pass_of(course.launch(pupil, who)), "consent": consent}
    assert pupil.post("/api/lti/door", json=body).status_code == 201
    return pupil


def test_an_instructors_first_coming_makes_the_class_and_the_next_finds_it(course: Course) -> None:
    teacher, room = teacher_of(course)
    assert (me(teacher)["name"], me(teacher)["role"], me(teacher)["by"]) == ("Marta", "teacher", "course")
    told = teacher.get(f"/api/classes/{room}").json()
    assert told["name"] == "Español A2"
    assert told["code"] is None  # who is in the course comes in from there
    assert teacher_of(course)[1] == room
    # Another course is another class; another teacher of this one has none of it.
    course.platform.context = {"id": "another", "label": "ES3"}
    assert teacher_of(course)[1] != room
    other = browser(course.server)
    assert course.launch(other, "otro") == "/#/problem?code=course_of_another"
    refused(other.get(f"/api/classes/{room}"), 401, "sign_in")


def test_a_learner_is_asked_at_the_door_once_a_class(course: Course) -> None:
    early = browser(course.server)
    assert course.launch(early, "ana") == "/#/problem?code=course_not_open"
    teacher, room = teacher_of(course)
    pupil = browser(course.server)
    token = pass_of(course.launch(pupil, "ana"))
    assert (me(pupil)["name"], me(pupil)["role"]) == ("Ana", "learner")
    assert teacher.get(f"/api/classes/{room}").json()["members"] == []
    door = pupil.get("/api/lti/door", params={"token": token}).json()
    assert door == {"name": "Español A2", "teacher": "Marta", "retention_days": 365, "inside": False}
    # The pass is for who got it, and for no other course.
    stranger = browser(course.server)
    assert pass_of(course.launch(stranger, "ben"))
    refused(stranger.get("/api/lti/door", params={"token": token}), 404, "not_found")
    refused(stranger.post("/api/lti/door", json={"token": token, "consent": True}), 404, "not_found")
    refused(pupil.get("/api/lti/door", params={"token": token[:-3] + "AAA"}), 403, "sign_in_expired")
    refused(browser(course.server).get("/api/lti/door", params={"token": token}), 401, "sign_in")
    joined_ = pupil.post("/api/lti/door", json={"token": token, "consent": False})
    assert joined_.json()["consented_at"] is None
    assert [m["name"] for m in teacher.get(f"/api/classes/{room}").json()["members"]] == ["Ana"]
    assert course.launch(pupil, "ana") == "/#/"  # not asked again
    assert "gil" not in pupil.get("/api/export").text.lower()


def test_who_is_neither_learns_nor_teaches(course: Course) -> None:
    _, room = teacher_of(course)
    mentor = browser(course.server)
    assert course.launch(mentor, "observa") == "/#/"
    assert me(mentor)["role"] == "learner"
    refused(mentor.get(f"/api/classes/{room}"), 404, "not_found")
    # The role of another place is none of this course.
    course.platform.people["ana"][f"{LTI}roles"] = [
        "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor",
        f"{MEMBER}Learner",
        7,
    ]
    pupil = browser(course.server)
    assert course.launch(pupil, "ana").startswith("/#/course/door")
    assert me(pupil)["role"] == "learner"
    course.platform.people["ana"] = person("s-1", "Ana")


@pytest.mark.parametrize(
    ("how", "wrong", "code"),
    [
        ("wrong key", {}, "launch_refused"),
        ("none", {}, "launch_refused"),
        ("secret", {}, "launch_refused"),
        ("changed", {}, "launch_refused"),
        ("right", {"aud": "another-client"}, "launch_refused"),
        ("right", {"aud": [CLIENT, "another"], "azp": "another"}, "launch_refused"),
        ("right", {"azp": "another"}, "launch_refused"),
        ("right", {"iss": "http://localhost:1"}, "launch_refused"),
        ("right", {"nonce": "another"}, "launch_refused"),
        ("right", {"nonce": None}, "launch_refused"),
        ("right", {"sub": None}, "launch_refused"),
        ("right", {"iat": None}, "launch_refused"),
        ("right", {"exp": None}, "launch_refused"),
        ("right", {f"{LTI}version": "1.1"}, "launch_refused"),
        ("right", {f"{LTI}message_type": "LtiSubmissionReviewRequest"}, "launch_refused"),
        ("right", {f"{LTI}deployment_id": "another"}, "platform_unknown"),
        ("right", {f"{LTI}deployment_id": None}, "platform_unknown"),
        ("right", {f"{LTI}deployment_id": [DEPLOYMENT]}, "platform_unknown"),
        ("right", {f"{LTI}context": {"id": "course-2", "title": "Espa\ud800"}}, "launch_refused"),
        ("right", {"sub": "s\ud800"}, "launch_refused"),
        ("right", {f"{LTI}context": {"id": "course\0"}}, "launch_refused"),
        ("right", {f"{LTI}context": "no object", f"{LTI}roles": "Instructor", f"{LTI}custom": 7}, ""),
    ],
)
def test_a_launch_that_is_not_as_it_must_be_opens_nothing(
    course: Course, how: str, wrong: dict[str, Any], code: str
) -> None:
    teacher_of(course)
    before = len(course.owner.get("/api/accounts").json())
    course.platform.keys.how, course.platform.wrong = how, wrong
    client = browser(course.server)
    where = course.launch(client, "maestra")
    assert where == (f"/#/problem?code={code}" if code else "/#/")
    assert ("tutor_session" in client.cookies) == (not code)
    assert len(course.owner.get("/api/accounts").json()) == before


@pytest.mark.parametrize(("clock_s", "lasts_s", "code"), CLOCKS)
def test_clocks_that_differ_by_minutes_are_told(course: Course, clock_s: float, lasts_s: float, code: str) -> None:
    course.platform.clock_s, course.platform.lasts_s = clock_s, lasts_s
    assert course.launch(browser(course.server), "maestra") == f"/#/problem?code={code}"


def test_a_launch_serves_once_and_in_the_browser_that_began_it(course: Course) -> None:
    teacher_of(course)
    pupil, thief = browser(course.server), browser(course.server)
    form = course.form(pupil, "ana")
    stolen = form | {"cookie": course.form(thief, "ben")["cookie"]}
    assert course.arrive(thief, stolen).headers["location"] == "/#/problem?code=sign_in_expired"
    assert course.arrive(pupil, form).headers["location"].startswith("/#/course/door")
    assert course.arrive(pupil, form).headers["location"] == "/#/problem?code=sign_in_expired"
    assert course.arrive(thief, form).headers["location"] == "/#/problem?code=sign_in_expired"
    assert "tutor_session" not in thief.cookies
    for state in ("", "x", "a.b.c", form["state"][:-3] + "AAA"):
        answer = course.arrive(thief, form | {"state": state})
        assert answer.headers["location"] == "/#/problem?code=sign_in_expired"
    # Two links that a page shows at once do not get in each other's way.
    one = course.form(pupil, "ana")
    out = pupil.post(
        "/api/lti/login", data=course.platform.begun("ana"), headers={"Cookie": f"tutor_course={one['cookie']}"}
    )
    assert cookie_of(out, "tutor_course") == one["cookie"]


def test_new_keys_are_fetched_when_they_are_met(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> None:
    with fake_platform() as platform:
        for course in course_of(ollama, platform, tmp_path_factory):
            room = teacher_of(course)[1]
            platform.keys.rotate()
            assert teacher_of(course)[1] == room


def test_in_a_frame_the_cookies_are_of_that_page_alone(course: Course) -> None:
    teacher_of(course)
    framed = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site"}
    client = browser(course.server)
    out = client.post("/api/lti/login", data=course.platform.begun("ana"), headers=framed)
    cookie = out.headers["set-cookie"]
    for part in ("Secure", "HttpOnly", "SameSite=None", "Partitioned"):
        assert f"; {part}" in cookie
    answer = course.arrive(client, course.form(client, "ana"), **framed)
    assert answer.headers["location"].startswith("/#/course/door")
    cookies = answer.headers.get_list("set-cookie")
    assert [c.partition("=")[0] for c in cookies] == ["tutor_session"]
    for part in ("Secure", "HttpOnly", "SameSite=None", "Partitioned"):
        assert f"; {part}" in cookies[0]
    session = {"Cookie": f"tutor_session={cookie_of(answer, 'tutor_session')}"}
    assert client.get("/api/learner", headers=session).json()["name"] == "Ana"
    # Another page still changes nothing here, and signing out takes the cookie back as it was given.
    foreign = session | {"Sec-Fetch-Site": "cross-site"}
    refused(client.delete("/api/session", headers=foreign | {"Origin": course.platform.issuer}), 403, "foreign_origin")
    gone = client.delete("/api/session", headers=session)
    assert "Max-Age=0" in gone.headers["set-cookie"]
    assert "Partitioned" in gone.headers["set-cookie"]
    refused(client.get("/api/learner", headers=session), 401, "sign_in")


def test_a_browser_without_such_cookies_is_sent_to_a_window_of_its_own(course: Course) -> None:
    teacher_of(course)
    client = browser(course.server)
    form = course.form(client, "ana")
    where = course.arrive(client, form | {"cookie": ""}).headers["location"]
    assert where.startswith("/#/course/window?token=")
    again = client.get("/api/lti/again", params={"state": where.partition("token=")[2]})
    assert again.headers["location"].startswith(f"{course.platform.issuer}/auth?")
    assert "login_hint=ana" in again.headers["location"]
    assert client.get("/api/lti/again?state=x").headers["location"] == "/#/problem?code=sign_in_expired"


def test_only_pages_of_known_platforms_frame_ours(course: Course) -> None:
    client = browser(course.server)
    if client.get("/").status_code != 200:
        pytest.skip("the page is not built")
    alone = client.get("/").headers["content-security-policy"]
    framed = client.get("/", headers={"Sec-Fetch-Dest": "iframe"}).headers["content-security-policy"]
    assert "frame-ancestors 'none'" in alone
    assert f"frame-ancestors {course.platform.issuer}" in framed
    assert alone.partition("frame-ancestors")[0] == framed.partition("frame-ancestors")[0]


@pytest.mark.parametrize(
    "changed",
    [{"iss": "https://unknown.example"}, {"client_id": "another"}, {"iss": ""}, {"iss": None, "client_id": None}],
)
def test_a_platform_that_is_not_entered_gets_nowhere(course: Course, changed: dict[str, Any]) -> None:
    asked = {name: value for name, value in (course.platform.begun("ana") | changed).items() if value is not None}
    for answer in (
        browser(course.server).post("/api/lti/login", data=asked),
        browser(course.server).get("/api/lti/login", params=asked),
    ):
        assert answer.headers["location"] == "/#/problem?code=platform_unknown"


def test_an_account_is_never_taken_over_and_a_closed_one_stays_closed(course: Course) -> None:
    teacher_of(course)
    ids = {person_["name"]: person_["id"] for person_ in course.owner.get("/api/accounts").json()}
    namesake, first, second = (browser(course.server) for _ in range(3))
    course.launch(namesake, "jefa")
    assert me(namesake)["id"] != ids["Clara"]
    assert me(namesake)["role"] == "learner"
    course.launch(first, "ana")
    course.launch(second, "ana2")
    assert (me(first)["name"], me(second)["name"]) == ("Ana", "Ana")
    assert me(first)["id"] != me(second)["id"]
    account = f"/api/accounts/{me(first)['id']}"
    course.owner.patch(account, json={"active": False}).raise_for_status()
    refused(first.get("/api/learner"), 401, "sign_in")
    assert course.launch(first, "ana") == "/#/problem?code=account_closed"
    course.owner.patch(account, json={"active": True}).raise_for_status()
    assert course.launch(first, "ana").startswith("/#/")
    # The same subject of another platform is somebody else.
    with fake_platform(people={"ana": person("s-1", "Ana")}) as other:
        other.tool = course.platform.tool
        course.owner.post("/api/lti/platforms", json=other.entry() | {"name": "Canvas"}).raise_for_status()
        third = browser(course.server)
        Course(course.server, course.owner, other).launch(third, "ana")
        entered = [p for p in course.owner.get("/api/lti/platforms").json()["platforms"] if p["name"] == "Canvas"]
        course.owner.delete(f"/api/lti/platforms/{entered[0]['id']}").raise_for_status()
        assert (
            third.post("/api/lti/login", data=other.begun("ana")).headers["location"]
            == "/#/problem?code=platform_unknown"
        )
    people = course.owner.get("/api/accounts").json()
    assert len([p for p in people if p["name"] == "Ana"]) == 2  # the third never came further than the course's door


def test_only_the_owner_enters_platforms(course: Course) -> None:
    pupil = joined(course.owner, course.server, "Pilar")
    told = course.owner.get("/api/lti/platforms").json()
    here = course.platform.tool
    assert told["tool"] == {
        "login_url": f"{here}/api/lti/login",
        "launch_url": f"{here}/api/lti/launch",
        "keys_url": f"{here}/api/lti/keys",
    }
    entered = told["platforms"][0]["id"]
    for method, path in (("GET", ""), ("POST", ""), ("PUT", f"/{entered}"), ("DELETE", f"/{entered}")):
        answer = pupil.request(method, f"/api/lti/platforms{path}", json=course.platform.entry())
        assert answer.status_code == 403
    refused(pupil.post("/api/lti/keys"), 403, "forbidden")
    for wrong in (
        {"token_url": "http://example.org/token"},
        {"auth_url": "javascript:alert(1)"},
        {"keys_url": "file:///etc/passwd"},
        {"deployments": []},
        {"origins": ["https://a.example/path"]},
        {"origins": ["https://a.example; script-src *"]},
        {"origins": ["*"]},
        {},  # entered already
    ):
        body = course.platform.entry() | ({"client_id": "new"} if wrong else {}) | wrong
        refused(course.owner.post("/api/lti/platforms", json=body), 422, "invalid_input")
    body = course.platform.entry() | {"deployments": [DEPLOYMENT, "2"], "origins": ["https://moodle.example"]}
    changed = course.owner.put(f"/api/lti/platforms/{entered}", json=body).json()
    assert changed["deployments"] == [DEPLOYMENT, "2"]
    late = browser(course.server)
    late.post("/api/session", json={"name": "Clara", "password": PASSWORD})
    refused(course.owner.delete("/api/lti/platforms/" + "0" * 32), 404, "not_found")


def test_the_tools_keys_are_kept_to_themselves_and_can_be_changed(course: Course) -> None:
    public = browser(course.server).get("/api/lti/keys").json()
    assert {"kty", "n", "e", "kid", "alg", "use"} <= public["keys"][0].keys()
    assert not {"d", "p", "q"} & public["keys"][0].keys()
    file = course.server.data_dir / "lti-keys.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text())["keys"][0]["d"]
    assert stat.S_IMODE((course.server.data_dir / "sign-in-key").stat().st_mode) == 0o600
    first = public["keys"][0]["kid"]
    assert course.owner.post("/api/lti/keys").status_code == 204
    second = [key["kid"] for key in browser(course.server).get("/api/lti/keys").json()["keys"]]
    assert len(second) == 2
    assert second[1] == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    course.owner.post("/api/lti/keys").raise_for_status()
    third = [key["kid"] for key in browser(course.server).get("/api/lti/keys").json()["keys"]]
    assert third[1] == second[0]
    assert first not in third


def test_a_teacher_puts_an_assignment_into_the_course(course: Course) -> None:
    teacher, room = teacher_of(course)
    give = {"kind": "exercise", "exercise": "tasks.a1-tu-dia"}
    given = teacher.post(f"/api/classes/{room}/assignments", json=give).json()
    where = course.launch(teacher, "maestra", "pick")
    assert where.startswith("/#/course/pick?token=")
    token = where.partition("token=")[2]
    assert teacher.get("/api/lti/picking", params={"token": token}).json() == {"class_id": room, "platform": "Moodle"}
    # Nobody else chooses for this course, and nothing of another class.
    pupil = inside(course, "ana")
    for client in (pupil, course.owner, browser(course.server)):
        for path in ("picking", "picked"):
            answer = client.get(f"/api/lti/{path}", params={"token": token, "assignment_id": given["id"]})
            assert answer.status_code in (401, 404), answer.text
    course.platform.context = {"id": "another one", "title": "B1"}
    _, other_room = teacher_of(course)
    other = teacher.post(f"/api/classes/{other_room}/assignments", json=give).json()
    answer = teacher.get("/api/lti/picked", params={"token": token, "assignment_id": other["id"]})
    refused(answer, 404, "not_found")
    course.platform.links.clear()
    page = teacher.get("/api/lti/picked", params={"token": token, "assignment_id": given["id"]})
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    course.picked(teacher, "maestra", other["id"])
    assert course.platform.links == [
        {
            "type": "ltiResourceLink",
            "title": other["title"],
            "url": f"{course.platform.tool}/api/lti/launch",
            "custom": {"tutor_assignment": other["id"]},
            "lineItem": {"label": other["title"], "scoreMaximum": 100, "resourceId": other["id"]},
        }
    ]
    # The link opens it, once one is in the class; in another course it does not.
    ben = browser(course.server)
    token = pass_of(course.launch(ben, "ben", "0"))
    ben.post("/api/lti/door", json={"token": token, "consent": True}).raise_for_status()
    assert course.launch(ben, "ben", "0") == f"/#/assignment/{other['id']}"
    course.platform.context = {"id": "a copy of the course", "title": "B1 2027"}
    teacher_of(course)
    assert course.launch(ben, "ben", "0") == "/#/problem?code=task_gone"


@pytest.mark.parametrize(
    "settings",
    [
        {"deep_link_return_url": "http://example.org/overheard", "accept_types": ["ltiResourceLink"]},
        {"deep_link_return_url": "javascript:alert(1)", "accept_types": ["ltiResourceLink"]},
        {"accept_types": ["ltiResourceLink"]},
        {"deep_link_return_url": "https://moodle.example/back", "accept_types": ["file"]},
        {"deep_link_return_url": "https://moodle.example/back"},
        None,
    ],
)
def test_a_choice_that_could_go_nowhere_good_is_refused(course: Course, settings: dict[str, Any] | None) -> None:
    teacher, _ = teacher_of(course)
    course.platform.wrong = {f"{DL}deep_linking_settings": settings}
    assert course.launch(teacher, "maestra", "pick") == "/#/problem?code=launch_refused"


def test_a_learner_chooses_nothing(course: Course) -> None:
    teacher_of(course)
    assert course.launch(browser(course.server), "ana", "pick") == "/#/problem?code=launch_refused"


def test_what_nobody_sends_is_answered_in_plain_words(course: Course) -> None:
    client = browser(course.server)
    for data in ({}, {"state": "x"}, {"id_token": "x" * 100_000, "state": "x"}, {"error": "login_required"}):
        assert client.post("/api/lti/launch", data=data).headers["location"] == "/#/problem?code=sign_in_expired"
    good = course.form(client, "ana")
    denied = {"state": good["state"], "error": "login_required", "cookie": good["cookie"]}
    assert course.arrive(client, denied).headers["location"] == "/#/problem?code=launch_refused"
    for token in ("x", "x.y.z", "", "é" * 50, "x" * 100_000):
        where = course.arrive(client, course.form(client, "ana") | {"id_token": token}).headers["location"]
        assert where == "/#/problem?code=launch_refused"
    assert client.post("/api/lti/launch", content=b"\xff", headers={"Content-Type": "text/plain"}).status_code == 303
