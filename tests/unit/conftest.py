"""For all tests of parts: what Hypothesis draws may take as long as it does, on any machine."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# Else an example has a fifth of a second, the first of them as well, at which a lexicon is read.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
