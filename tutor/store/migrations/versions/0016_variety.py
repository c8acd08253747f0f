"""variety"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0016", "0015", None, None


def upgrade() -> None:
    with op.batch_alter_table("learner") as batch_op:
        batch_op.add_column(sa.Column("variety", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("vosotros", sa.Boolean(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("learner") as batch_op:
        batch_op.drop_column("vosotros")
        batch_op.drop_column("variety")
