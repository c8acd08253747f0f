"""What the page does for a course: the door of its class, and the choice of what a new link leads to."""

from __future__ import annotations

import hashlib
import html
from base64 import b64encode
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from tutor.api.accounts.cookies import public_url
from tutor.api.classes.access import HiddenTeacherId, PupilId
from tutor.api.classes.classes import attended_class, door_of
from tutor.api.classes.schemas import DoorOut
from tutor.api.deps import ServicesDep, WaysInDep
from tutor.api.lti.schemas import SEALED, CameInOut, PassIn, PickingOut
from tutor.api.schemas import Id
from tutor.core.errors import NotFound
from tutor.learners.classes import assignments, rooms
from tutor.learners.lti import platforms
from tutor.learners.lti.messages import ASSIGNMENT, Picking, chosen
from tutor.learners.signin.ways import WaysIn
from tutor.store.class_tables import Classroom

router = APIRouter(prefix="/api/lti", tags=["courses"])

Token = Annotated[str, Query(min_length=1, max_length=20_000, pattern=SEALED)]
# Grades are told as what the tutor measured or the teacher marked, of its own whole; the platform scales them to this.
SCORE_MAXIMUM = 100
_PAGE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/html": {}}, "description": "A page that sends itself on"}
}
_SUBMIT = "document.forms[0].submit()"
_SUBMIT_HASH = b64encode(hashlib.sha256(_SUBMIT.encode()).digest()).decode()


@router.get("/door")
async def look_in(token: Token, services: ServicesDep, ways: WaysInDep, pupil_id: PupilId) -> DoorOut:
    """Whose class the course is, for who has just come from it."""
    door = await _opened(ways, "door", token, "learner", pupil_id)
    return await services.store.read(lambda session: door_of(session, _room(session, door["class"]), pupil_id))


@router.post("/door", status_code=201)
async def join_course(body: PassIn, services: ServicesDep, ways: WaysInDep, pupil_id: PupilId) -> CameInOut:
    """Come into the class of a course, with or without letting its teacher see what one says and does from now on."""
    door = await _opened(ways, "door", body.token, "learner", pupil_id)

    def write(session: Session) -> CameInOut:
        room = _room(session, door["class"])
        rooms.let_in(session, room, pupil_id, consent=body.consent)
        session.flush()
        attended = attended_class(session, pupil_id, room.id)
        return CameInOut(**attended.model_dump(), assignment_id=door["assignment"])

    return await services.store.run(write)


@router.get("/picking")
async def read_picking(token: Token, services: ServicesDep, ways: WaysInDep, teacher_id: HiddenTeacherId) -> PickingOut:
    """For which class and platform a link is to be chosen."""
    picking = await _opened(ways, "picking", token, "teacher", teacher_id)

    def read(session: Session) -> PickingOut:
        room = rooms.taught(session, teacher_id, picking["class"])
        return PickingOut(class_id=room.id, platform=platforms.platform_of(session, picking["platform"]).name)

    return await services.store.read(read)


@router.get("/picked", responses=_PAGE, response_class=Response)
async def give_back(
    token: Token,
    assignment_id: Annotated[Id, Query()],
    request: Request,
    services: ServicesDep,
    ways: WaysInDep,
    teacher_id: HiddenTeacherId,
) -> HTMLResponse:
    """A page that takes what was chosen back to the platform by itself (Deep Linking 2.0, 4)."""
    picking = await _opened(ways, "picking", token, "teacher", teacher_id)

    def read(session: Session) -> tuple[dict[str, Any], list[str]]:
        wanted = assignments.given_by(session, teacher_id, assignment_id)
        if wanted.classroom_id != picking["class"]:
            raise NotFound("That assignment is of another class.", action="Choose one of this class.")
        link: dict[str, Any] = {
            "type": "ltiResourceLink",
            "title": wanted.title,
            "url": public_url(request, services.settings) + "/api/lti/launch",
            "custom": {ASSIGNMENT: wanted.id},
        }
        if picking["lineitem"]:
            link["lineItem"] = {"label": wanted.title, "scoreMaximum": SCORE_MAXIMUM, "resourceId": wanted.id}
        platform = platforms.platform_of(session, picking["platform"])
        back = Picking(picking["url"], picking["data"], picking["lineitem"])
        return chosen(platform, picking["deployment"], back, link), platforms.framers(session)

    claims, framers = await services.store.read(read)
    jwt = await ways.keys.sign(claims)
    url, origin = html.escape(picking["url"]), platforms.origin_of(picking["url"])
    page = (
        f'<!doctype html><meta charset="utf-8"><title>Tutor</title><form method="post" action="{url}">'
        f'<input type="hidden" name="JWT" value="{jwt}"><button>→</button></form><script>{_SUBMIT}</script>'
    )
    policy = (
        f"default-src 'none'; script-src 'sha256-{_SUBMIT_HASH}'; form-action https: {origin}; "
        f"frame-ancestors {' '.join(framers) or chr(39) + 'none' + chr(39)}"
    )
    return HTMLResponse(page, headers={"Content-Security-Policy": policy, "Cache-Control": "no-store"})


async def _opened(ways: WaysIn, purpose: str, token: str, whose: str, me: str) -> dict[str, Any]:
    """What was sealed for the one who asks. Raises SignInExpired, and NotFound for somebody else's."""
    found = await ways.seal.opened(purpose, token)
    if found[whose] != me:
        raise NotFound("That link was for somebody else.", action="Open it from your course.")
    return found


def _room(session: Session, classroom_id: str) -> Classroom:
    if (found := session.get(Classroom, classroom_id)) is None:
        raise NotFound("That class does not exist, or no longer does.", action="Ask the teacher.")
    return found
