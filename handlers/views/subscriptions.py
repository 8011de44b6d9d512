"""Messages for what a chat follows and what it gets for it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.following.filters import FROM
from bot.following.filters_in_words import asks_for_words, in_words, limits_in_words
from bot.following.wishes import SpeakerWish, speaker_wish, story_wish
from bot.models import Delivery, FollowKind, Headline, Subscription
from bot.models.schedules import Cadence
from bot.newsroom.matching import COUNTED, FollowPreview
from bot.translation import N_, counted, gettext, ngettext
from handlers.views.callback_data import Code, data
from handlers.views.headlines import MAX_SENTENCE, clean_same, follow_story, outlet, title_of
from handlers.views.html import Rich, bold, clip, filled, join, link, one_line, ours, quote, text, when
from handlers.views.messages import Button, Part, Row, button, link_button, page, rows
from handlers.views.settings import CADENCE_LABELS, CADENCES

MAX_VALUE = 100  # UTF-16 units
LONG = 500
MAX_SHORT = 60
MOST_NEAR = 4  # subscriptions suggested for a misspelling
MAX_TITLE = 120
TOO_OFTEN = 350  # articles per week
MOST_OUTLETS = 6  # named below a message; the others are counted
MAX_OUTLET = 40
IN_DELIVERY, IN_CONFIRMATION, IN_LIST = 0, 1, 2  # position of a button; in the list, plus the page

#: By whether it is followed in a group or channel, and whether that is new.
FOLLOWED = {
    (False, True): N_("You now follow {what}."),
    (False, False): N_("You follow already: {what}."),
    (True, True): N_("Now followed here: {what}."),
    (True, False): N_("Followed here already: {what}."),
}


def shared(subscription: Subscription) -> bool:
    """Whether it belongs to a group or a channel, whose ids are negative, rather than to one person."""
    return subscription.chat.chat_id < 0


def what(subscription: Subscription) -> Rich:
    """What exactly is followed: its kind in words, its value in bold."""
    shown = clip(one_line(subscription.value), MAX_VALUE)
    value = bold(clip(one_line(in_words(subscription.filter, subscription.value)), MAX_VALUE))
    limits = clip(one_line(limits_in_words(subscription.filter, subscription.value)), MAX_VALUE)
    return {
        FollowKind.EVERYTHING: bold(gettext("every new article")) + limits,
        FollowKind.OUTLET: filled(gettext("articles from {outlet}"), outlet=bold(_outlet_of(subscription))) + limits,
        FollowKind.NAME: filled(gettext("articles that name {name}"), name=value),
        FollowKind.WORD: filled(gettext("articles with {words}"), words=value),
        FollowKind.QUOTES: _said(shown, subscription.filter),
        FollowKind.STORY: filled(gettext("the story {title}"), title=bold(title_of_story(shown))),
        FollowKind.QUESTION: filled(gettext("whatever answers {question}"), question=value),
    }[subscription.kind]


def _said(value: str, written: str) -> Rich:
    wish = speaker_wish(value) or SpeakerWish(value)
    if not wish.about or not asks_for_words(written):
        limits = clip(one_line(limits_in_words(written, wish.about)), MAX_VALUE)
        return filled(gettext("what {name} says"), name=bold(wish.name)) + limits
    return filled(
        gettext("what {name} says about {words}"), name=bold(wish.name), words=bold(in_words(written, wish.about))
    )


def title_of_story(value: str) -> str:
    found = story_wish(value)
    return (found[1] or str(found[0])) if found else value


def words_of(subscription: Subscription) -> str:
    """The words that would create the same subscription again."""
    if subscription.kind == FollowKind.EVERYTHING:
        return f"everything {subscription.value}".strip()
    outlet_only = subscription.kind == FollowKind.OUTLET and not subscription.value.lower().startswith("from:")
    return f"from:{subscription.value}" if outlet_only else subscription.value


def which(words: str, offered: Sequence[tuple[str, int]]) -> Part:
    """The choices for an ambiguous word; ``offered`` are labels and the views that hold what to follow."""
    asked = filled(gettext("What do you mean by {words}?"), words=bold(clip(one_line(words), MAX_VALUE)))
    return page([asked], buttons=rows(*((button(label, data(Code.FOLLOW, view)),) for label, view in offered)))


def previewed(preview: FollowPreview) -> Rich:
    """How the words were read, how many articles would have matched last week, and examples."""
    told = gettext("Nothing would have come last week.")
    if preview.articles:
        times = counted(
            "It would have come {n} time last week", "It would have come {n} times last week", preview.articles
        )
        often = gettext("It would have come more than {n} times last week").format(n=COUNTED - 1)
        told = often if preview.articles >= COUNTED else times
        told += gettext(", for example:") if preview.examples else "."
    read_as = gettext("Read as: {filter}.").format(filter=clip(preview.read_as, LONG))
    lines = [text(read_as)] if preview.read_as else []
    lines.append(text(told))
    lines += [_doubted(preview)] if preview.unseen else []
    lines += [_last(preview.before)] if preview.before else []
    lines += [text("• ") + link(clip(title_of(one), MAX_TITLE), one.url) for one in preview.examples]
    if preview.articles > TOO_OFTEN:
        much = gettext(
            "That is more than 50 a day: narrow it with another word, leave some out with “-word”, or take it as a"
            " digest (“How it comes”)."
        )
        lines.append(text(much))
    return join(lines)


def _last(headline: Headline) -> Rich:
    """The newest article that would have come, from before last week."""
    title = link(clip(title_of(headline), MAX_TITLE), headline.url)
    if headline.published is None:
        return filled(gettext("The last one, without a date: {title}"), title=title)
    return filled(gettext("The last one, {when}: {title}"), when=when(headline.published, clock=False), title=title)


def _plain(words: str) -> str:
    """An outlet or a name in the filter language, as people write it."""
    return words.removeprefix(FROM).strip('"')


def _doubted(preview: FollowPreview) -> Rich:
    """That the archive has never had what is followed; below it are buttons for what is like it."""
    names = gettext(" or ").join(f"“{clip(one_line(one), MAX_SHORT)}”" for one in preview.unseen)
    told = gettext("No article here has had {words} yet, nor is an outlet called so. Is it spelt as you mean it?")
    if preview.alike:
        told += " " + gettext("The buttons follow what is like it.")
    return text(told.format(words=names))


def followed(
    subscription: Subscription,
    *,
    new: bool,
    preview: FollowPreview | None = None,
    cadence: Cadence | None = None,
    instead: Sequence[tuple[str, int]] = (),
) -> Part:
    """The confirmation of a subscription, with a button to undo it.

    ``cadence``: of its own, if it has one. ``instead``: what it could be meant for, and the views that hold it.
    """
    lead = gettext(FOLLOWED[shared(subscription), new])
    told = text(gettext("I'll send one message for each new article.")) if new else text("")
    if cadence:
        often = gettext(CADENCE_LABELS[CADENCES.index(cadence)]).lower()
        told = ours(gettext("Its news comes in a digest, {often}; /digest sets the time.").format(often=often))
    blocks = [join([filled(lead, what=what(subscription)), told]), *([previewed(preview)] if preview else [])]
    how = settings_button(subscription, gettext("How it comes"), 0)
    others = tuple(button(clip(_plain(words), MAX_SHORT), data(Code.FOLLOW, view)) for words, view in instead)
    return page(blocks, buttons=rows((how, unfollow_button(subscription, IN_CONFIRMATION)), others))


def unfollowed(subscription: Subscription, view: int) -> Part:
    """The confirmation that a subscription ended; ``view`` holds the words to follow it again."""
    again = button(gettext("Follow again"), data(Code.FOLLOW, view))
    return page([filled(gettext("You no longer follow {what}."), what=what(subscription))], buttons=rows((again,)))


def not_followed(words: str, near: Sequence[Subscription]) -> Part:
    """The message that nothing is followed by these words, with a button to end each similar subscription."""
    told = gettext("You don't follow “{words}”. /following shows what you follow.")
    said = text(told.format(words=clip(one_line(words), MAX_SHORT)))
    if not near:
        return page([said])
    buttons = (
        (
            button(
                gettext("Unfollow {words}").format(words=clip(words_of(one).removeprefix("word:"), MAX_SHORT)),
                _ending(one, IN_CONFIRMATION),
            ),
        )
        for one in near[:MOST_NEAR]
    )
    return page([said, text(gettext("Did you mean this?"))], buttons=rows(*buttons))


def all_unfollowed(ended: int, view: int) -> Part:
    """The number of subscriptions ended; ``view`` holds what follows them all again."""
    if not ended:
        return page([text(gettext("You followed nothing."))])
    done = counted("Done: {n} subscription ended.", "Done: {n} subscriptions ended.", ended)
    return page([text(done)], buttons=rows((button(gettext("Follow again"), data(Code.FOLLOW, view)),)))


def delivery(owed: Delivery) -> Part:
    """One new article: headline, matching sentence, outlet and time, and why it was sent."""
    headline = owed.headline
    place = join([text(outlet(headline)), when(headline.published)], " · ")
    sentence = _marked(owed)
    why = _why(owed.subscription)
    blocks = [
        join(
            [
                bold(link(title_of(headline), headline.url)),
                quote(sentence, expandable=len(sentence.plain) > LONG),
                join([place, also_told(owed.also), why]),
            ]
        )
    ]
    return page(blocks, buttons=delivery_buttons(owed), preview=headline.url)


def _marked(owed: Delivery) -> Rich:
    """The sentence with the matches in bold."""
    sentence = clean_same(owed.sentence)
    kept = len(clip(sentence, MAX_SENTENCE).rstrip("…")) if sentence else 0
    shown, at = text(""), 0
    for start, end in owed.marks:
        if at <= start < end <= kept:
            shown, at = shown + text(sentence[at:start]) + bold(sentence[start:end]), end
    rest = clip(sentence, MAX_SENTENCE)
    return shown + text(rest[at:].rstrip() if at else rest.strip())


def _why(subscription: Subscription | None) -> Rich:
    if subscription is None:
        return text("")
    told = gettext("Followed here: {what}.") if shared(subscription) else gettext("You follow {what}.")
    return filled(told, what=what(subscription))


def also_told(outlets: Sequence[str]) -> Rich:
    """The other outlets on a story: "also: Reuters, BBC and 4 more"."""
    if not outlets:
        return text("")
    more = len(outlets) - MOST_OUTLETS
    named = ", ".join(clip(one_line(outlet), MAX_OUTLET) for outlet in outlets[:MOST_OUTLETS])
    if more > 0:
        told = ngettext("also: {outlets} and {n} more", "also: {outlets} and {n} more", more)
        return text(told.format(outlets=named, n=more))
    return text(gettext("also: {outlets}").format(outlets=named))


def delivery_buttons(owed: Delivery) -> tuple[Row, ...]:
    """The buttons Read (or the sentence in context if there is nothing to open), Mute and Unfollow."""
    read = link_button(gettext("Read"), owed.headline.url)
    if not read and owed.sentence_row is not None:
        read = (button(gettext("In context"), data(Code.CONTEXT, owed.sentence_row)),)
    one = owed.subscription
    story = _story(owed)
    return rows(
        (*read, *story),
        (button(gettext("Mute 24 h"), data(Code.MUTE, one.row, IN_DELIVERY)), unfollow_button(one, IN_DELIVERY))
        if one
        else (),
    )


def _story(owed: Delivery) -> tuple[Button, ...]:
    """A button that follows the story, unless that is why the message was sent."""
    if owed.story is None or (owed.subscription and owed.subscription.kind is FollowKind.STORY):
        return ()
    return (follow_story(owed.headline.row),)


def swapped(buttons: Sequence[Row], old: str, new: Button) -> tuple[Row, ...]:
    """The same buttons, with the one that sends ``old`` replaced."""
    return tuple(tuple(new if one.data == old else one for one in row) for row in buttons)


def unfollow_button(one: Subscription, origin: int) -> Button:
    return button(gettext("Unfollow"), _ending(one, origin))


def _ending(one: Subscription, origin: int) -> str:
    return data(Code.UNFOLLOW, one.row, origin)


def settings_button(one: Subscription, label: str, at: int) -> Button:
    """A button to the subscription's settings (views/subscription_page.py), from page ``at`` of the list."""
    return button(label, data(Code.SUBSCRIPTION, one.row, at))


def _outlet_of(subscription: Subscription) -> str:
    named, _, _ = subscription.value.removeprefix("from:").partition(" -")
    return clip(one_line(named.replace(" OR ", gettext(" or "))), MAX_VALUE)
