"""Organisations that the news calls by their initials without explanation. Following one form means following both."""

from __future__ import annotations

from bot.text.name_matching import name_words

_SAME = """
UN = United Nations
EU = European Union
US = United States
USA = United States
UK = United Kingdom
UAE = United Arab Emirates
NATO = North Atlantic Treaty Organization
IMF = International Monetary Fund
WTO = World Trade Organization
WHO = World Health Organization
ECB = European Central Bank
IAEA = International Atomic Energy Agency
ICC = International Criminal Court
ICJ = International Court of Justice
ILO = International Labour Organization
IOC = International Olympic Committee
OECD = Organisation for Economic Co-operation and Development
OPEC = Organization of the Petroleum Exporting Countries
OSCE = Organization for Security and Co-operation in Europe
ASEAN = Association of Southeast Asian Nations
ADB = Asian Development Bank
UNHCR = United Nations High Commissioner for Refugees
FBI = Federal Bureau of Investigation
CIA = Central Intelligence Agency
NASA = National Aeronautics and Space Administration
SEC = Securities and Exchange Commission
FDA = Food and Drug Administration
EPA = Environmental Protection Agency
BBC = British Broadcasting Corporation
"""

Words = tuple[str, ...]


def _pairs() -> dict[Words, tuple[Words, ...]]:
    found: dict[Words, tuple[Words, ...]] = {}
    for line in _SAME.strip().splitlines():
        short, long = (name_words(form) for form in line.split(" = "))
        found[_folded(long)] = (*found.get(_folded(long), ()), short)
        found[_folded(short)] = (long,)
    return found


def _folded(words: Words) -> Words:
    return tuple(word.casefold() for word in words)


_OTHER = _pairs()


def same_names(words: Words) -> tuple[Words, ...]:
    """``words`` (as returned by ``name_words``) and the other form that the news uses: United Nations, UN."""
    short = len(words) == 1 and not words[0].isupper()  # "who", "us"
    return (words,) if short else (words, *_OTHER.get(_folded(words), ()))
