"""The platforms that an owner has entered. Each function is one unit of work for `Store.run`."""

from __future__ import annotations

from urllib.parse import urlsplit

from sqlmodel import Session, col, func, select

from tutor.core.errors import InvalidInput, NotFound, PlatformUnknown
from tutor.learners.signin.identities import FROM_COURSE
from tutor.learners.signin.outside import may_be_asked
from tutor.store.sign_in_tables import LtiGrade, LtiPlatform

MOST_PLATFORMS = 50


def authority(platform: LtiPlatform) -> str:
    """In whose name its subjects are known; each registration stands for itself."""
    return f"{FROM_COURSE}{platform.issuer} {platform.client_id}"


def platforms(session: Session) -> list[LtiPlatform]:
    return list(session.exec(select(LtiPlatform).order_by(col(LtiPlatform.created_at), col(LtiPlatform.id))))


def platform_of(session: Session, platform_id: str) -> LtiPlatform:
    """Raises NotFound."""
    if (found := session.get(LtiPlatform, platform_id)) is None:
        raise NotFound("That platform does not exist, or no longer does.", action="Choose another one.")
    return found


def keep(session: Session, platform: LtiPlatform) -> LtiPlatform:
    """Enter a platform, or what has changed of it. Raises InvalidInput."""
    for url in (platform.auth_url, platform.token_url, platform.keys_url):
        if not may_be_asked(url):
            raise InvalidInput(f"{url} could be overheard, or is no address.", action="Name it by https://.")
    for origin in platform.origins:
        if origin != origin_of(origin):
            raise InvalidInput(f"{origin} is not the address of a server.", action="Name it without a path.")
    twin = select(LtiPlatform.id).where(
        LtiPlatform.issuer == platform.issuer, LtiPlatform.client_id == platform.client_id
    )
    if session.exec(twin).first() not in (None, platform.id):
        raise InvalidInput("That platform is entered already.", action="Change the one that is there.")
    if session.exec(select(func.count()).select_from(LtiPlatform)).one() > MOST_PLATFORMS:
        raise InvalidInput(f"There are {MOST_PLATFORMS} platforms.", action="Remove one that is no longer used.")
    session.add(platform)
    session.flush()
    return platform


def meant(session: Session, issuer: str, client_id: str) -> LtiPlatform:
    """The platform that begins a sign-in; some leave out the client id where they have one tool. Raises PlatformUnknown."""
    wanted = select(LtiPlatform).where(LtiPlatform.issuer == issuer)
    found = list(session.exec(wanted.where(LtiPlatform.client_id == client_id) if client_id else wanted))
    if len(found) != 1:
        raise PlatformUnknown(detail=f"{issuer} {client_id}")
    return found[0]


def framers(session: Session) -> list[str]:
    """Whose pages may show ours in a frame."""
    found: set[str] = set()
    for platform in platforms(session):
        found |= {origin_of(platform.issuer), origin_of(platform.auth_url), *platform.origins}
    return sorted(found - {""})


def origin_of(url: str) -> str:
    """What a browser calls the server of an address; "" for what is none."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return ""
    plain = parts.scheme in ("http", "https") and parts.hostname and not set(parts.netloc) & set("@;, '\"*")
    return f"{parts.scheme}://{parts.netloc}" if plain else ""


def waiting(session: Session, platform: LtiPlatform) -> tuple[int, str]:
    """How many grades have yet to be told to a platform, and what it said to the last one that it would not take."""
    mine = select(func.count()).where(LtiGrade.platform_id == platform.id, col(LtiGrade.due_at).is_not(None))
    failed = select(LtiGrade.failure).where(LtiGrade.platform_id == platform.id, LtiGrade.failure != "")
    return session.exec(mine).one(), session.exec(failed.order_by(col(LtiGrade.changed_at).desc())).first() or ""
