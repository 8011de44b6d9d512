"""Classify a page by its signs: an article, or another kind. Pure.

    plain kinds (error, challenge, log-in ...)  named in title or heading, without a story
    lists (front, section, tag, search ...)     more signs of a list than of an article
    places of exchange (forum, shop, events)    their own signs, and none of an article

An article must never be refused, so its own statements on type and time weigh as much as anything else.
"""

from __future__ import annotations

from bot.sources.web.kind_words import PLAIN_KINDS, PageKind
from bot.sources.web.page_signs import PageSigns

_STORY = 120  # words of continuous prose that make a short article
_LONG = 300  # words that certainly make one, unless they are posts or goods
_OPENING = 80  # words under a heading that do not introduce a list
_HEADED = 40  # words under the page's own title that are a news brief, or the beginning of an article
_CONNECTED = 150  # continuous words that no teaser, notice or caption has
_LEAST = 20  # words of prose without which no decision is possible
_LISTS = (
    PageKind.SEARCH,
    PageKind.TAG,
    PageKind.ARCHIVE,
    PageKind.SECTION,
    PageKind.EVENTS,
    PageKind.SHOP,
    PageKind.FORUM,
)
_FORECAST = 5  # lines of degrees, wind and rain that make a forecast
_GALLERY = 4  # pictures
_TABLE = 12  # cells
_VIDEO_TYPES = frozenset(("videoobject", "og:video", "movie", "tvepisode"))
_SOUND_TYPES = frozenset(("audioobject", "podcastepisode", "music.song", "radioepisode"))
_FORUM_MAKERS = (
    "phpbb",
    "vbulletin",
    "xenforo",
    "discourse",
    "mybb",
    "simple machines",
    "invision",
    "vanilla",
    "discuz",
)
_FORUM_TYPES = frozenset(("discussionforumposting", "qapage"))
_SHOP_TYPES = frozenset(
    ("product", "productgroup", "og:product", "product.item", "product.group", "offercatalog", "store")
)
_JOB_TYPE = "jobposting"
_BODY_LISTS = frozenset(
    ("home", "blog", "archive", "category", "tag", "search", "search-results", "author", "date", "paged")
)
_BODY_KINDS = {
    "error404": PageKind.MISSING, "search-results": PageKind.SEARCH, "search-no-results": PageKind.SEARCH,
    "tag": PageKind.TAG, "category": PageKind.SECTION, "archive": PageKind.ARCHIVE, "home": PageKind.FRONT,
}  # fmt: skip
_BODY_STORIES = frozenset(("single", "single-post", "node-type-article", "post-template-default"))


def kind_of(signs: PageSigns) -> PageKind | None:
    """The kind of a page that is not an article; None for an article."""
    for decide in (_plain_kind, _form_kind, _exchange_kind, _list_kind, _nothing):
        kind = decide(signs)
        if kind is not None:
            return kind
    return None


def article_score(signs: PageSigns) -> int:
    """The evidence for an article."""
    return (
        3 * signs.stated_article
        + 2 * signs.typed_article
        + 2 * signs.stated_time
        + 2 * bool(signs.body & _BODY_STORIES)
        + signs.heading_in_title
        + signs.byline
        + signs.slug
        + 2 * (signs.story >= _STORY)
        + 2 * (signs.story >= _LONG)
        + 2 * (signs.story >= 2 * _LONG)
    )


def list_score(signs: PageSigns) -> int:
    """The evidence for a list of articles or other things."""
    return (
        (signs.teasers >= 4)
        + 2 * (signs.teasers >= 8)
        + 2 * (signs.teaser_words > signs.prose)
        + 2 * (signs.link_headlines >= 12 and signs.link_headlines * 25 > signs.prose)
        + (signs.link_headlines >= 30 and signs.link_headlines * 10 > signs.prose)
        + (signs.linked > 0.55)
        + (signs.linked > 0.75)
        + 3 * signs.stated_list
        + 2 * bool(signs.body & _BODY_LISTS and not signs.body & _BODY_STORIES)
        + 2 * signs.typed_site * (signs.story < _LONG)
        + 4 * signs.front
        + 2 * signs.list_address
        + 3 * signs.search_address
        + signs.pages
        + (signs.articles >= 4)
        + 2 * (signs.heading_is_house or not signs.headings_1)
        + 3 * bool(signs.said & frozenset(_LISTS))
        + 2 * bool(signs.named & frozenset(_LISTS))
    )


