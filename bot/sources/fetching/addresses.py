"""Which internet addresses may be connected to: public ones, even if embedded in another address.

``ipaddress.is_global`` alone accepts 192.0.0.192, multicast, NAT64 and 6to4 (Python 3.11), so the special blocks are
listed here: https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_SPECIAL_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, and metadata services of clouds (100.100.100.200)
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, including metadata services of clouds
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
_PUBLIC_6 = IPv6Network("2000::/3")  # all allocated addresses; the rest is special or unassigned
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
    """Whether ``address``, IPv4 or IPv6 as text, is that of a public server; False if it is not an address.

    An IPv4 address embedded in an IPv6 one (mapped, NAT64, 6to4, Teredo) is judged by itself, as that is where packets
    end.
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
    """The IPv4 addresses embedded in ``address``."""
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address.sixtofour:
        return (address.sixtofour,)
    if address.teredo:
        return address.teredo
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    if address in _NAT64_LOCAL:  # for use within a network, so its target cannot be known
        return (IPv4Address(0),)
    return ()
