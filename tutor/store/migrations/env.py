"""Alembic's entry: runs on the connection that `Store.migrate` hands over."""

from alembic import context
from sqlmodel import SQLModel

from tutor.store import tables  # noqa: F401  (fills the metadata)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite alters tables only by copying them
)
with context.begin_transaction():
    context.run_migrations()
