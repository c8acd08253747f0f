"""texts of ours, and texts that know when they are said"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("sample_id", sa.String(), nullable=True))
    op.add_column("passage", sa.Column("at_s", sa.Float(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("passage", schema=None) as batch_op:
        batch_op.drop_column("at_s")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_column("sample_id")
