"""Words that stand before a name."""

from __future__ import annotations

TITLES = frozenset(["señor", "señora", "señorita", "doctor", "doctora", "profesor", "profesora"])
"""Those that take an article, but not where somebody is spoken to: «la señora Ruiz», «señora Ruiz, ¿…?»"""
