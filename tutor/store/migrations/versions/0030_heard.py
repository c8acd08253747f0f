"""the sound of texts that were heard, and when each of their words is said"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("recording", sa.String(), nullable=True))
    op.add_column("passage", sa.Column("heard", sa.JSON(), nullable=True))


def downgrade() -> None:
    for table, column in (("passage", "heard"), ("document", "recording")):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(column)
