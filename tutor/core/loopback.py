"""Which addresses can only mean this machine."""

from __future__ import annotations

import ipaddress


def is_loopback(hostname: str) -> bool:
    """Whether a name or address can only mean this machine."""
    if hostname == "localhost" or hostname.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(hostname).is_loopback
    except ValueError:
        return False
