"""Which addresses of the internet may be talked to: public ones, whatever they are wrapped in.

``ipaddress.is_global`` alone lets through 192.0.0.192, multicast, NAT64 and 6to4 (Python 3.11), so the blocks are
listed here: https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_SPECIAL_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carriers' NAT; clouds' metadata stand here too (100.100.100.200)
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, metadata services of clouds among them
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_PUBLIC_6 = IPv6Network("2000::/3")  # all that is given out; the rest is special or nobody's
_SPECIAL_6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarking
        "2001:db8::/32",
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")


def is_public(address: str) -> bool:
    """Whether ``address``, IPv4 or IPv6 as text, belongs to a public server; False too for what is no address.

    An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4, Teredo) is judged itself, for that is where packets end.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return _is_public_4(parsed)
    inner = _embedded(parsed)
    return all(map(_is_public_4, inner)) if inner else _is_public_6(parsed)


def _is_public_4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in block for block in _SPECIAL_4)


def _is_public_6(address: IPv6Address) -> bool:
    return address in _PUBLIC_6 and address.is_global and not any(address in block for block in _SPECIAL_6)


def _embedded(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that ``address`` carries."""
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address.sixtofour:
        return (address.sixtofour,)
    if address.teredo:
        return address.teredo
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    if address in _NAT64_LOCAL:  # of a network of its own: where it leads cannot be known
        return (IPv4Address(0),)
    return ()
