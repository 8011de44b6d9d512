"""Boilerplate: lines that belong to a page, not to the article on it."""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives, word_set

_LONGEST = 320  # characters; a longer line says something

#: Whole lines only, so that "Advertisement spending fell" stays. The first group may name what it promotes.
_BOILERPLATE = re.compile(
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
    # -- subscriptions
  | to\s(?:view|read|see|continue\sreading|access)\s(?:the\s|this\s)?(?:full\s|rest\b|entire\s|whole\s)?.{0,30}
      (?:story|article|content|page)?,?\splease\s(?:subscribe|log\sin|sign|register)\b.{0,160}
  | if\syou(?:[’']re|\sare)\sseeing\sthis\smessage\b.{0,200}
  | (?:this|the)\s(?:article|story|content)\sis\s(?:for|only|reserved|available\s(?:only\s)?to|exclusive)\b.{0,40}
      \b(?:subscribers|members)\b.{0,120}
  | already\s(?:a|have\san?)\s(?:\w{1,20}\s)?(?:subscriber|subscription|member|account)\?.{0,80}
  | not\sa\ssubscriber\b.{0,80}
  | (?:create\san\saccount|register|sign\sin|log\sin|subscribe)\b.{0,40}
      \bto\s(?:continue|keep|read|unlock|access)\b.{0,100}
  | (?:unlimited\sonline\saccess|get\sunlimited\saccess|enjoy\sunlimited)\b.{0,160}
  | you\scan\schoose\sa\s(?:yearly|monthly|weekly)\splan\b.{0,80}
    # -- newsletters, apps, networks
  | get\s.{1,60}\b(?:daily|weekly|morning|evening|edition|newsletter|headlines|briefing)\b.{0,60}
      \b(?:email|inbox|newsletter)\b.{0,100}
  | (?:for\s(?:the\s)?(?:latest|more|all)\b.{0,60},?\s)?(?:please\s)?download\s.{0,40}\bapps?\b.{0,60}
  | follow\s(?:us|me|him|her|the\s[\w\s]{2,30}|@?[\w.]+)\s?(?::\s.{1,80}|on\s(?:NETWORKS)\b.{0,80})
  | (?:follow|like|find|join)\sus(?::.{0,80}|\son\b.{0,80})
  | (?:do\syou\s)?(?:want|wish)\sto\s(?:be\s(?:informed|notified|kept)|receive|get)\b.{0,60}\?\s.{0,20}
      \b(?:sign|click|subscribe)\b.{0,40}
  | (?:thanks|thank\syou)\sfor\s(?:signing\sup|subscribing|your\sinterest)\b.{0,120}
  | (?:sorry,?\s)?(?:an\serror\soccurred|there\swas\san\s(?:error|issue|problem)\swith\syour)\b.{0,80}
  | by\s(?:signing\sup|subscribing|clicking|submitting|providing)\b.{0,60}
      \byou\s(?:agree|accept|consent|confirm)\b.{0,160}
  | (?:sign\sup|subscribe|register)\s(?:here|now|today|for\sfree)\b.{0,60}
    # -- letters and house rules
  | we\s(?:want|would\slike)\sto\shear\s(?:from\syou|what\syou\sthink|your)\b.{0,200}
  | (?:do\syou\s)?have\s(?:a\s|any\s)?(?:news\s)?(?:tips?|stor(?:y|ies)|feedback|questions?)\b.{0,30}\?.{0,160}
  | (?:send|e-?mail|submit)\s(?:us\s|your\s|a\s)+(?:letters?|tips?|stories|feedback|news)\b.{0,120}
  | our\sstandards:.{0,80}
  | (?:this|the)\s(?:copy|reprint)\sis\sfor\s(?:your\s)?personal\b.{0,160}
  | (?:[©]|\(c\)|copyright\b)\s?(?:©\s?)?(?:(?:19|20)\d\d|by\s[A-Z]|the\s).{0,280}
  | [^.]{0,80}\ball\srights\sreserved\.?
  | this\s(?:material|article|story|content)\smay\snot\sbe\b.{0,160}
  | (?:photo|image|picture|file\sphoto|photograph|credit|illustration|source|quelle|foto|bild)s?\s?
      (?::|\bby\b|/)\s?[^.!?]{2,80}
  | (?:externer\sinhalt|external\scontent)\b.{0,120}
  | article\scontent | swipe\sleft
      \b.{0,60} | (?:view|show|read|post|leave|add)\s(?:\d+\s|all\s|a\s|the\s|your\s)*comments?
    # -- what stands over the first paragraph
  | [\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}
  | (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)[\s-]min(?:ute)?s?\.?(?:[\s-]+(?:read|listen|watch))?
  | (?:read(?:ing)?\stime|lesezeit|temps\sde\slecture)\b.{0,30}
  | \d[\d.,]*\s(?:comments?|shares?|likes?|views?|reads?|kommentare)
    """.replace("NETWORKS", alternatives("page_furniture", "networks").replace(" ", r"\s")),
    re.IGNORECASE | re.VERBOSE,
)


_SIGNED = re.compile(r"(?:by|von|par|por|di|door|words by|text by|story by)\s", re.IGNORECASE)
_CREDITED = re.compile(r"(?:[Aa]dditional )?(?:[Rr]eporting|[Ee]diting|[Ww]riting|[Tt]ranslation) by\s+(?=[A-ZÀ-Þ])")
_JOINING = word_set("and & of the de del la van von der den und et y e i for in with, | / - – — , •")
_STAMPED = re.compile(
    r"(?:(?:last|latest|first)\s)?(?:update[ds]?|published|posted|modified|veröffentlicht|aktualisiert|stand|publié|publicado)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b|\bago\b|\btoday\b|\byesterday\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[a-zß-ÿ]{2}[.!?]$")


def is_boilerplate(line: str) -> bool:
    """True for a line that is clearly not part of an article, such as ``ALSO WATCH:`` or ``Advertisement``."""
    line = line.strip()
    if len(line) > _LONGEST:
        return False
    return _BOILERPLATE.fullmatch(line) is not None or is_byline(line) or _is_stamp(line)


def is_byline(line: str) -> bool:
    """True for "By Ilka Brandt and Otto Holt", "Reporting by ...; editing by ...": names and nothing said."""
    signed = _SIGNED.match(line)
    if signed:
        words = line[signed.end() :].split()
        named = all(word[0].isupper() or word.lower() in _JOINING for word in words)
        return 1 < len(words) <= 12 and named and not _SENTENCE.search(line)
    parts = [part.strip(" .") for part in line.split(";")]
    return all(_CREDITED.match(part) and len(part.split()) <= 25 for part in parts)


def _is_stamp(line: str) -> bool:
    """True for "Updated 3 hours ago", "Posted on November 20, 2026, at 11:29 a.m."."""
    stamped = _STAMPED.match(line) and _TIME.search(line)
    return bool(stamped) and len(line.split()) <= 14 and not _SENTENCE.search(line)


def without_boilerplate(text: str) -> str:
    """``text`` without its lines of boilerplate."""
    return "\n".join(line for line in text.split("\n") if not is_boilerplate(line))
