"""A fork while another thread multiplies: reading an upload while a recording is transcribed."""

from __future__ import annotations

import subprocess
import sys

from tests.tutors import PATIENCE_S

SCRIPT = """
import os, threading
import tutor  # as the server does before anything else
import numpy as np

def multiply():
    while not done:
        matrix @ matrix

done, matrix = False, np.ones((300, 300), dtype=np.float32)
thread = threading.Thread(target=multiply)
thread.start()
for _ in range(200):
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
done = True
thread.join()
"""


def test_a_fork_does_not_wait_for_ever() -> None:
    subprocess.run([sys.executable, "-c", SCRIPT], check=True, timeout=PATIENCE_S)
