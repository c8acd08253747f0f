"""when a learner wants to be reminded, and the secret address of their calendar"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("learner", sa.Column("reminder_at", sa.String(), nullable=False, server_default=""))
    op.add_column("learner", sa.Column("calendar_hash", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("learner", schema=None) as batch_op:
        batch_op.drop_column("calendar_hash")
        batch_op.drop_column("reminder_at")
