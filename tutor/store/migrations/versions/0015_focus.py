"""what a conversation practises, and up to where it was noted what the learner tells"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversation", sa.Column("focus", sa.JSON(), nullable=True))
    op.add_column("conversation", sa.Column("remembered_to", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_column("remembered_to")
        batch_op.drop_column("focus")
