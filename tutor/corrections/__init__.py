"""Corrections of the learner's Spanish: spelling, grammar, and what a language model proposes."""
