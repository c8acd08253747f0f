"""The platforms whose courses may lead here, for the owner; and this tutor's own public keys, for everybody."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from tutor.api.accounts.accounts import OwnerDep
from tutor.api.accounts.cookies import public_url
from tutor.api.deps import PASSWORD_GIVEN, ServicesDep, WaysInDep, require_accounts
from tutor.api.lti.schemas import PlatformIn, PlatformOut, PlatformsOut, ToolOut
from tutor.api.schemas import Id
from tutor.learners.lti import platforms
from tutor.store.sign_in_tables import LtiPlatform

router = APIRouter(prefix="/api/lti", tags=["courses"])


@router.get("/platforms")
async def list_platforms(request: Request, services: ServicesDep, owner: OwnerDep) -> PlatformsOut:
    """What is entered here, and what is to be entered there."""
    here = public_url(request, services.settings) + "/api/lti"
    return await services.store.read(
        lambda session: PlatformsOut(
            tool=ToolOut(login_url=f"{here}/login", launch_url=f"{here}/launch", keys_url=f"{here}/keys"),
            platforms=[_out(session, platform) for platform in platforms.platforms(session)],
        )
    )


@router.post("/platforms", status_code=201, dependencies=[PASSWORD_GIVEN])
async def add_platform(body: PlatformIn, services: ServicesDep, owner: OwnerDep) -> PlatformOut:
    """Enter a platform: everybody whom it sends has an account here from then on, and its teachers are teachers."""

    def write(session: Session) -> PlatformOut:
        return _out(session, platforms.keep(session, LtiPlatform(**body.model_dump())))

    return await services.store.run(write)


@router.put("/platforms/{platform_id}", dependencies=[PASSWORD_GIVEN])
async def change_platform(platform_id: Id, body: PlatformIn, services: ServicesDep, owner: OwnerDep) -> PlatformOut:
    """Enter a platform anew, its courses and grades stay."""

    def write(session: Session) -> PlatformOut:
        platform = platforms.platform_of(session, platform_id)
        for name, value in body.model_dump().items():
            setattr(platform, name, value)
        return _out(session, platforms.keep(session, platform))

    return await services.store.run(write)


@router.delete("/platforms/{platform_id}", status_code=204, dependencies=[PASSWORD_GIVEN])
async def remove_platform(platform_id: Id, services: ServicesDep, owner: OwnerDep) -> Response:
    """Nobody comes in from there any more, and no grade goes there; accounts and classes stay."""
    await services.store.run(lambda session: session.delete(platforms.platform_of(session, platform_id)))
    return Response(status_code=204)


@router.post("/keys", status_code=204, dependencies=[PASSWORD_GIVEN])
async def rotate_keys(ways: WaysInDep, owner: OwnerDep) -> Response:
    """Sign with a new key from now on; the one of before stays published."""
    await ways.keys.rotate()
    return Response(status_code=204)


@router.get("/keys")
async def tool_keys(services: ServicesDep, ways: WaysInDep, response: Response) -> dict[str, object]:
    """This tutor's public keys as a tool (RFC 7517)."""
    require_accounts(services)
    response.headers["Cache-Control"] = "public, max-age=300"
    return await ways.keys.public()


def _out(session: Session, platform: LtiPlatform) -> PlatformOut:
    waiting, failure = platforms.waiting(session, platform)
    return PlatformOut.model_validate(platform.model_dump() | {"grades_waiting": waiting, "failure": failure})
