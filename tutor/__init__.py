"""A private voice tutor for Spanish that runs on the learner's own machine."""

import os

# Before NumPy is imported: a fork, as for reading an upload, ends OpenBLAS's threads, and waits for ever if a recording
# is just being transcribed. Little is multiplied with NumPy here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
