"""The reasons why an address gave no feed or no article, and notices of them, in the reader's language.

They are made in English in ``bot/sources`` and ``bot/feeds``, some of them in other processes, and kept in the database
with the feed that failed. So they are recognised by their words; what is not is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.translation import ENGLISH, N_, gettext, language

WITHIN = "why"  #: the place of a reason inside another one
REASONS = (
    N_("it is not a web address"),
    N_('"{address}" is not a web address'),
    N_("only http and https addresses can be read"),
    N_("its host is no name"),
    N_("it is longer than {n} characters"),
    N_("it holds a user name or password, and newsbot keeps none; leave them out"),
    N_("port {port} is not one of the web (80, 443); NEWSBOT_ALLOW_HOSTS can allow {host}"),
    N_("its server is not on the public internet; NEWSBOT_ALLOW_HOSTS can allow it"),
    N_("{host} is not on the public internet; NEWSBOT_ALLOW_HOSTS can allow it"),
    N_("its host cannot be found"),
    N_("nobody answers there"),
    N_("nobody answered in time"),
    N_("its server did not answer in full within {n} seconds"),
    N_("the server broke off or did not speak HTTP"),
    N_("it makes no secure connection; with http:// in front it may answer"),
    N_("its certificate has expired, so nobody knows who answers"),
    N_("its certificate is not valid yet; is this machine's clock right?"),
    N_("its certificate is for another name, so nobody knows who answers"),
    N_("its certificate is from nobody that is trusted (perhaps from itself), so nobody knows who answers"),
    N_("its certificate is not valid, so nobody knows who answers"),
    N_("it redirects to something that is no address"),
    N_("it redirects more than {n} times"),
    N_("it redirects in a circle"),
    N_("it redirects to nowhere ({status})"),
    N_("it is larger than {n} MB, the most that is read"),
    N_("it is larger than {n} MB, the most that a page may have"),
    N_("it is larger than {n} MB, the most that a list of feeds may have"),
    N_("it has more than {n} elements, the most that a page may have"),
    N_("it is longer than {n} characters, the most that one article may have"),
    N_("it has more than {n} lines, the most that one article may have"),
    N_("it is packed in a way that was not asked for ({name})"),
    N_("what the server sent is packed wrongly and cannot be unpacked"),
    N_("its server has nothing to say (204)"),
    N_("its server asks for a password (401)"),
    N_("its server asks for money (402)"),
    N_("its server refuses us (403)"),
    N_("there is nothing at its address now (404)"),
    N_("its server says that it is gone for good (410)"),
    N_("its server may not show it, for legal reasons (451)"),
    N_("its server says that we ask too often (429)"),
    N_("its server is busy (503)"),
    N_("its server failed ({status})"),
    N_("its server answered {status}"),
    N_("its server asks to prove that one is human"),
    N_("its server asks to prove that one is human ({status})"),
    N_("its server asked to be left alone until {when} UTC"),
    N_("its site does not let robots read it (robots.txt)"),
    N_("the robots.txt of {host} cannot be had: {why}"),
    N_("it has failed for {n} days: {why}"),
    N_("there is no feed, and the site names none"),
    N_("it leads to a page that asks to log in, and no feed is found"),
    N_("it is a feed, not an article"),
    N_("the answer is empty"),
    N_("it is no feed"),
    N_("it is a web page, not a feed"),
    N_("it is neither XML nor JSON"),
    N_("it is neither XML nor JSON that can be read"),
    N_("it is JSON, but no JSON Feed"),
    N_("it is a sitemap that cannot be read"),
    N_("it is a sitemap without news"),
    N_("it is no list of feeds (OPML)"),
    N_("it is OPML without a body, so it lists nothing"),
    N_('it is a list of feeds (OPML), which "newsbot feeds import" reads'),
    N_("it cannot be parsed ({name})"),
    N_("the page cannot be parsed ({name})"),
    N_("it could not be read just now"),
    N_("it takes longer than {n} seconds to read"),
    N_("its reader broke down over it"),
    N_("it holds no article text"),
    N_("it is not a text file, whatever its name says"),
    N_("it looks like a binary file, not like text"),
    N_("the page checks whether a person or a robot is reading; there is no article in it"),
    N_("the page shows nothing without JavaScript; there is no article in it"),
    N_("the page asks for consent to cookies first; there is no article in it"),
    N_("the page asks how old the reader is first; there is no article in it"),
    N_("the page says that it was not found; there is no article in it"),
    N_("the page only reports an error; there is no article in it"),
    N_("the page asks to log in; it is no article"),
    N_("the page asks to register; it is no article"),
    N_("the page is for resetting a password; it is no article"),
    N_("the page asks to subscribe and shows no article without that"),
    N_("it is a page of search results, not an article"),
    N_("it is a contact page, not an article"),
    N_("it is a page about the site itself (terms, privacy, imprint), not an article"),
    N_("it is a front page, not an article"),
    N_("it is a section page that lists articles, not an article"),
    N_("it is a page that lists articles on a topic, not an article"),
    N_("it is an archive page that lists articles, not an article"),
    N_("it is a page of a forum, not an article"),
    N_("it is a page of a shop, not an article"),
    N_("it is an offer of a job, not an article"),
    N_("it is a page of events, not an article"),
    N_("the page may not be read from here (its site shuts out some countries); there is no article in it"),
    N_("it is a weather forecast, not an article"),
    N_("the page has a video and hardly any text; it is no article"),
    N_("the page has a recording and hardly any text; it is no article"),
    N_("the page has pictures and hardly any text; it is no article"),
    N_("the page has a table and hardly any text; it is no article"),
    N_("no article text was found in the page"),
    N_("The feed “{name}” has failed for a day: {why}. I keep trying."),
    N_("I no longer ask for the feed “{name}”: {why}."),
    N_("There is no feed {name}; /feeds shows all with their numbers."),
    N_("There is more than one feed {name}; /feeds shows all with their numbers."),
)
_PLACE = re.compile(r"\\{(\w+)\\}")


def reason_words(reason: str) -> str:
    """A reason in the language of the current task."""
    if language() == ENGLISH:
        return reason
    for pattern, words in _patterns(REASONS):
        if match := pattern.fullmatch(reason):
            places = match.groupdict()
            if WITHIN in places:
                places[WITHIN] = reason_words(places[WITHIN])
            return gettext(words).format(**places)
    return reason


@cache
def _patterns(reasons: Sequence[str]) -> list[tuple[re.Pattern[str], str]]:
    """What each matches, those without places first."""
    listed = sorted(reasons, key=lambda one: "{" in one)
    return [(re.compile(_PLACE.sub(r"(?P<\1>.+)", re.escape(one)), re.DOTALL), one) for one in listed]
