"""Pronunciation and shadowing over HTTP."""
