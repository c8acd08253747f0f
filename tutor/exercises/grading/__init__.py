"""Judging sentences by analysis: read into tokens, compared token by token, in any order that keeps its parts whole."""
