"""System prompts with variables: written by learners, kept in versions, passed on as files."""
