"""Which addresses can only mean this machine, or one of the same private network."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def host_of(url: str) -> str:
    """The host of a URL, which may lack its scheme; empty where it names none."""
    return urlsplit(url if "//" in url else f"//{url}").hostname or ""


def is_loopback(hostname: str) -> bool:
    """Whether a name or address can only mean this machine."""
    if hostname == "localhost" or hostname.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(hostname).is_loopback
    except ValueError:
        return False


# What no public name ends in: RFC 6762, RFC 8375, ICANN's .internal, and what routers use.
_PRIVATE_ENDINGS = (".local", ".localdomain", ".lan", ".home.arpa", ".internal", ".intranet", ".home")


def is_private(hostname: str) -> bool:
    """Whether a name or address means this machine or one of a private network; nothing is looked up for that.

    A name without a dot is one: no public name is (RFC 7085), those of containers are.
    """
    name = hostname.rstrip(".").lower()
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return is_loopback(name) or (bool(name) and "." not in name) or name.endswith(_PRIVATE_ENDINGS)
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_loopback or (address.is_private and not address.is_reserved)
