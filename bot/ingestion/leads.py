"""The lead of an article, the first sentence that tells its news, and a title from it for an article without one.

Many texts begin with their headline as a paragraph of its own; the lead stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.models.annotation import SentenceSpan
from bot.text.names import all_words

LONGEST_TITLE = 120  # characters of a title made from the lead
#: Full stops of scripts whose sentences the annotator does not divide, but not within a quotation.
_FOREIGN_STOP = re.compile(r"[。！？｡](?![」』”’）)])|।(?=\s)")
_LONGEST_HEADLINE = 30  # words of a first paragraph that may be a headline
_LEAST_LEAD = 3  # words of a sentence below a headline that is no label: "ABSTRACT."
_LEAST_REPEATED = 8  # letters of a title from which a paragraph that begins with them repeats it


def lead_of(title: str, text: str, sentences: Sequence[SentenceSpan]) -> str:
    """The first sentence below a headline that repeats ``title``; "" for an article without sentences."""
    told = [text[one.start : one.end] for one in sentences]
    if headline := _end_of_headline(title, text):
        below = (text[one.start : one.end] for one in sentences if one.start >= headline)
        told = [next((one for one in below if len(all_words(one)) >= _LEAST_LEAD), told[0])]
    return told[0] if told else ""


def _end_of_headline(title: str, text: str) -> int:
    """Where a first paragraph that repeats the title ends; 0 if there is none."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    told, own = all_words(text[start : max(start, end)]), "".join(all_words(title))
    repeats = len(own) >= _LEAST_REPEATED and "".join(told).startswith(own)  # whatever an apostrophe divides
    return end if repeats and len(told) <= _LONGEST_HEADLINE else 0


def title_from(lead: str) -> str:
    """A title for an article without one: its lead sentence, cut between two words if it has blanks between them."""
    lead = " ".join(lead.split())
    stop = _FOREIGN_STOP.search(lead)
    lead = lead[: stop.end()] if stop else lead
    if len(lead) <= LONGEST_TITLE:
        return lead
    end = lead.rfind(" ", 0, LONGEST_TITLE)
    return lead[: end if 2 * end > LONGEST_TITLE else LONGEST_TITLE].rstrip(" ,;:") + " …"
