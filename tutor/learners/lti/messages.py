"""What a platform says in a launch: LTI 1.3 Core, 5.3 and 5.4, Deep Linking 2.0, Assignment and Grade Services 2.0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tutor.core.errors import LaunchRefused, PlatformUnknown
from tutor.core.secrets import new_secret
from tutor.learners.lti.platforms import authority, origin_of
from tutor.learners.signin.identities import Claimed
from tutor.learners.signin.outside import may_be_asked
from tutor.store.sign_in_tables import LtiPlatform

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/"
GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
SCORE_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
VERSION = "1.3.0"
# The name of what our links bring back: which assignment they open.
ASSIGNMENT = "tutor_assignment"
_MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Picking:
    """A teacher is to choose what a new link of a course leads to. `data` is the platform's own, and goes back as it is."""

    return_url: str
    data: str | None
    takes_lineitem: bool


@dataclass(frozen=True, slots=True)
class Launch:
    """Somebody comes from a course: who, as what, where to. What the platform has left out is ""."""

    who: Claimed
    deployment_id: str
    context_id: str
    course: str
    teaches: bool
    learns: bool
    assignment_id: str
    lineitem: str
    picking: Picking | None


def launch_of(platform: LtiPlatform, claims: Mapping[str, Any]) -> Launch:
    """A launch by its verified claims. Raises PlatformUnknown, LaunchRefused."""
    deployment = claims.get(f"{CLAIM}deployment_id")
    if not isinstance(deployment, str) or deployment not in platform.deployments:
        raise PlatformUnknown(detail=f"deployment {deployment!r}"[:100])
    kind = claims.get(f"{CLAIM}message_type")
    if claims.get(f"{CLAIM}version") != VERSION or kind not in ("LtiResourceLinkRequest", "LtiDeepLinkingRequest"):
        raise LaunchRefused(detail=f"message {kind!r}"[:100])
    context = _object(claims, f"{CLAIM}context")
    roles = claims.get(f"{CLAIM}roles")
    held = (
        {role.removeprefix(_MEMBERSHIP) for role in roles if isinstance(role, str)}
        if isinstance(roles, list)
        else set()
    )
    picks = kind == "LtiDeepLinkingRequest"
    return Launch(
        who=Claimed.of(authority(platform), claims),
        deployment_id=deployment,
        context_id=_text(context, "id"),
        course=_text(context, "title") or _text(context, "label"),
        teaches="Instructor" in held,
        learns="Learner" in held and "Instructor" not in held,
        assignment_id=_text(_object(claims, f"{CLAIM}custom"), ASSIGNMENT),
        lineitem=_lineitem(platform, _object(claims, GRADES)),
        picking=_picking(_object(claims, f"{DEEP_LINKING}deep_linking_settings")) if picks else None,
    )


def _picking(settings: Mapping[str, Any]) -> Picking:
    url, kinds, data = _text(settings, "deep_link_return_url"), settings.get("accept_types"), settings.get("data")
    if not may_be_asked(url) or not isinstance(kinds, list) or "ltiResourceLink" not in kinds:
        raise LaunchRefused(detail="where the choice goes, or what it may be")
    return Picking(url, data if isinstance(data, str) else None, settings.get("accept_lineitem") is not False)


def _lineitem(platform: LtiPlatform, endpoint: Mapping[str, Any]) -> str:
    """Where scores go, where the platform takes them from us: encrypted, or to where it gives tokens."""
    scopes, origin = endpoint.get("scope"), origin_of(url := _text(endpoint, "lineitem"))
    near = origin.startswith("https:") or (origin and origin == origin_of(platform.token_url))
    return url if near and isinstance(scopes, list) and SCORE_SCOPE in scopes else ""


def _object(claims: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = claims.get(name)
    return found if isinstance(found, dict) else {}


def _text(told: Mapping[str, Any], name: str) -> str:
    found = told.get(name)
    return found if isinstance(found, str) and len(found) <= LONGEST else ""


def chosen(platform: LtiPlatform, deployment_id: str, picking: Picking, link: Mapping[str, Any]) -> dict[str, Any]:
    """The claims by which a platform is told what was chosen; to be signed."""
    told = {
        "iss": platform.client_id,
        "aud": [platform.issuer],
        "nonce": new_secret(),
        f"{CLAIM}message_type": "LtiDeepLinkingResponse",
        f"{CLAIM}version": VERSION,
        f"{CLAIM}deployment_id": deployment_id,
        f"{DEEP_LINKING}content_items": [dict(link)],
    }
    return told if picking.data is None else told | {f"{DEEP_LINKING}data": picking.data}
