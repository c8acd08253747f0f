"""documents, their passages and the full-text index"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# The words are kept once, in passageterms; the index only points at them. A deletion that cascades fires these too.
SQLITE = (
    "CREATE VIRTUAL TABLE passage_index USING fts5("
    "terms, content='passageterms', content_rowid='passage_id', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER passage_indexed AFTER INSERT ON passageterms BEGIN "
    "INSERT INTO passage_index(rowid, terms) VALUES (new.passage_id, new.terms); END",
    "CREATE TRIGGER passage_unindexed AFTER DELETE ON passageterms BEGIN "
    "INSERT INTO passage_index(passage_index, rowid, terms) VALUES ('delete', old.passage_id, old.terms); END",
)
POSTGRES = "CREATE INDEX passage_index ON passageterms USING gin (to_tsvector('simple', terms))"


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("learner_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_document_learner_id_learner"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_learner_id"), ["learner_id"], unique=False)
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("easier", sa.Text(), nullable=True),
        sa.Column("easier_for", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_passage_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sa.UniqueConstraint("document_id", "position", name=op.f("uq_passage_document_id")),
    )
    op.create_table(
        "passageterms",
        sa.Column("passage_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passage.id"], name=op.f("fk_passageterms_passage_id_passage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("passage_id", name=op.f("pk_passageterms")),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else (POSTGRES,):
        op.execute(statement)

    op.add_column("conversation", sa.Column("document_id", sa.String(), nullable=True))
    op.add_column("conversation", sa.Column("place", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_conversation_document_id"), "conversation", ["document_id"], unique=False)
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sources", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("message", "sources")
    op.drop_index(op.f("ix_conversation_document_id"))
    op.drop_column("conversation", "place")
    op.drop_column("conversation", "document_id")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE passage_index")
    op.drop_table("passageterms")
    op.drop_table("passage")
    op.drop_table("document")
