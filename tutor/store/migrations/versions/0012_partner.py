"""why a learner learns, what they told of themselves, and conversations that end"""

import sqlalchemy as sa
from alembic import op

from tutor.store.columns import UTCDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("learner", sa.Column("goal", sa.String(), nullable=False, server_default=""))
    op.add_column("learner", sa.Column("minutes_a_day", sa.Integer(), nullable=False, server_default="10"))
    op.add_column("learner", sa.Column("remembers", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("conversation", sa.Column("closed_at", UTCDateTime(), nullable=True))
    op.create_table(
        "fact",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_fact_learner_id_learner"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
        sa.UniqueConstraint("learner_id", "text", name=op.f("uq_fact_learner_id")),
    )
    op.create_index(op.f("ix_fact_learner_id"), "fact", ["learner_id"])


def downgrade() -> None:
    op.drop_table("fact")
    op.drop_column("conversation", "closed_at")
    for column in ("remembers", "minutes_a_day", "goal"):
        op.drop_column("learner", column)
