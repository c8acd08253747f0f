"""Exercises and the placement test over HTTP."""
