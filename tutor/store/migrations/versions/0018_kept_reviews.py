"""reviews that a device kept while it was offline: told apart by the id that it gave them"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reviewlog", sa.Column("sent_id", sa.String(), nullable=True))
    op.create_index("ix_reviewlog_sent", "reviewlog", ["learner_id", "sent_id"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_reviewlog_sent", table_name="reviewlog")
    with op.batch_alter_table("reviewlog", schema=None) as batch_op:
        batch_op.drop_column("sent_id")
