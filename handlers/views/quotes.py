"""Messages for quotes, grouped by article: exact words, direct and reported distinguished. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.models import Headline, Quote, QuoteKind, QuoteResult, Speaker
from bot.newsroom.wording import dates, no_quotes
from bot.quotes.csv_export import csv_lines
from bot.quotes.wording import cited, how, in_marks, in_whose_words, is_plain, leads, speaker, why
from bot.translation import ENGLISH, counted, gettext, language
from bot.understanding.quote_requests import Lookup
from handlers.views.callback_data import Code, data
from handlers.views.headlines import Place, cite, follow_button, origin, position, turn_pages
from handlers.views.html import (
    NOTHING,
    Rich,
    bold,
    clean,
    clip,
    italic,
    join,
    one_line,
    phone_lines,
    quote,
    text,
    units,
)
from handlers.views.messages import MAX_COPY, Attachment, Part, Row, button, copy_button, page, rows
from handlers.views.person import person_button

FIRST = 2  # quotes on the first page, which fits on one phone screen
PAGE = 5  # on a further page
MAX_NAME = 60  # UTF-16 units; five quotes of five articles at these sizes fill one message
MAX_CUE = 40
MAX_BESIDE = 16  # of a speaker whom the heading names, so that the line is not broken
MAX_WORDS = 420
_WORTH_A_TABLE = 2  # quotes
_IN_ONE_ROW = 2  # quotes whose buttons share a row
MAX_LABEL_NAME = 24  # of a name on a button
LONG_QUOTE = 160
MOST_LINES = 11  # of quotes and sources on the first page
CHOICES = 8


def said(found: QuoteResult, place: Place, wanted: Lookup) -> Part:
    """A page of quotes grouped by article; ``wanted`` is the lookup, for the heading."""
    code = Code.ABOUT if found.mentioned else Code.WHO
    found = found if place.offset else _on_one_screen(found, wanted)
    blocks: list[Rich] = [
        join([_heading(found, wanted), position(place, len(found.quotes), counted_before=True)], " · ")
    ]
    if found.corrected:
        blocks.insert(0, text(no_quotes(QuoteResult(), wanted) + " " + gettext("Did you mean:")))
    number = place.offset
    articles = _by_article(found.quotes)
    for same in articles:
        quotes = [_quote(one, number + at, wanted, named=not found.speaker) for at, one in enumerate(same, 1)]
        source = origin if place.offset else cite  # the first page must fit a screen
        blocks.append(join([*quotes, source(same[0].headline)]))
        number += len(same)
    each = _per_quote([one for same in articles for one in same], place, code)
    return page(blocks if place.offset else [join(blocks)], buttons=rows(*each, *_steps(found, place, wanted, code)))


def _on_one_screen(found: QuoteResult, wanted: Lookup) -> QuoteResult:
    """The result with only the first quotes that fill a phone's screen, at least one."""
    lines = [phone_lines(_quote(one, 1, wanted, named=not found.speaker)) for one in found.quotes]
    sources = [phone_lines(cite(same[0].headline)) for same in _by_article(found.quotes)]
    fits = len(found.quotes) < _IN_ONE_ROW or sum(lines) + sum(sources) <= MOST_LINES
    return found if fits else replace(found, quotes=found.quotes[:1])


def _steps(found: QuoteResult, place: Place, wanted: Lookup, code: Code) -> tuple[Row, ...]:
    """The navigation buttons: one row on the first page, all rows on the others."""
    turning = turn_pages(code, place, len(found.quotes), PAGE, _directions(found, wanted))
    profile = person_button(found.mentioned or found.speaker)
    follow = follow_button(_topic(found, wanted), place.view)
    if not place.offset and turning:
        return ((*turning, *_other_way(found, place.view, narrow=True), *(profile or follow)),)
    if not place.offset:
        return ((*(profile or follow), *_other_way(found, place.view, narrow=True), *_as_table(found, place)),)
    return (turning, _other_way(found, place.view), (*profile, *follow), _as_table(found, place))


def table(found: QuoteResult, wanted: Lookup) -> Attachment:
    """All quotes as a CSV file for spreadsheets (UTF-8 with the byte order mark that Excel needs)."""
    content = "".join(csv_lines(found.quotes)).encode("utf-8-sig")
    caption = page([_heading(found, wanted)])
    failed = page([text(gettext("Telegram did not take the file here."))])
    return Attachment(name="quotes.csv", content=content, caption=caption, instead=failed)


