"""how often each learner has accepted and dismissed corrections of a kind"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kindanswers",
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("dismissed", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_kindanswers_learner_id_learner"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("learner_id", "kind", name=op.f("pk_kindanswers")),
    )
    op.create_index(op.f("ix_kindanswers_updated_at"), "kindanswers", ["updated_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_kindanswers_updated_at"), table_name="kindanswers")
    op.drop_table("kindanswers")
