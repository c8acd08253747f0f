"""A learner's own templates in the database. Each function is one unit of work for `Store.run`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from tutor.conversation.prompt.builder import BUILT_IN
from tutor.core.errors import InvalidInput, NotFound
from tutor.store.tables import BUILT_IN_ID, Conversation, Learner
from tutor.store.template_tables import Template, TemplateVersion

MOST_TEMPLATES = 100
MOST_VERSIONS = 200
BUILT_IN_NAME = "Built-in"


@dataclass(frozen=True, slots=True)
class Kept:
    """A template with one of its versions; the built-in one has none and was never saved."""

    id: str
    name: str
    version: int | None
    text: str
    saved_at: datetime | None

    @classmethod
    def of(cls, template: Template, version: TemplateVersion) -> Kept:
        return cls(template.id, template.name, version.number, version.text, version.created_at)


_BUILT_IN = Kept(BUILT_IN_ID, BUILT_IN_NAME, None, BUILT_IN, None)


def kept(session: Session, learner_id: str) -> list[Kept]:
    """The latest version of each template, the built-in one first."""
    latest = (
        select(TemplateVersion.template_id, func.max(TemplateVersion.number).label("number"))
        .group_by(col(TemplateVersion.template_id))
        .subquery()
    )
    rows = session.exec(
        select(Template, TemplateVersion)
        .join(TemplateVersion, col(TemplateVersion.template_id) == col(Template.id))
        .join(
            latest,
            (latest.c.template_id == col(TemplateVersion.template_id))
            & (latest.c.number == col(TemplateVersion.number)),
        )
        .where(Template.learner_id == learner_id)
        .order_by(func.lower(Template.name), col(Template.created_at))
    ).all()
    return [_BUILT_IN, *(Kept.of(*row) for row in rows)]


def versions(session: Session, learner_id: str, template_id: str) -> list[Kept]:
    """All versions of a template, the latest first. Raises NotFound."""
    if template_id == BUILT_IN_ID:
        return [_BUILT_IN]
    template = _own(session, learner_id, template_id)
    rows = session.exec(
        select(TemplateVersion)
        .where(TemplateVersion.template_id == template_id)
        .order_by(col(TemplateVersion.number).desc())
    )
    return [Kept.of(template, row) for row in rows]


def latest(session: Session, learner_id: str, template_id: str) -> TemplateVersion | None:
    """The newest version of a template; None for the built-in one. Raises NotFound."""
    if template_id == BUILT_IN_ID:
        return None
    return _latest(session, _own(session, learner_id, template_id))


def add(session: Session, learner_id: str, name: str, text: str) -> Kept:
    """A new template, its text checked before. Raises InvalidInput when there are too many."""
    count = session.exec(select(func.count()).select_from(Template).where(Template.learner_id == learner_id)).one()
    if count >= MOST_TEMPLATES:
        raise InvalidInput(f"There is room for {MOST_TEMPLATES} templates.", action="Delete one you no longer need.")
    template = Template(learner_id=learner_id, name=name)
    session.add(template)
    session.flush()
    version = TemplateVersion(template_id=template.id, number=1, text=text)
    session.add(version)
    return Kept.of(template, version)


def save(session: Session, learner_id: str, template_id: str, name: str, text: str) -> Kept:
    """A template under this name and, where the text is another than before, with a new version of it.

    Raises NotFound, InvalidInput for the built-in one.
    """
    _refuse_built_in(template_id)
    template = _own(session, learner_id, template_id)
    template.name = name
    version = _latest(session, template)
    if version.text != text:
        if version.number >= MOST_VERSIONS:
            raise InvalidInput(f"It has {MOST_VERSIONS} versions.", action="Save it under another name.")
        version = TemplateVersion(template_id=template_id, number=version.number + 1, text=text)
        session.add(version)
    return Kept.of(template, version)


def remove(session: Session, learner_id: str, template_id: str) -> None:
    """Delete a template with its versions; conversations with it go on with the built-in one.

    Raises NotFound, InvalidInput for the built-in one.
    """
    _refuse_built_in(template_id)
    session.delete(_own(session, learner_id, template_id))
    learner = session.get_one(Learner, learner_id)
    if learner.template_id == template_id:
        learner.template_id = BUILT_IN_ID


def used_in(session: Session, conversation: Conversation) -> Kept:
    """The template of a conversation, in the version that it began with; the built-in one when that was deleted."""
    wanted = conversation.template_version_id
    version = session.get(TemplateVersion, wanted) if wanted else None
    return Kept.of(session.get_one(Template, version.template_id), version) if version else _BUILT_IN


def _own(session: Session, learner_id: str, template_id: str) -> Template:
    template = session.get(Template, template_id)
    if template is None or template.learner_id != learner_id:
        raise NotFound("That template does not exist, or no longer does.", action="Choose another.")
    return template


def _latest(session: Session, template: Template) -> TemplateVersion:
    newest = select(TemplateVersion).where(TemplateVersion.template_id == template.id)
    return session.exec(newest.order_by(col(TemplateVersion.number).desc()).limit(1)).one()


def _refuse_built_in(template_id: str) -> None:
    if template_id == BUILT_IN_ID:
        raise InvalidInput("The built-in template stays as it is.", action="Save a copy of it under another name.")
