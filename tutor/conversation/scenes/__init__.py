"""Situations to talk in."""
