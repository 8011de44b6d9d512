"""A quote as shown to readers: direct quotes in quotation marks, with how they were uttered. Pure."""

from __future__ import annotations

from collections.abc import Callable

from bot.lexicon.loader import rows, word_list
from bot.lexicon.pronouns import PRONOUNS
from bot.lexicon.reporting import REPORTING_VERBS
from bot.models import Manner, Quote, QuoteKind
from bot.models.quotes import TopicReason
from bot.translation import N_, day_words, gettext

_MARKS = '"“”„«»'
_VERBS = {Manner.SAID: "", Manner.WRITTEN: "wrote", Manner.POSTED: "posted"}
#: Added to a cue that does not say it ("said", "added").
_PLACES = {Manner.SAID: "", Manner.WRITTEN: "in writing", Manner.POSTED: "in a post"}
_TELLING = {
    Manner.SAID: (),
    Manner.WRITTEN: ("writ", "wrot", "letter", "statement", "report"),
    Manner.POSTED: ("post", "tweet", "writ", "wrot"),
}


#: Past forms of irregular verbs.
_PAST = {row[0]: row[1] for row in rows("reporting", "past")}
_KINDS = {
    QuoteKind.DIRECT: "",
    QuoteKind.MIXED: N_("partly in the paper's words"),
    QuoteKind.INDIRECT: N_("in the paper's words"),
}


#: Verbs beside those of the lexicon that stand as they are before what is said in the paper's words.
_SHOWING = frozenset({"show", "shows", "showed", "shown"})
_BEFORE_BASE = word_list("reporting", "before_base_form")
_SPOKE = frozenset({"say", "tell", "add", "state"})
_LEADING = ("according to", " by")  #: ends of cues that precede the speaker

#: Why a quote is shown for a topic, if that is not obvious.
_WHY = {
    TopicReason.CONTEXT: N_("in a passage about {topic}"),
    TopicReason.ARTICLE: N_("in an article about {topic}"),
    TopicReason.MEANING: N_("near {topic} in meaning"),
}


def in_marks(quote: Quote, cut: Callable[[str], str] = str) -> str:
    """The words of a direct quote in curly quotation marks, whatever marks the article uses; others unchanged.

    ``cut`` shortens the words within the marks.
    """
    if quote.kind is not QuoteKind.DIRECT:
        return cut(quote.content)
    return f"“{cut(_without_marks(quote.content.strip()))}”"


def cited(quote: Quote, limit: int) -> str:
    """The words with speaker, outlet, date and address, for pasting elsewhere.

    ``limit``: characters. The address is dropped first, the words themselves are cut last.
    """
    headline = quote.headline
    day = day_words(headline.published.date()) if headline.published else ""
    words, who = " ".join(in_marks(quote).split()), quote.speaker or quote.speaker_as_written
    told = f" ({in_whose_words(quote)})" if in_whose_words(quote) else ""
    place = [part for part in (who, headline.source, day, headline.url) if part]
    while len(place) > 1 and len(words) + len(told) + len(", ".join(place)) + len(" — ") > limit:
        place.pop()
    end = f"{told} — {', '.join(place)}" if place else told
    room = limit - len(end)
    if len(words) <= room:
        return words + end
    return words[: max(0, room - len("…”"))].rstrip() + ("…”" if words.endswith("”") else "…") + end


def how(quote: Quote) -> str:
    """The cue as written, with "posted" or "wrote" added if it does not say so; "" if nothing is known."""
    cue = _cue_alone(" ".join(quote.cue.split()))
    if not cue:
        return _VERBS[quote.manner]
    if quote.manner is Manner.SAID or any(root in cue.lower() for root in _TELLING[quote.manner]):
        return cue
    return f"{cue} {_PLACES[quote.manner]}"


def is_plain(cue: str) -> bool:
    """Whether a cue says no more than that somebody spoke: "said", "told", "adds", "according to"."""
    return not cue or leads(cue) or REPORTING_VERBS.get(cue.lower()) in _SPOKE


def why(quote: Quote, topic: str) -> str:
    """Why a quote is shown for a topic, if neither its words nor its sentence mention it; "" otherwise."""
    reason = _WHY.get(quote.why) if quote.why else None
    return gettext(reason).format(topic=" ".join(topic.split())) if reason else ""


def in_whose_words(quote: Quote) -> str:
    """A note that reported speech is in the paper's words; "" for direct quotes."""
    return gettext(_KINDS[quote.kind])


def _cue_alone(cue: str) -> str:
    """A cue that can stand alone: "told", "also say" -> said, "calling" -> called; "" without a verb of saying."""
    words = cue.lower().split()
    if not leads(cue) and not any(word.strip(",") in REPORTING_VERBS or word in _SHOWING for word in words):
        return ""
    last = words[-1] if words else ""
    verb = REPORTING_VERBS.get(last, "")
    plural = last == verb and all(word in _BEFORE_BASE or word.endswith("ly") for word in words[:-1])
    unfinished = last == "told" or (last.endswith("ing") and not verb.endswith("ing")) or words[:1] == ["have"]
    return _past(verb) if verb and (plural or unfinished) else cue


def _past(verb: str) -> str:
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if verb.endswith("y") and verb[-2] not in "aeou" else f"{verb}ed"


def leads(cue: str) -> bool:
    """Whether the cue precedes the speaker ("according to the ministry", "as described by the director")."""
    return cue.lower().endswith(_LEADING)


def speaker(quote: Quote, *, named: bool = False) -> str:
    """The speaker as written or, if ``named``, by full name; "" if unknown.

    Pronouns are replaced by the name, and so are spokespersons who are not themselves mentioned.
    """
    if quote.voice:
        known = any(word in quote.speaker_as_written for word in quote.voice.split())
        return quote.speaker_as_written if known else quote.voice
    pronoun = quote.speaker_as_written.lower() in PRONOUNS
    return ((named or pronoun) and quote.speaker) or quote.speaker_as_written or quote.speaker


def _without_marks(words: str) -> str:
    """``words`` without surrounding quotation marks; marks that belong to a word inside stay."""
    opens, closes = words[:1] in _MARKS, words[-1:] in _MARKS
    odd = sum(letter in _MARKS for letter in words) % 2
    if words and opens and (odd or closes):
        words = words[1:]
    if words and closes and (odd or opens):
        words = words[:-1]
    return words