def _as_table(found: QuoteResult, place: Place) -> Row:
    """A button that sends all quotes as a file, if there are several."""
    if found.total < _WORTH_A_TABLE:
        return ()
    return (button(gettext("CSV file"), data(Code.TABLE, place.view, place.speaker, int(found.mentioned is not None))),)


def choices(found: QuoteResult, wanted: Lookup, view: int, *, others_on_topic: bool = False) -> Part:
    """The choices if several people match, or similar spellings. ``view`` holds the lookup to continue with.

    ``others_on_topic``: whether anybody at all spoke about the topic.
    """
    shown = _short(wanted.name)
    if found.near:
        asked = no_quotes(found, wanted) + " " + gettext("Did you mean:")
    elif found.silent:
        asked = no_quotes(found, wanted) + " " + gettext("Whose other words?")
    else:
        asked = gettext("Which {name} do you mean?").format(name=shown)
    code = Code.ABOUT if wanted.mentioned else Code.WHO
    offered = [_choice(one, view, code) for one in found.choices[:CHOICES]]
    return page([text(asked)], buttons=rows(*offered, _on_topic(wanted, view) if others_on_topic else ()))


def _on_topic(wanted: Lookup, view: int) -> Row:
    """A button to whoever spoke about the topic."""
    topic = clip(one_line(wanted.about), MAX_LABEL_NAME)
    return (button(gettext("Who spoke about {topic}").format(topic=topic), data(Code.TOPIC, view)),)


def nobody(wanted: Lookup, naming: Sequence[Headline], *, view: int) -> Part:
    """Nobody of that name, or on that topic, is quoted; ``naming`` are the newest articles that contain the words."""
    listed = join([join([text("• "), origin(headline)], "") for headline in naming])
    where = gettext("They are named here:") if wanted.name else gettext("These articles come nearest:")
    missing = (
        gettext("Check the spelling, or try the surname.") if wanted.name else gettext("Try fewer or other words.")
    )
    hint = join([text(where), listed]) if naming else text(missing)
    followed = follow_button(wanted.name or wanted.about or wanted.exact, view)
    return page([text(no_quotes(QuoteResult(), wanted)), hint], buttons=rows(followed))


def silent(found: QuoteResult, wanted: Lookup, view: int, *, others_on_topic: bool = False) -> Part:
    """A known speaker without quotes that match the topic or dates; offers everything there is.

    ``others_on_topic``: whether others spoke about the topic.
    """
    one = found.speaker
    label = gettext("All quotes by {name}").format(name=_short(one.name)) if one else ""
    everything = (button(label, data(Code.WHO, view, 0, one.row)),) if one and one.quotes else ()
    others = _on_topic(wanted, view) if others_on_topic else ()
    return page([text(no_quotes(found, wanted))], buttons=rows(everything, others, _other_way(found, view)))


def _by_article(quotes: Sequence[Quote]) -> list[list[Quote]]:
    """The quotes grouped by article, in the order of their first quotes."""
    articles: dict[int, list[Quote]] = {}
    for one in quotes:
        articles.setdefault(one.headline.row, []).append(one)
    return list(articles.values())


def _short(name: str) -> str:
    return clip(one_line(name), MAX_NAME)


def _directions(found: QuoteResult, wanted: Lookup) -> tuple[str, str]:
    """The labels of the paging buttons: newest first, or best first if there is a topic."""
    best_first = found.by_words or (wanted.about and not found.mentioned)
    return (gettext("◀ Back"), gettext("More ▶")) if best_first else (gettext("◀ Newer"), gettext("Older ▶"))


def _topic(found: QuoteResult, wanted: Lookup) -> str:
    """What can be followed: the speaker, the person quoted about, or else the topic unless it is a whole clause."""
    one = found.mentioned or found.speaker
    if one or not found.by_words:
        return one.name if one else wanted.name
    return "" if wanted.whole else wanted.about


def _per_quote(quotes: Sequence[Quote], place: Place, code: Code) -> tuple[Row, ...]:
    """The buttons of all quotes, in one row if there are few."""
    contexts, copies = _contexts(quotes, place, code), _copies(quotes, place)
    return (contexts + copies,) if len(quotes) <= _IN_ONE_ROW else (contexts, copies)


