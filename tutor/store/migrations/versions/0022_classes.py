"""classes, assignments and what was handed in; when a text was read to its end"""

import sqlalchemy as sa
from alembic import op

from tutor.store.columns import UTCDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def _key(table: str, column: str, parent: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}_{parent}"), ondelete=ondelete
    )


def upgrade() -> None:
    op.add_column("document", sa.Column("read_at", UTCDateTime(), nullable=True))
    op.create_table(
        "classroom",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("code_expires_at", UTCDateTime(), nullable=True),
        sa.Column("retention_days", sa.Integer(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        _key("classroom", "learner_id", "learner"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_classroom")),
        sa.UniqueConstraint("code", name=op.f("uq_classroom_code")),
    )
    op.create_index(op.f("ix_classroom_learner_id"), "classroom", ["learner_id"])
    op.create_table(
        "membership",
        sa.Column("classroom_id", sa.String(), nullable=False),
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("joined_at", UTCDateTime(), nullable=False),
        sa.Column("consent_at", UTCDateTime(), nullable=True),
        _key("membership", "classroom_id", "classroom"),
        _key("membership", "learner_id", "learner"),
        sa.PrimaryKeyConstraint("classroom_id", "learner_id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_learner_id"), "membership", ["learner_id"])
    op.create_table(
        "assignment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("classroom_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("what", sa.JSON(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        _key("assignment", "classroom_id", "classroom"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_classroom_id"), "assignment", ["classroom_id"])
    op.create_table(
        "handin",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("assignment_id", sa.String(), nullable=False),
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("work_id", sa.String(), nullable=True),
        sa.Column("conversation_id", sa.String(), nullable=True),
        sa.Column("recording", sa.String(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("commented_at", UTCDateTime(), nullable=True),
        _key("handin", "assignment_id", "assignment"),
        _key("handin", "learner_id", "learner"),
        _key("handin", "work_id", "work", "SET NULL"),
        _key("handin", "conversation_id", "conversation", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handin")),
        sa.UniqueConstraint("assignment_id", "learner_id", name=op.f("uq_handin_assignment_id")),
    )
    op.create_index(op.f("ix_handin_learner_id"), "handin", ["learner_id"])
    op.create_table(
        "taughtlist",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        _key("taughtlist", "learner_id", "learner"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taughtlist")),
    )
    op.create_index(op.f("ix_taughtlist_learner_id"), "taughtlist", ["learner_id"])


def downgrade() -> None:
    for table in ("taughtlist", "handin", "assignment", "membership", "classroom"):
        op.drop_table(table)
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_column("read_at")
