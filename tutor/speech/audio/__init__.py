"""Recordings: formats, decoding, where there is a voice."""
