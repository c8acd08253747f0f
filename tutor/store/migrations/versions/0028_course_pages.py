"""where a platform's pages are, and when the work for a grade was looked at"""

import sqlalchemy as sa
from alembic import op

from tutor.store.columns import UTCDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ltiplatform", sa.Column("origins", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    op.add_column("ltigrade", sa.Column("looked_at", UTCDateTime(), nullable=True))


def downgrade() -> None:
    for table, column in (("ltigrade", "looked_at"), ("ltiplatform", "origins")):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(column)
