"""Whoever answers does not wait long for those who compute."""

from __future__ import annotations

import sys

from tutor.core.threads import SWITCH_S, switch_often


def test_threads_take_shorter_turns_than_usual() -> None:
    usual = sys.getswitchinterval()
    try:
        switch_often()
        assert sys.getswitchinterval() == SWITCH_S < usual
    finally:
        sys.setswitchinterval(usual)
