"""scenes and sentences that teachers write, and as they were given to classes and played; what was told of sounds"""

import sqlalchemy as sa
from alembic import op

from tutor.store.columns import UTCDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def _key(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}_{parent}"), ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "taughtscene",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        _key("taughtscene", "learner_id", "learner"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taughtscene")),
    )
    op.create_index(op.f("ix_taughtscene_learner_id"), "taughtscene", ["learner_id"])
    op.create_table(
        "classscene",
        sa.Column("classroom_id", sa.String(), nullable=False),
        sa.Column("scene_id", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=False),
        _key("classscene", "classroom_id", "classroom"),
        sa.PrimaryKeyConstraint("classroom_id", "scene_id", name=op.f("pk_classscene")),
    )
    op.create_table(
        "playedscene",
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _key("playedscene", "conversation_id", "conversation"),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_playedscene")),
    )
    op.create_table(
        "taughtsentences",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        _key("taughtsentences", "learner_id", "learner"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taughtsentences")),
    )
    op.create_index(op.f("ix_taughtsentences_learner_id"), "taughtsentences", ["learner_id"])
    op.create_table(
        "classsentences",
        sa.Column("classroom_id", sa.String(), nullable=False),
        sa.Column("set_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=False),
        _key("classsentences", "classroom_id", "classroom"),
        sa.PrimaryKeyConstraint("classroom_id", "set_id", name=op.f("pk_classsentences")),
    )

    op.create_table(
        "soundsheard",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("missed", sa.JSON(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        _key("soundsheard", "learner_id", "learner"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_soundsheard")),
    )
    op.create_index(op.f("ix_soundsheard_learner_id"), "soundsheard", ["learner_id"])


def downgrade() -> None:
    for table in ("soundsheard", "classsentences", "taughtsentences", "playedscene", "classscene", "taughtscene"):
        op.drop_table(table)
