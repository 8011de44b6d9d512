"""Page furniture: lines that belong to the page, not to the article."""

from __future__ import annotations

import re

_LONGEST = 160  # characters; a longer line says something

#: Whole lines only, so that "Advertisement spending fell" stays. The first group may name what it promotes.
_FURNITURE = re.compile(
    r"""
    (?: also\s(?:watch|read|see)
      | (?:read|watch|see|listen)\s(?:also|more|next|now)
      | related(?:\s(?:stories|story|articles?|news|coverage|content|topics|links|videos?))?
      | more\s(?:on\sthis\sstory|from\s[\w ]{2,30}|stories)
    ) \s* (?: $ | [:|»>] .* )
  | (?: recommended(?:\s(?:for\syou|stories|reading))? | trending(?:\snow)? | most\s(?:read|popular)
      | advertisements? | advertising | ad | sponsored(?:\scontent)? | skip\sadvertisement
      | (?:story|article)\scontinues\sbelow(?:\sadvertisement)?
      | scroll\sto\scontinue | continue\sreading | loading(?:\.\.\.|…)?
      | (?:print|email)\sthis\s(?:article|page|story)
    ) \s* [.:]?
  | share(?:\s(?:this|on))?
      (?:\s(?:article|story|page|post|via|facebook|twitter|x|whatsapp|email|linkedin|[,&]|and))* \s* [.:]?
  | (?:click|tap)\shere\s(?:to|for)\s.{1,100}
  | subscribe (?: \s* [.:!]? | \s(?:now|today)\b.{0,60} )
  | (?:subscribe\sto|sign\sup\s(?:for|to))\s.{0,60}\b(?:newsletter|channel|updates?|alerts?|briefing)\b.{0,60}
  | follow\sus\son\s.{1,80}
  | download\s(?:the|our)\s.{0,40}\bapp\b.{0,60}
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_boilerplate(line: str) -> bool:
    """True for a line that is clearly not part of an article, such as ``ALSO WATCH:`` or ``Advertisement``."""
    line = line.strip()
    return len(line) <= _LONGEST and _FURNITURE.fullmatch(line) is not None


def without_boilerplate(text: str) -> str:
    """``text`` without its furniture lines."""
    return "\n".join(line for line in text.split("\n") if not is_boilerplate(line))
