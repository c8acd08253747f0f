"""Corrections of what a learner of Spanish writes or says."""
