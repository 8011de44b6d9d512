"""How what a chat follows is told in words, and the words that follow it again. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from bot.following.filter_language.wishes import SpeakerWish, speaker_wish, story_wish
from bot.following.filters.filters_in_words import asks_for_words, in_words, limits_in_words
from bot.models import FollowKind, Subscription
from bot.translation import N_, gettext
from handlers.views.html import Rich, bold, clip, filled, one_line

MAX_VALUE = 100  # UTF-16 units

#: By whether it is followed in a group or channel, and whether that is new.
FOLLOWED = {
    (False, True): N_("You now follow {what}."),
    (False, False): N_("You follow already: {what}."),
    (True, True): N_("Now followed here: {what}."),
    (True, False): N_("Followed here already: {what}."),
}
#: The same of what holds, ends and is changed, by whether it is followed in a group or channel.
FOLLOWS = {False: N_("You follow {what}."), True: N_("Followed here: {what}.")}
ENDED = {False: N_("You no longer follow {what}."), True: N_("No longer followed here: {what}.")}
CHANGED = {False: N_("Changed. You now follow {what}."), True: N_("Changed. Now followed here: {what}.")}


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
        FollowKind.QUOTES: _wish_in_words(shown, subscription.filter),
        FollowKind.STORY: filled(gettext("the story {title}"), title=bold(title_of_story(shown))),
        FollowKind.QUESTION: filled(gettext("whatever answers {question}"), question=value),
    }[subscription.kind]


def _wish_in_words(value: str, written: str) -> Rich:
    wish = speaker_wish(value) or SpeakerWish(value)
    if not wish.about or not asks_for_words(written):
        limits = clip(one_line(limits_in_words(written, wish.about)), MAX_VALUE)
        return filled(gettext("what {name} says"), name=bold(wish.name)) + limits
    return filled(
        gettext("what {name} says about {words}"), name=bold(wish.name), words=bold(in_words(written, wish.about))
    )


def title_of_story(value: str) -> str:
    """The title in a followed story's value, or its number; any other value as it is."""
    found = story_wish(value)
    return (found[1] or str(found[0])) if found else value


def words_of(subscription: Subscription) -> str:
    """The words that would create the same subscription again."""
    if subscription.kind == FollowKind.EVERYTHING:
        return f"everything {subscription.value}".strip()
    outlet_only = subscription.kind == FollowKind.OUTLET and not subscription.value.lower().startswith("from:")
    return f"from:{subscription.value}" if outlet_only else subscription.value


def told(words: Mapping[bool, str], subscription: Subscription) -> Rich:
    """One of the sentences above for a subscription, such as "You follow articles with herring."."""
    return filled(gettext(words[shared(subscription)]), what=what(subscription))


def short(words: Mapping[bool, str], subscription: Subscription) -> str:
    """The same in plain words, short enough for a notice."""
    return gettext(words[shared(subscription)]).format(what=clip(what(subscription).plain, MAX_VALUE))


def _outlet_of(subscription: Subscription) -> str:
    named, _, _ = subscription.value.removeprefix("from:").partition(" -")
    return clip(one_line(named.replace(" OR ", gettext(" or "))), MAX_VALUE)
