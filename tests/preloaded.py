"""What the process that tutors are forked from has done before: imported the program, and read what no test changes."""

from __future__ import annotations

import gc

import tutor.api.server
import tutor.app
import tutor.cli
import tutor.runtime
from tutor.conversation.scenes.library import prepare

__all__ = ["tutor"]

prepare()
gc.freeze()  # what is here already is never garbage in the forks
