"""A private voice tutor for Spanish that runs on the learner's own machine."""

__version__ = "0.1.0"
