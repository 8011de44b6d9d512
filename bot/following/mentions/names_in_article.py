"""Find where an article mentions a followed name. Pure.

by the recogniser   a recognised name in any form, of the kind that is meant
as written          the exact words, capitalised, if nothing was recognised; C++ and .NET with their signs
by the people       "Turkish officials" for Turkey
by the family       "his wife Laura" for Laura Bush, in an article about a Bush; the Bushes (families.py)
by its politics     "France's government" for French politics (politics.py)
by the model        "Boeing ... the 737 Max" for Boeing 737
by the club         "Newcastle" for Newcastle United, in an article about sport
by the region       "Paris, Texas" is not Paris; "Paris, Texas" followed is that one
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.following.article.article_view import ArticleView, NamedMention
from bot.following.article.sentence_bits import TITLE
from bot.following.article.towns_and_regions import town_and_region
from bot.following.article.word_runs import PARTS, Span, inside_a_mention, overlapping, runs_of, span_of
from bot.following.article.written_words import WrittenWord
from bot.following.filters.filters import Phrase, Sense
from bot.following.mentions.areas import places_in, spans_within
from bot.following.mentions.families import family_spans, has_family, names_another_by
from bot.following.mentions.fields import is_about_body, is_about_firm, is_about_sport, is_club
from bot.following.mentions.name_forms import NameForms, Words, forms_of
from bot.following.mentions.politics import politics_of
from bot.following.mentions.signed_names import signed_spans
from bot.following.mentions.titled_names import is_title_of, titled
from bot.following.mentions.towns_in_article import is_the_one, located, names_another
from bot.following.names.names_compared import (
    STATE_BODIES,
    is_body_of,
    is_called,
    is_called_as_place,
    is_placed_adjective,
    is_within_place,
)
from bot.lexicon.namesakes import namesakes
from bot.lexicon.places import is_country, is_place, place_named
from bot.lexicon.regions import is_region
from bot.models import Name
from bot.text.name_matching import PARTICLES, is_literal, is_small, name_words, same_word, same_words, words_in
from bot.text.signed_names import has_signs

_OF_A_KIND = {
    Sense.PERSON: frozenset({"PERSON"}),
    Sense.PLACE: frozenset({"GPE", "LOC", "FAC", "NORP"}),
    Sense.ORG: frozenset({"ORG", "NORP", "PRODUCT", "FAC"}),
    Sense.THING: frozenset({"ORG", "NORP", "PRODUCT", "FAC", "GPE", "LOC", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"}),
}
_MAY_BE_PLACES = frozenset({Sense.PLACE, Sense.THING, Sense.UNSAID, Sense.ANY})
_PLACES_ONLY = frozenset({Sense.PLACE, Sense.THING})
#: Labels of mentions within which an adjective does not refer to its country: "Denise English", "The American".
_NO_PEOPLE = frozenset({"PERSON", "WORK_OF_ART", "PRODUCT"})
_OPENING = (TITLE, 0)  # title and first sentence


def name_spans(phrase: Phrase, article: ArticleView) -> list[Span]:
    """The spans that refer to what ``phrase`` names."""
    if is_literal(phrase.text) or has_signs(phrase.text):
        return _literal_spans(phrase.text, article)
    if phrase.sense is Sense.FAMILY:
        return family_spans(phrase.text, article)
    if phrase.sense is Sense.AREA:
        return spans_within([_spans_of(place, article) for place in places_in(phrase)])
    if phrase.sense is Sense.POLITICS:
        return politics_of(_spans_of(phrase._replace(sense=Sense.PLACE), article), article)
    return _spans_of(phrase, article)


def _spans_of(phrase: Phrase, article: ArticleView) -> list[Span]:
    town, region = town_and_region(phrase)
    if region and not is_the_one(town, region, article):
        return []
    forms = forms_of(phrase)
    found: list[Span] = []
    for form in forms.names:
        if forms.known and not region and forms.sense in _PLACES_ONLY and names_another(form, article):
            continue
        spans = _named_spans(form, article, forms) or _written_spans(form, article, forms)
        found += located(spans, form, article) if forms.sense in _PLACES_ONLY else spans
    if forms.title:
        return titled(found, forms.title, article)
    for people in forms.peoples:
        found += _people_spans(people, article)
    words = forms.names[0] if forms.names else ()
    if not found and len(words) > 1:
        found = (
            _model_spans(phrase.text, article)
            or _state_body_spans(words, article)
            or _family_spans(words, article, forms.sense)
            or _club_spans(forms.short, article)
        )
    return found


def _literal_spans(text: str, article: ArticleView) -> list[Span]:
    """The spans of a literal such as "5G" or "F-35", also of several. Capitals must match; lower case matches any."""
    if has_signs(text):
        return signed_spans(text, article)
    any_case = text == text.lower()
    writings = (text, f"{text}s")
    found = (article.words[at] for one in writings for at in article.by_word.get(one.casefold(), ()))
    return [span_of((one,)) for one in found if any_case or one.word in writings]


# ---- by the recogniser -----------------------------------------------------------


def _named_spans(words: Words, article: ArticleView, forms: NameForms) -> list[Span]:
    """The spans where the recogniser found this name, in any form."""
    bearers = article.by_name_word.get(words[0].casefold(), ())
    called = {name.name: None for name, form in bearers if _answers_to(words, name, form, article, forms.sense)}
    found = (one for name in called for one in article.by_name.get(name, ()))
    return [Span(one.sentence, one.start, one.end) for one in found if not _is_other_word(one, forms, article)]


def _answers_to(words: Words, name: Name, form: Words, article: ArticleView, sense: Sense) -> bool:
    if sense in _MAY_BE_PLACES and is_within_place(words, form, name.label):
        return True
    called = is_called(words, form, name.label) or (sense is Sense.ORG and is_body_of(words, form, name.label))
    return called and _is_meant(words, name, article, sense)


def _is_other_word(mention: NamedMention, forms: NameForms, article: ArticleView) -> bool:
    """Whether a one-word mention differs from the followed word in its capitals: the Who for the WHO.

    Archives merge such entities.
    """
    single = [form[0] for form in forms.names if len(form) == 1]
    if not single:
        return False
    start = article.starts[mention.sentence] if article.starts else 0
    printed = [
        word for word, _, _ in words_in(article.text_of(mention.sentence)[mention.start - start : mention.end - start])
    ]
    if len(printed) != 1:
        return False
    alike = [word for word in single if word.casefold() == printed[0].casefold()]
    return bool(alike) and not any(same_word(word, printed[0]) for word in alike)


def _is_meant(words: Words, name: Name, article: ArticleView, sense: Sense) -> bool:
    """Whether ``name`` is of the kind that is meant. Labels of one-word names are sometimes wrong."""
    kinds = _OF_A_KIND.get(sense)
    if kinds is None:
        return True
    known = namesakes(" ".join(words))
    if name.label in kinds:
        return sense is not Sense.PLACE or not (
            is_about_firm(known, article) or is_club(name_words(name.name), article)
        )
    if not same_words(words, name_words(name.name)) or _part_of_a_longer_name(words, article):
        return False
    return {
        Sense.PLACE: is_place(" ".join(words)),
        Sense.ORG: bool(known.body) and (not known.place or is_about_body(known, article)),
        Sense.THING: bool(known.body or known.place),
    }.get(sense, False)


def _part_of_a_longer_name(words: Words, article: ArticleView) -> bool:
    """Whether another name in the article contains these words, as "Jordan Hayes" does "Hayes"."""
    for name, form in article.by_name_word.get(words[0].casefold(), ()):
        if form != name_words(name.name):
            continue
        longer = len(form) > len(words) and any(
            same_words(words, form[at : at + len(words)]) for at in range(len(form) - len(words) + 1)
        )
        if longer and not (is_called_as_place(words, name) or _is_of_a_state(words, form, article)):
            return True
    return False


def _is_of_a_state(words: Words, form: Words, article: ArticleView) -> bool:
    """Whether a longer name is of the country or state: University of New Hampshire, whose teams are called so too."""
    state = " ".join(words)
    behind = same_words(words, form[-len(words) :]) and form[-len(words) - 1].casefold() in PARTICLES
    return behind and (is_country(state) or is_region(state)) and not is_about_sport(article)


# ---- as written --------------------------------------------------------------------


def _written_spans(words: Words, article: ArticleView, forms: NameForms) -> list[Span]:
    """The spans of the exact words, capitalised, that are not part of another recognised name."""
    runs = list(runs_of(words, article))
    if not runs:
        return []
    sense = forms.sense
    held = _part_of_a_longer_name(words, article)
    if sense in _OF_A_KIND and (held or _is_another_kind(words, article, sense)):
        return []
    return [
        span_of(run)
        for run in runs
        if not (len(run) == 1 and run[0].initial and run[0].word.casefold() in article.small)
        and not inside_a_mention(run, article)
        and not (held and run[0].sentence == TITLE)
        and not (sense is Sense.PERSON and len(words) == 1)
        and not (len(words) == 1 and is_title_of(run[0], article))
    ]


def _is_another_kind(words: Words, article: ArticleView, sense: Sense) -> bool:
    """Whether the recogniser found exactly this name, but of another kind."""
    bearers = article.by_name_word.get(words[0].casefold(), ())
    same = [name for name, form in bearers if form == name_words(name.name) and same_words(words, form)]
    return bool(same) and not any(_is_meant(words, name, article, sense) for name in same)


# ---- by others ----------------------------------------------------------------------


def _people_spans(people: Words, article: ArticleView) -> list[Span]:
    found = []
    for at in article.by_word.get(people[0].casefold(), ()):
        run = article.words[at : at + len(people)]
        before = article.words[at - 1] if at and article.words[at - 1].sentence == run[0].sentence else None
        after = next((one for one in article.words[at + len(people) :][:1] if one.sentence == run[0].sentence), None)
        if (
            run[0].sentence == run[-1].sentence
            and not is_small(run[0].word)
            and same_words(people, [written.word for written in run])
            and not (before and before.word.casefold() in PARTS and not is_small(before.word))
            and not (after and is_placed_adjective(run[-1].word, after.word))
            and not _in_a_proper_name(run, article)
        ):
            found.append(span_of(run))
    return found


def _in_a_proper_name(run: Sequence[WrittenWord], article: ArticleView) -> bool:
    """Whether an adjective is part of the name of a person, a work or a place ("British Columbia")."""
    return any(
        mention.label in _NO_PEOPLE
        or (mention.label in ("GPE", "LOC") and (mention.start < run[0].start or run[-1].end < mention.end))
        for mention in overlapping(run, article)
    )


def _family_spans(words: Words, article: ArticleView, sense: Sense) -> list[Span]:
    """The spans of a first name on its own, in an article about a person or family of that surname."""
    if sense not in (Sense.UNSAID, Sense.PERSON, Sense.ANY) or words[0].casefold() not in article.by_word:
        return []
    if not has_family(words[-1], article):
        return []
    firsts = {form[0] for name in article.names if len(form := name_words(name.name)) == 1 and name.label == "PERSON"}
    return [
        span_of(run)
        for run in runs_of(words[:1], article)
        if not run[0].initial or words[0] in firsts
        if not names_another_by(run[0], article)
    ]


def _state_body_spans(words: Words, article: ArticleView) -> list[Span]:
    """The spans of "the Senate" for US Senate, in an article that begins with that country."""
    country, body = " ".join(words[:-1]), words[-1:]
    if not (country and body[0].casefold() in STATE_BODIES and place_named(country).peoples):
        return []
    if not any(span.sentence in _OPENING for span in name_spans(Phrase(country, True), article)):
        return []
    return [
        span_of(run)
        for run in runs_of(body, article)
        if all(name_words(mention.name) == body for mention in overlapping(run, article))
    ]


def _club_spans(short: Words, article: ArticleView) -> list[Span]:
    """The spans of a club's short name, in an article about sport that has no longer name with it."""
    if not short or not is_about_sport(article):
        return []
    bearers = article.by_name_word.get(short[0].casefold(), ())
    if any(len(form) > len(short) and same_word(short[0], form[0]) for _, form in bearers):
        return []
    return [span_of(run) for run in runs_of(short, article)]


def _model_spans(text: str, article: ArticleView) -> list[Span]:
    """The spans of a model number ("737", "F-150") in or next to a sentence that names the maker."""
    maker, _, model = text.rpartition(" ")
    numbered = tuple(name_words(model)) if any(map(str.isdigit, model)) else ()
    if not numbered or not maker:
        return []
    makers = {span.sentence for span in name_spans(Phrase(maker, True), article)}
    several = ((article.words[at],) for at in article.by_word.get(f"{model}s".casefold(), ()))  # "two 737s"
    return [
        span_of(run)
        for run in (*runs_of(numbered, article), *several)
        if not makers.isdisjoint({TITLE, run[0].sentence, run[0].sentence + 1, run[0].sentence - 1})
    ]