def _plain_kind(signs: PageSigns) -> PageKind | None:
    """The kind named by title or heading if there is hardly a story, or by the lines of a nearly empty page."""
    if signs.stated_article and signs.story >= _STORY // 2:
        return None
    room = _STORY if signs.typed_article or signs.stated_time else _LONG
    told = signs.typed_article or signs.stated_article or signs.stated_time or signs.byline
    if PageKind.RULES in signs.said and not told:  # of any length: terms are prose
        return PageKind.RULES
    for kind in PLAIN_KINDS:
        sure = kind in signs.named or (kind in signs.said and (signs.lines[kind] > 0 or _is_undated(signs)))
        if (sure and signs.story < room) or (kind in signs.said and signs.story < _STORY // 2):
            return _form_named(kind, signs)
    if "error404" in signs.body and signs.story < _STORY:
        return PageKind.MISSING
    if signs.stated_article or signs.prose >= _STORY or _is_headed(signs):
        return None
    spoken = [kind for kind in (*PLAIN_KINDS[:2], PageKind.SCRIPT, PageKind.CONSENT) if signs.lines[kind]]
    little = signs.visible < 150 and signs.prose < _STORY
    return max(spoken, key=lambda kind: signs.lines[kind]) if spoken and little and not signs.typed_article else None


def _is_headed(signs: PageSigns) -> bool:
    """Whether some continuous prose follows a heading equal to the page's title, with hardly anything else."""
    asks = max(signs.lines[kind] for kind in (*PLAIN_KINDS[:2], PageKind.SCRIPT, PageKind.CONSENT))
    return signs.heading_in_title and signs.opening >= _HEADED and asks <= 1


def _is_undated(signs: PageSigns) -> bool:
    """Whether nothing says when, by whom or as what it was published."""
    return not (signs.typed_article or signs.stated_time or signs.stated_article or signs.byline or signs.dated)


def _form_named(kind: PageKind, signs: PageSigns) -> PageKind:
    """Refine the kind by its form: a page called "Log in" with fields to choose a password is for registering."""
    if kind is PageKind.LOGIN and signs.lines[PageKind.REGISTER] > signs.lines[PageKind.LOGIN] and signs.fields > 3:
        return PageKind.REGISTER
    return kind


def _form_kind(signs: PageSigns) -> PageKind | None:
    """A page with a form to fill in and nothing to read."""
    if signs.stated_article or signs.typed_article or signs.story >= _STORY:
        return None
    if signs.passwords:
        many = signs.passwords > 1 or signs.fields > 4 or signs.lines[PageKind.REGISTER] > signs.lines[PageKind.LOGIN]
        return PageKind.REGISTER if many else PageKind.LOGIN
    if signs.fields and signs.lines[PageKind.PASSWORD] and signs.prose < _STORY:
        return PageKind.PASSWORD
    if signs.areas and signs.fields >= 2 and signs.lines[PageKind.CONTACT] and not signs.stated_time:
        return PageKind.CONTACT
    if signs.fields >= 5 and signs.prose < _STORY // 2 and not signs.stated_time:
        return PageKind.REGISTER if signs.lines[PageKind.REGISTER] else PageKind.CONTACT
    return None


def _exchange_kind(signs: PageSigns) -> PageKind | None:
    """Forums, shops, calendars and forecasts, which have prose of their own."""
    if signs.stated_article or (signs.typed_article and signs.stated_time):
        return None
    lines, told = signs.lines, article_score(signs)
    if PageKind.WEATHER in signs.said and lines[PageKind.WEATHER] >= _FORECAST and signs.story < _LONG:
        return PageKind.WEATHER
    if _JOB_TYPE in signs.types:
        return PageKind.JOB
    forum = (
        3 * any(maker in signs.generator for maker in _FORUM_MAKERS)
        + 3 * bool(signs.types & _FORUM_TYPES)
        + min(4, lines[PageKind.FORUM])
        + 2 * (PageKind.FORUM in signs.said)
    )
    if forum >= 3 and forum >= told - 4:
        return PageKind.FORUM
    shop = 3 * bool(signs.types & _SHOP_TYPES) + min(3, signs.carts + lines[PageKind.SHOP]) + (signs.prices >= 2)
    shop += (signs.prices >= 6) + 2 * (PageKind.SHOP in signs.said)
    if shop >= 3 and shop >= told - 1:
        return PageKind.SHOP
    events = 3 * ("event" in signs.types and not signs.typed_article) + min(3, lines[PageKind.EVENTS])
    events += 2 * (PageKind.EVENTS in signs.said)
    return PageKind.EVENTS if events >= 3 and events >= told - 2 else None


def _list_kind(signs: PageSigns) -> PageKind | None:
    """A list, if there is more evidence for it than for an article."""
    if list_score(signs) <= max(2, article_score(signs)) or _is_one_story(signs):
        return None
    for kind in (PageKind.SEARCH, *_LISTS):
        if kind in signs.named or (kind is PageKind.SEARCH and signs.search_address):
            return kind
    if signs.front or signs.heading_is_house:
        return PageKind.FRONT
    said = next((kind for kind in _LISTS if kind in signs.said), None)
    body = next((kind for name, kind in _BODY_KINDS.items() if name in signs.body), None)
    return said or body or (PageKind.SECTION if signs.headings_1 or signs.list_address else PageKind.FRONT)


def _is_one_story(signs: PageSigns) -> bool:
    """Whether continuous prose outweighs all teasers, on a page that does not call itself a list."""
    calls_itself = signs.front or signs.search_address or signs.stated_list or signs.body & _BODY_LISTS
    named = signs.named & frozenset(_LISTS)
    connected = signs.story >= _CONNECTED and signs.story > 2 * signs.teaser_words
    headed = signs.heading_in_title and signs.opening >= _OPENING
    return (connected or headed) and not calls_itself and not named


def _nothing(signs: PageSigns) -> PageKind | None:
    """The kind of a page with too little content, or whose text nothing calls an article."""
    if article_score(signs) == 0 and signs.story < _STORY and signs.opening < _OPENING // 2 and not signs.dated:
        return PageKind.CONTACT if signs.areas and signs.fields > 1 else instead_of_text(signs)
    if signs.prose >= _LEAST or signs.teaser_words >= _LEAST:
        return None
    if signs.stated_article or signs.typed_article or signs.stated_time:
        return PageKind.PAYWALL if signs.lines[PageKind.PAYWALL] and not signs.prose else None
    return PageKind.SCRIPT if signs.scripts_only or signs.lines[PageKind.SCRIPT] else instead_of_text(signs)


def instead_of_text(signs: PageSigns) -> PageKind:
    """What a page without the text of an article has instead; NOTHING if that is not known."""
    if PageKind.WEATHER in signs.said or signs.lines[PageKind.WEATHER] >= _FORECAST:
        return PageKind.WEATHER
    if signs.sounds or signs.types & _SOUND_TYPES:
        return PageKind.AUDIO
    if signs.videos or signs.types & _VIDEO_TYPES or any(one.startswith("video") for one in signs.types):
        return PageKind.VIDEO
    if signs.pictures >= _GALLERY:
        return PageKind.PICTURES
    return PageKind.FIGURES if signs.cells >= _TABLE else PageKind.NOTHING
