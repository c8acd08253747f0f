"""What the routes are given."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from tutor.background import Background
from tutor.services import Services
from tutor.turn import Turns


def _services(request: Request) -> Services:
    return cast(Services, request.app.state.services)


def _turns(request: Request) -> Turns:
    return cast(Turns, request.app.state.turns)


def _background(request: Request) -> Background:
    return cast(Background, request.app.state.background)


def _learner_id(request: Request) -> str:
    """The one learner of a tutor without accounts."""
    return cast(str, request.app.state.learner_id)


ServicesDep = Annotated[Services, Depends(_services)]
TurnsDep = Annotated[Turns, Depends(_turns)]
BackgroundDep = Annotated[Background, Depends(_background)]
LearnerId = Annotated[str, Depends(_learner_id)]
