"""Messages for what a chat follows and what it gets for it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.following.filters.filters import FROM
from bot.models import Delivery, FollowKind, Headline, Subscription
from bot.models.schedules import Cadence
from bot.newsroom.matching import COUNTED, FollowPreview
from bot.translation import counted, gettext, ngettext
from handlers.views.callback_data import Code, SubscriptionSetting, data
from handlers.views.headlines import MAX_SENTENCE, clean_same, follow_story, outlet, title_of
from handlers.views.html import NOTHING, Rich, bold, clip, filled, join, link, one_line, ours, quote, text, when
from handlers.views.messages import Button, Part, Row, button, link_button, page, rows
from handlers.views.settings import CADENCE_LABELS, CADENCES
from handlers.views.subscription_words import ENDED, FOLLOWED, FOLLOWS, MAX_VALUE, shared, told, what, words_of

LONG_TEXT = 500  # UTF-16 units
MAX_SHORT = 60
MOST_NEAR = 4  # subscriptions suggested for a misspelling
MAX_TITLE = 120
TOO_OFTEN = 350  # articles per week
MOST_OUTLETS = 6  # named below a message; the others are counted
MAX_OUTLET = 40
IN_DELIVERY, IN_CONFIRMATION, IN_LIST = 0, 1, 2  # position of a button; in the list, plus the page


def which(words: str, offered: Sequence[tuple[str, int]]) -> Part:
    """The choices for an ambiguous word; ``offered`` are labels and the views that hold what to follow."""
    asked = filled(gettext("What do you mean by {words}?"), words=bold(clip(one_line(words), MAX_VALUE)))
    return page([asked], buttons=rows(*((button(label, data(Code.FOLLOW, view)),) for label, view in offered)))


def previewed(preview: FollowPreview, one: Subscription, *, digest: bool = False) -> Rich:
    """How the words were read, how many articles would have matched last week, and examples.

    ``digest``: whether its news comes in one message, so that many are no flood.
    """
    unclear = preview.read_as not in what(one).plain
    read_as = gettext("Read as: {filter}.").format(filter=clip(preview.read_as, LONG_TEXT))
    lines = [text(read_as)] if unclear else []
    lines.append(text(_how_often(preview)))
    lines += [_doubted(preview)] if preview.unseen else []
    lines += [_last(preview.before)] if preview.before else []
    lines += [text("• ") + link(clip(title_of(one), MAX_TITLE), one.url) for one in preview.examples]
    if preview.articles > TOO_OFTEN and not digest:
        much = gettext(
            "That is more than 50 a day: narrow it with another word, leave some out with “-word”, or take it as a"
            " digest."
        )
        lines.append(text(much))
    return join(lines)


def _how_often(preview: FollowPreview) -> str:
    if not preview.articles:
        return gettext("Nothing would have come last week.")
    times = counted("It would have come {n} time last week", "It would have come {n} times last week", preview.articles)
    often = gettext("It would have come at least {n} times last week").format(n=COUNTED)
    many = often if preview.articles >= COUNTED else times
    return many + (gettext(", for example:") if preview.examples else ".")


def narrowing(one: Subscription, preview: FollowPreview | None, cadence: Cadence | None) -> Row:
    """For what would come too often one by one: a button that makes it a digest, and one that asks for other words."""
    if preview is None or preview.articles <= TOO_OFTEN or cadence:
        return ()
    set_to = partial(data, Code.SUBSCRIPTION, one.row, 0)
    return (
        button(gettext("Daily digest"), set_to(SubscriptionSetting.CADENCE_IS, CADENCES.index(Cadence.DAILY))),
        button(gettext("Edit"), set_to(SubscriptionSetting.EDIT, 0)),
    )


def _last(headline: Headline) -> Rich:
    """The newest article that would have come, from before last week."""
    title = link(clip(title_of(headline), MAX_TITLE), headline.url)
    if headline.published is None:
        return filled(gettext("The last one, without a date: {title}"), title=title)
    return filled(gettext("The last one, {when}: {title}"), when=when(headline.published, clock=False), title=title)


def _as_people_write(words: str) -> str:
    """An outlet or a name in the filter language, as people write it."""
    return words.removeprefix(FROM).strip('"')


def _doubted(preview: FollowPreview) -> Rich:
    """That the archive has never had what is followed; below it are buttons for what is like it."""
    names = gettext(" or ").join(f"“{clip(one_line(one), MAX_SHORT)}”" for one in preview.unseen)
    doubt = gettext("No article here has had {words} yet, nor is an outlet called so. Is it spelt as you mean it?")
    if preview.alike:
        doubt += " " + gettext("The buttons follow what is like it.")
    return text(doubt.format(words=names))


def followed(
    subscription: Subscription,
    *,
    new: bool,
    preview: FollowPreview | None = None,
    cadence: Cadence | None = None,
    instead: Sequence[tuple[str, int]] = (),
) -> Part:
    """The confirmation of a subscription, with a button to undo it.

    ``cadence``: of its digest, None if it comes at once. ``instead``: what it could be meant for, and the views that
    hold it.
    """
    lead = filled(gettext(FOLLOWED[shared(subscription), new]), what=what(subscription))
    blocks = [join([lead, _how_told(subscription, cadence, new=new)])]
    if preview and subscription.kind is not FollowKind.STORY:  # what a story told until now does not come again
        blocks.append(previewed(preview, subscription, digest=cadence is not None))
    how = settings_button(subscription, gettext("How it comes"), 0)
    others = tuple(button(clip(_as_people_write(words), MAX_SHORT), data(Code.FOLLOW, view)) for words, view in instead)
    few = narrowing(subscription, preview, cadence)
    return page(blocks, buttons=rows((how, unfollow_button(subscription, IN_CONFIRMATION)), few, others))


def _how_told(subscription: Subscription, cadence: Cadence | None, *, new: bool) -> Rich:
    """What will be sent, and when."""
    if cadence:
        often = gettext(CADENCE_LABELS[CADENCES.index(cadence)]).lower()
        return ours(gettext("Its news comes in a digest, {often}; /digest sets the time.").format(often=often))
    if not new:
        return text("")
    story = subscription.kind is FollowKind.STORY
    turns = gettext("I'll send a message when something new happens in it.")
    return text(turns if story else gettext("I'll send one message for each new article."))


def unfollowed(subscription: Subscription, view: int) -> Part:
    """The confirmation that a subscription ended; ``view`` holds the words to follow it again."""
    again = button(gettext("Follow again"), data(Code.FOLLOW, view))
    return page([told(ENDED, subscription)], buttons=rows((again,)))


def not_followed(words: str, near: Sequence[Subscription]) -> Part:
    """The message that nothing is followed by these words, with a button to end each similar subscription."""
    unknown = gettext("You don't follow “{words}”. /following shows what you follow.")
    said = text(unknown.format(words=clip(one_line(words), MAX_SHORT)))
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
    """One new article: headline, matching sentence unless it is the headline, outlet and time, and why it was sent."""
    headline = owed.headline
    place = join([text(outlet(headline)), when(headline.published)], " · ")
    sentence = _marked(owed)
    why = _why(owed.subscription)
    blocks = [
        join(
            [
                bold(link(title_of(headline), headline.url)),
                NOTHING if _is_title(owed) else quote(sentence, expandable=len(sentence.plain) > LONG_TEXT),
                join([place, also_told(owed.also), why]),
            ]
        )
    ]
    return page(blocks, buttons=delivery_buttons(owed), preview=headline.url)


def _is_title(owed: Delivery) -> bool:
    """Whether the sentence is all that the headline says, as in an article without a title of its own."""
    title = one_line(owed.headline.title).rstrip("….").casefold()
    return bool(title) and one_line(owed.sentence).rstrip(".").casefold() == title


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
    return told(FOLLOWS, subscription) if subscription else text("")


def also_told(outlets: Sequence[str]) -> Rich:
    """The other outlets on a story: "also: Reuters, BBC and 4 more"."""
    if not outlets:
        return text("")
    more = len(outlets) - MOST_OUTLETS
    named = ", ".join(clip(one_line(outlet), MAX_OUTLET) for outlet in outlets[:MOST_OUTLETS])
    if more > 0:
        also = ngettext("also: {outlets} and {n} more", "also: {outlets} and {n} more", more)
        return text(also.format(outlets=named, n=more))
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


def swapped(buttons: Sequence[Row], old: str, new: Button, *, ended: int = 0) -> tuple[Row, ...]:
    """The same buttons with the one that sends ``old`` replaced, without those that mute the subscription ``ended``."""
    gone = {data(code, ended, IN_DELIVERY) for code in (Code.MUTE, Code.UNMUTE)}
    return tuple(tuple(new if one.data == old else one for one in row if one.data not in gone) for row in buttons)


def unfollow_button(one: Subscription, origin: int) -> Button:
    """The button that ends a subscription; ``origin``: where it stands (IN_...)."""
    return button(gettext("Unfollow"), _ending(one, origin))


def _ending(one: Subscription, origin: int) -> str:
    return data(Code.UNFOLLOW, one.row, origin)


def settings_button(one: Subscription, label: str, at: int) -> Button:
    """A button to the subscription's settings (views/subscription_page.py), from page ``at`` of the list."""
    return button(label, data(Code.SUBSCRIPTION, one.row, at))
