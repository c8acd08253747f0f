"""A private voice tutor for Spanish that runs on the learner's own machine."""

import os

# Before NumPy is imported: a fork, as for reading an upload, ends OpenBLAS's threads, and waits for ever if a recording
# is just being transcribed. Little is multiplied with NumPy here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Before llama.cpp is: its threads wait for each other in libgomp, and spin there some hundred times as long as this. Beside the
# voice on two cores they spun for threads that were not running, and made 2 to 8 tokens a second; so they make 13. Alone they
# make 23, as before; with 300 it would be 16 and 21.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")
# Before ONNX Runtime is: its builds for Linux and macOS (from 1.29 on) and Windows tell Microsoft of each model that is
# opened, under an id that they leave in the home folder. Nothing of a learner's leaves this machine unasked.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

__version__ = "0.2.0"
