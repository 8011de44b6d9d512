"""Decide whether the claimed speaker of a quote is the actual one. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from bot.lexicon.countries import COUNTRIES, DEMONYMS
from bot.lexicon.given_names import gender_of, is_given_name
from bot.lexicon.loader import alternatives, word_list, word_set
from bot.lexicon.reporting import REPORTING
from bot.lexicon.roles import GENDERS_OF_TITLES, PERSON_NOUNS, ROLES
from bot.models import StoredQuote
from bot.text.analyzer import terms
from bot.text.names import GENERATIONS, INSTITUTIONS, all_words, folded_words

_OTHERS = alternatives("roles", "others_around")
#: "Brandt's spokesman", "a lawyer for Brandt": not Brandt.
_FOR_ANOTHER = re.compile(
    rf"\b(?:spokes\w+|{_OTHERS})\b|['’]s\s",
    re.IGNORECASE,
)
_AFFILIATION = re.compile(r"(?:,|\s(?:of|from|at|with))\s.*$", re.DOTALL)
_ADDRESS = word_set("mr mrs ms miss dr sir dame lord lady prof")
_OWNER = re.compile(r"(?P<owner>[^,]+)['’]s?\s(?P<who>[^,]+)")
_SAYS = r"(?:said|says|told|added|wrote|warned|asked)"
_DOUBLED = re.compile(r"(.)\1")
_PERSONS = frozenset(("man", "woman"))
_CALLINGS = ROLES | PERSON_NOUNS | word_list("roles", "further_people")
_LINKS = word_set("of in at for from to on with the and s")
_BESIDE = 100  # characters around a name that describe it
_ARTICLES = frozenset(("the", "a", "an"))
#: What follows a speaker in a claim: "Brandt on the strike", "Brandt after the vote".
_CIRCUMSTANCE = re.compile(
    rf"\s+(?:{alternatives('function_words', 'after_a_speaker')})(?:\s.*)?$", re.IGNORECASE | re.DOTALL
)
#: Whom a speaker speaks to, or what they do meanwhile: "Brandt to shareholders", "Brandt introducing the governor".
_MEANWHILE = re.compile(
    r"(?P<before>[^\W\d_][\w’'-]*)\s+(?:to|[a-z]{2,}ing\s+(?:the|an?|his|her|their|its|to|on|at|with|for))\s.*$",
    re.DOTALL,
)
#: Words after which a name is somebody else's than the speaker's: "the lawyer of Ilka Brandt".
_RELATING = word_list("function_words", "before_another_name")


_OWNED = re.compile(r"['’]s?(?=\s)")
_FULL = 2  # words of a full name
#: Words that may follow a whole name without making it somebody else's: "Claire Dubost KC", "Claire Dubost told ...".
_BEHIND = (
    frozenset(REPORTING) | word_list("function_words", "after_a_speaker") | word_list("names", "behind_a_name") | {"to"}
)


def is_speaker(claimed: str, quote: StoredQuote, text: str = "") -> bool:
    """Whether ``claimed`` may be the speaker of ``quote``. ``text``: the article, used if an office is claimed."""
    claimed = _MEANWHILE.sub(_before_it, _CIRCUMSTANCE.sub("", claimed))
    if not all_words(claimed) or _is_of_other_sex(claimed, quote.speaker):
        return False
    if _is_introduced(claimed, quote.speaker):
        return True
    written = quote.as_written
    principal = _FOR_ANOTHER.search(written) is not None and not written.endswith(f", {quote.speaker}")
    forms = [quote.speaker, *quote.names, *([] if principal else [written])]
    name = folded_words(quote.speaker)
    if len(name) > 1:  # a surname alone could be a relative's; a first name by which the article calls them is theirs
        forms = [form for form in forms if len(words := folded_words(form)) > 1 or words == name[:1]]
    known = [quote.speaker, *quote.names, *([] if principal else [written])]
    if _is_titled(claimed, forms) and not _names_another(_OWNED.split(claimed)[-1], known, text):
        return True
    if _FOR_ANOTHER.search(claimed):
        described = written.removesuffix(f", {quote.speaker}")  # "Aker's lawyer, Sofia Ruiz"
        return _related(claimed) in (_related(described), _related(quote.speaker))
    if any(same_name(claimed, form) for form in forms if not _FOR_ANOTHER.search(form)):
        return True
    if (named := unaffiliated(claimed)) != claimed and any(same_name(named, form) for form in forms):
        return True
    another = _names_another(claimed, known, text)
    return not another and _is_in_office(claimed, quote, forms, text, principal=principal)


def _is_of_other_sex(claimed: str, name: str) -> bool:
    """Whether "Mr" or "Ms" makes it another of the surname: "Ms Osei" did not say what Colin Osei said."""
    title, given = all_words(claimed)[0], gender_of(all_words(name)[0]) if len(all_words(name)) > 1 else ""
    return title in GENDERS_OF_TITLES and given not in ("", GENDERS_OF_TITLES[title])


def _related(phrase: str) -> list[str]:
    """ "a spokesman for Nadia Orlov" and "Orlov's spokesman" alike, without given names and articles."""
    owned = _OWNER.fullmatch(phrase.strip())
    words = _without_articles(f"{owned['who']} of {owned['owner']}" if owned else phrase)
    return ["of" if word == "for" else word for word in words if not is_given_name(word)] or words


def _is_titled(claimed: str, forms: Sequence[str]) -> bool:
    """Whether the name behind the last word of an office is one of ``forms``: "sacked manager Halvorsen"."""
    words = all_words(_OWNED.split(claimed)[-1])
    last = max((place for place, word in enumerate(words) if word in _CALLINGS), default=len(words))
    behind = words[last + 1 :]
    if not behind or behind[0] in _RELATING:
        return False
    return any(same_name(" ".join(behind), form) for form in forms if not _FOR_ANOTHER.search(form))


def _before_it(match: re.Match[str]) -> str:
    """What stands before a hearer; "an adviser to Ilka Brandt" stays whole."""
    return match.group() if match["before"].lower() in _CALLINGS else match["before"]


def _is_in_office(claimed: str, quote: StoredQuote, forms: Sequence[str], text: str, *, principal: bool) -> bool:
    """Whether ``claimed`` describes the speaker: "the ministry", "the mayor", "the union woman"."""
    office = set(_without_articles(claimed))
    if office & INSTITUTIONS and any(office <= set(_without_articles(form)) for form in forms):  # "the ministry"
        return True
    if not office & (ROLES | _PERSONS):
        return False
    held = not principal and office & ROLES and _holds_office(claimed, forms, text)
    if held or office <= set(_without_articles(quote.as_written)):
        return True
    return not principal and _is_described(claimed, quote.speaker, text)


def unaffiliated(claimed: str) -> str:
    """A claimed name without the body behind it: "Ana Belk from Norhaven"; an office keeps it."""
    name = _AFFILIATION.sub("", claimed)
    return claimed if set(_without_articles(name)) & (ROLES | _PERSONS) else name


def _names_another(claimed: str, forms: Sequence[str], text: str) -> bool:
    """Whether a claim has the name of somebody else of the article: "Premier Doukas" for the words of Premier Belk."""
    own = {word for form in forms for word in folded_words(form)}
    words = _without_articles(claimed)
    for place, word in enumerate(words):
        if word in own | ROLES | _PERSONS | _LINKS or word in DEMONYMS or word in COUNTRIES:
            continue
        if is_given_name(word) and own.intersection(words[place + 1 : place + 2]):  # "Ada Kos" for Ivo Kos
            return True
        name = rf"(?<!\w){re.escape(word[:1].upper())}(?i:{re.escape(word[1:])})\b"
        for match in re.finditer(rf"\b([^\W\d_][\w’'-]*)\.?\s+{name}", text):
            ahead = match.group(1).lower()
            if ahead in ROLES | _ADDRESS or is_given_name(ahead):
                return True
        if place and words[place - 1] in ROLES and re.search(rf"{name}\s+{_SAYS}\b|\b{_SAYS}\s+{name}", text):
            return True
    return False


def _is_introduced(claimed: str, known: str) -> bool:
    """Whether ``claimed`` has the whole of a name of several words, and nothing in it makes it somebody else's.

    "the WHO's Claire Dubost", "Claire Dubost KC", "Claire Dubost told the jury"; not "Claire Dubost's lawyer".
    """
    words, name = all_words(_OWNED.sub(" s ", claimed)), tuple(folded_words(known))
    place = next((at for at in range(len(words)) if words[at : at + len(name)] == name), None)
    if len(name) < _FULL or place is None or len(words) == len(name):
        return False
    behind = words[place + len(name) :]
    return (not behind or behind[0] in _BEHIND) and (not place or words[place - 1] not in _RELATING)


def same_name(claimed: str, known: str) -> bool:
    """Whether two forms are one name: a surname, initials, a letter or two mistyped; but not father and son."""
    ours, theirs = _split(claimed), _split(known)
    if not ours[0] or not theirs[0] or (ours[1] != theirs[1] and (ours[1] or len(ours[0]) > 1)):
        return False
    short, long = sorted((ours[0], theirs[0]), key=len)
    if len(short) == 1:
        return _alike(short[0], long[-1]) or (len(long) == 1 and _alike(short[0], long[0]))
    if not _alike(short[-1], long[-1]):
        return False
    rest = iter(long[:-1])
    return all(any(_alike(word, other) for other in rest) for word in short[:-1])


def _split(name: str) -> tuple[Sequence[str], str]:
    """The words of a name without its generation, and the generation."""
    words = folded_words(name)
    if len(words) > 1 and words[-1] in GENERATIONS:
        return words[:-1], "jr" if words[-1] == "ii" else words[-1]
    return words, ""


def _alike(one: str, other: str) -> bool:
    if one == other or (1 in (len(one), len(other)) and one[0] == other[0]):
        return True
    if _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other):  # "Koss" for Kos
        return True
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < 5 else 1 if shorter < 9 else 2
    return bool(allowed) and one[0] == other[0] and OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _without_articles(words: str) -> list[str]:
    return [word for word in all_words(words) if word not in _ARTICLES]


def _is_described(claimed: str, name: str, text: str) -> bool:
    """Whether the article gives somebody the office of a description, and tells the rest of it somewhere.

    "The Kenyan growers' chairwoman" for "Grace Njoroge, chairwoman of the growers' union", in an article on Kenya. Of
    "the union woman" nothing but the words around the name tells.
    """
    words = _without_articles(claimed)
    head = next((word for word in reversed(words) if word in ROLES | _PERSONS), "")
    around = " ".join(_around(name, text))
    near, told = set(terms(around)), set(terms(text))
    others = [term for word in words if word != head and word not in _LINKS for term in terms(DEMONYMS.get(word, word))]
    if head in ROLES:
        return _holds_office(head, [name], text) and bool(others) and set(others) <= told
    return gender_of(all_words(name)[0]) == ("he" if head == "man" else "she") and bool(others) and set(others) <= near


def _around(name: str, text: str) -> Iterator[str]:
    """The text around each mention of a name, or of its surname after a description."""
    for match in re.finditer(rf"\b{re.escape(name)}\b", text):
        yield text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]


def _holds_office(claimed: str, forms: Iterable[str], text: str) -> bool:
    """Whether the article gives somebody of that name the office: "Mayor Ilka Brandt", "Ilka Brandt, the mayor"."""
    office = r"\W+".join(map(re.escape, _without_articles(claimed)))
    for name in {form for form in forms if form}:
        name = re.escape(name)
        if re.search(
            rf"\b{office}\b[^.\n]{{0,40}}\b{name}\b|\b{name}\b,[^.\n]{{0,60}}\b{office}\b", text, re.IGNORECASE
        ):
            return True
    return False