def _other_way(found: QuoteResult, view: int, *, narrow: bool = False) -> Row:
    """The button from what someone said to what others said about them, or back; ``narrow`` beside two others."""
    if found.mentioned and found.mentioned.quotes:
        name = clip(one_line(found.mentioned.name), MAX_LABEL_NAME)
        return (button(gettext("By {name}").format(name=name), data(Code.WHO, view, 0, found.mentioned.row)),)
    if found.speaker and found.others:
        label = gettext("Others") if narrow else gettext("What others said")
        return (button(label, data(Code.ABOUT, view, 0, found.speaker.row)),)
    return ()


def _choice(one: Speaker, view: int, code: Code) -> Row:
    name = clip(one_line(one.name), 28)
    return (button(f"{name} ({one.quotes})", data(code, view, 0, one.row)),)


def _heading(found: QuoteResult, wanted: Lookup) -> Rich:
    """The speaker, or the subject of the quotes, with their number."""
    count = " · " + counted("{n} quote", "{n} quotes", found.total)
    if found.mentioned:
        return bold(gettext("About {name}").format(name=_short(found.mentioned.name))) + f"{count}{dates(wanted)}"
    if found.by_words:
        words = wanted.exact or wanted.name or (wanted.about if wanted.whole else "")
        subject = f"“{_short(words)}”" if words else gettext("About {name}").format(name=_short(wanted.about))
        about = _about(wanted) if wanted.exact else ""
        return bold(subject) + f"{count}{about}{dates(wanted)}"
    if found.only_near:
        count, scope = "", " · " + gettext("nothing certain{scope}; nearest:").format(scope=_scope(wanted))
    else:
        scope = _scope(wanted)
    return bold(_short(found.speaker.name if found.speaker else wanted.name)) + f"{count}{scope}"


def _scope(wanted: Lookup) -> str:
    return _about(wanted) + dates(wanted)


def _about(wanted: Lookup) -> str:
    return " " + gettext("about {topic}").format(topic=_short(wanted.about)) if wanted.about else ""


def _quote(one: Quote, number: int, wanted: Lookup, *, named: bool) -> Rich:
    """A line such as "1. PM Modi said:" above the words: quoted in a block, or as plain text in the paper's words.

    Below them, in italics, is the reason if they do not name the topic.

    ``named``: whether to use the full name, because the heading lacks it.
    """
    who = _short(speaker(one, named=named) or gettext("Somebody"))
    if not named and units(who) > MAX_BESIDE:  # the heading has the whole name
        who = _short_of(one)
    cue = clip(one_line(how(one)), MAX_CUE)
    head = text(f"{number}. ") + _uttered(who, cue)
    shown = in_marks(one, lambda words: clip(clean(words), MAX_WORDS))
    reason = clip(why(one, wanted.about), MAX_NAME)
    because = italic(f"({reason})") if reason else NOTHING
    if one.kind is QuoteKind.DIRECT:
        return join([head + ":", quote(shown, expandable=units(shown) > LONG_QUOTE), because])
    return join([head + f", {in_whose_words(one)}:", join([text(shown), because], " ")])


def _uttered(who: str, cue: str) -> Rich:
    """The speaker with the article's words for how it was said, which in another language only interrupt its sentence.

    There the colon says that somebody spoke, and words that say more stand in parentheses.
    """
    if language() == ENGLISH:
        return join([italic(cue), text(who)] if leads(cue) else [text(who), italic(cue)], " ")
    return text(who) if is_plain(cue) else join([text(who), text("(") + italic(cue) + ")"], " ")


def _short_of(one: Quote) -> str:
    """Of a speaker with a long name, or with a clause behind it, what is short enough to stand beside a cue."""
    name = _short(one.voice or one.speaker or one.speaker_as_written)
    return name if units(name) <= MAX_BESIDE else clip(name.split()[-1], MAX_NAME)


def _copies(quotes: Sequence[Quote], place: Place) -> Row:
    """A button for each quote that copies it with speaker, outlet, day and URL."""
    numbered = [(place.offset + at, one) for at, one in enumerate(quotes, start=1) if one.content.strip()]
    return tuple(copy_button(gettext("Copy {n}").format(n=number), cited(one, MAX_COPY)) for number, one in numbered)


def _contexts(quotes: Sequence[Quote], place: Place, code: Code) -> Row:
    """A small numbered button for each quote that shows its context and leads back here."""
    here = data(code, place.view, place.offset, place.speaker)
    return tuple(
        button(str(place.offset + at), data(Code.CONTEXT, one.sentence_row, back=here))
        for at, one in enumerate(quotes, start=1)
    )
