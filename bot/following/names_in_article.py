"""Where an article names somebody or something that is followed. Pure.

by the recogniser   a name found under any form, of the kind that is meant
as written          the exact words, capitalised, where nothing else was recognised
by its people       "Turkish officials" for Turkey
by the family       "his wife Laura" for Laura Bush, in an article about a Bush
by the model        "Boeing ... the 737 Max" for Boeing 737
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.following.article_view import TITLE, ArticleView, WrittenWord
from bot.following.filters import Phrase, Sense
from bot.following.name_forms import Words, forms_of
from bot.lexicon.loader import word_list, word_set
from bot.lexicon.places import is_people, is_place
from bot.models import Name
from bot.text.name_matching import PARTICLES, is_literal, is_small, name_words, same_word, same_words

#: Say what kind of thing a name names, and add nothing to it.
_KINDS = word_list("organisations", "kinds_of_things")
#: Of these a name's first words are the thing itself or where it is: "New York City", "Windows 11", "Wembley Stadium".
_FIRST_WORDS_NAME = frozenset({"GPE", "LOC", "FAC", "PRODUCT", "EVENT"})
_OF_A_KIND = {
    Sense.PERSON: frozenset({"PERSON"}),
    Sense.PLACE: frozenset({"GPE", "LOC", "FAC", "NORP"}),
    Sense.ORG: frozenset({"ORG", "NORP", "PRODUCT", "FAC"}),
}
#: Mentions within which an adjective says nothing of its country: "Denise English", "The American".
_NO_PEOPLE = frozenset({"PERSON", "WORK_OF_ART", "PRODUCT"})
_PARTS = word_set("latin south north central west east")  # before a people: another one, "South Korean"
_FAMILY = word_set("family siblings brothers sisters couple dynasty")


def name_places(phrase: Phrase, article: ArticleView) -> set[int]:
    """The sentences (or TITLE) that name what ``phrase`` means."""
    if is_literal(phrase.text):
        return _literal_places(phrase.text, article)
    forms = forms_of(phrase)
    found: set[int] = set()
    for form in forms.names:
        found |= _named_places(form, article, forms.sense) or set(_written_places(form, article, forms.sense))
    for people in forms.peoples:
        found.update(_people_places(people, article))
    words = forms.names[0] if forms.names else ()
    if not found and len(words) > 1:
        found = _model_places(words, article) if words[-1].isdigit() else _family_places(words, article, forms.sense)
    return found


def _literal_places(text: str, article: ArticleView) -> set[int]:
    """Where "5G" stands; capitals are meant, small letters are not."""
    any_case = text == text.lower()
    return {one.sentence for one in article.words if (one.word.casefold() if any_case else one.word) == text}


# ---- by the recogniser -----------------------------------------------------------


def _named_places(words: Words, article: ArticleView, sense: Sense) -> set[int]:
    """Where the recogniser found this name, under whichever form."""
    called = {
        name.name
        for name in article.names
        if _is_meant(words, name, article, sense)
        and any(_is_called(words, name_words(form), name.label) for form in (name.name, *name.aliases))
    }
    return {mention.sentence for mention in article.mentions if mention.name in called}


def _is_meant(words: Words, name: Name, article: ArticleView, sense: Sense) -> bool:
    """Is ``name`` of the kind that is meant? The recogniser takes a lone word for the wrong kind at times."""
    kinds = _OF_A_KIND.get(sense)
    if kinds is None or name.label in kinds:
        return True
    alone = same_words(words, name_words(name.name))
    return sense is Sense.PLACE and is_place(" ".join(words)) and alone and not _part_of_a_longer_name(words, article)


def _part_of_a_longer_name(words: Words, article: ArticleView) -> bool:
    """Does another name of the article hold these words: "Hayes, Jordan" of "Jordan Hayes"?"""
    for name in article.names:
        form = name_words(name.name)
        longer = len(form) > len(words) and any(
            same_words(words, form[at : at + len(words)]) for at in range(len(form) - len(words) + 1)
        )
        if longer and not _is_called_as_place(words, name):
            return True
    return False


def _is_called_as_place(words: Words, name: Name) -> bool:
    return name.label in _FIRST_WORDS_NAME and _is_called(words, name_words(name.name), name.label)


def _is_called(words: Sequence[str], form: Sequence[str], label: str) -> bool:
    """Does a name with this form answer to ``words``?"""
    if not form:
        return False
    if label == "PERSON":
        return _is_person(words, form)
    if same_words(_without_kind(words), _without_kind(form)):
        return True
    if same_words(words, form[: len(words)]) and _only_adds(form[len(words) :], label):
        return True
    if len(words) == 1 and same_word(words[0], form[-1]) and label == "ORG" and all(map(_is_of_a_place, form[:-1])):
        return True  # the US Congress is a Congress
    # The head of an English name stands last: the English Premier League is a Premier League, but the New York Times
    # is not New York, and the Bank of South Africa is not South Africa.
    rest = len(form) - len(words)
    return len(words) > 1 and rest > 0 and same_words(words, form[rest:]) and form[rest - 1] not in PARTICLES


def _only_adds(rest: Sequence[str], label: str) -> bool:
    """Do the words after a name only say which, or what it is: "New York City", "Windows 11", "Boeing 737 Max"?"""
    if label == "GPE":  # "Paris Dupree" is a person whom the recogniser took for a place
        return all(word.casefold() in _KINDS or is_place(word) for word in rest)
    return label in _FIRST_WORDS_NAME or rest[0][:1].isdigit()


def _is_of_a_place(word: str) -> bool:
    return is_place(word) or is_people(word)


def _is_person(words: Sequence[str], form: Sequence[str]) -> bool:
    """One word may be first name or surname; several must be first name and surname, a middle name apart, or a part."""
    if len(words) == 1:
        return same_word(words[0], form[-1]) or same_word(words[0], form[0])
    if len(form) > 1 and same_word(words[0], form[0]) and same_word(words[-1], form[-1]):
        return True
    return any(same_words(words, form[at : at + len(words)]) for at in range(len(form) - len(words) + 1))


def _without_kind(words: Sequence[str]) -> Sequence[str]:
    while len(words) > 1 and words[-1].casefold() in _KINDS:
        words = words[:-1]
    return words


# ---- as written --------------------------------------------------------------------


def _written_places(words: Words, article: ArticleView, sense: Sense) -> Iterator[int]:
    """Where the exact words stand capitalised and are no part of something else that was recognised."""
    held = _part_of_a_longer_name(words, article)
    if sense in _OF_A_KIND and (held or _is_another_kind(words, article, sense)):
        return
    for run in _runs(words, article):
        if (
            not (len(run) == 1 and run[0].initial and run[0].word.casefold() in article.small)
            and not _inside_a_mention(run, article)
            and not (held and run[0].sentence == TITLE)
            and not (sense is Sense.PERSON and len(words) == 1)
        ):
            yield run[0].sentence


def _is_another_kind(words: Words, article: ArticleView, sense: Sense) -> bool:
    """Did the recogniser find just this name, of a kind that is not meant?"""
    same = [name for name in article.names if same_words(words, name_words(name.name))]
    return bool(same) and not any(_is_meant(words, name, article, sense) for name in same)


def _runs(words: Sequence[str], article: ArticleView) -> Iterator[Sequence[WrittenWord]]:
    """Each place where the words stand in a row, capitalised."""
    for at in range(len(article.words) - len(words) + 1):
        if article.words[at].word[:1].casefold() != words[0][:1].casefold():
            continue
        run = article.words[at : at + len(words)]
        if run[0].sentence == run[-1].sentence and same_words(words, [written.word for written in run]):
            yield run


def _inside_a_mention(run: Sequence[WrittenWord], article: ArticleView) -> bool:
    first, last = run[0], run[-1]
    return first.sentence != TITLE and any(
        mention.start < last.end and first.start < mention.end for mention in article.mentions
    )


# ---- by others ----------------------------------------------------------------------


def _people_places(people: Words, article: ArticleView) -> Iterator[int]:
    for at in range(len(article.words) - len(people) + 1):
        run = article.words[at : at + len(people)]
        before = article.words[at - 1] if at and article.words[at - 1].sentence == run[0].sentence else None
        if (
            run[0].sentence == run[-1].sentence
            and not is_small(run[0].word)
            and same_words(people, [written.word for written in run])
            and not (before and before.word.casefold() in _PARTS and not is_small(before.word))
            and not _in_a_proper_name(run, article)
        ):
            yield run[0].sentence


def _in_a_proper_name(run: Sequence[WrittenWord], article: ArticleView) -> bool:
    first, last = run[0], run[-1]
    return first.sentence != TITLE and any(
        mention.label in _NO_PEOPLE and mention.start < last.end and first.start < mention.end
        for mention in article.mentions
    )


def _family_places(words: Words, article: ArticleView, sense: Sense) -> set[int]:
    """A first name that stands alone, in an article about a person or family of that surname."""
    if sense not in (Sense.UNSAID, Sense.PERSON, Sense.ANY) or not _has_family(words[-1], article):
        return set()
    firsts = {form[0] for name in article.names if len(form := name_words(name.name)) == 1 and name.label == "PERSON"}
    return {
        run[0].sentence
        for run in _runs(words[:1], article)
        if not run[0].initial or words[0] in firsts
        if not _names_another(run[0], article)
    }


def _has_family(surname: str, article: ArticleView) -> bool:
    forms = [name_words(name.name) for name in article.names if name.label == "PERSON"]
    if any(len(form) > 1 and same_word(surname, form[-1]) for form in forms):
        return True
    pairs = zip(article.words, article.words[1:], strict=False)
    return any(same_word(surname, one.word) and other.word.casefold() in _FAMILY for one, other in pairs)


def _names_another(first: WrittenWord, article: ArticleView) -> bool:
    """Does a longer mention hold the first name, with another surname?"""
    return first.sentence != TITLE and any(
        mention.start <= first.start and first.end < mention.end for mention in article.mentions
    )


def _model_places(words: Words, article: ArticleView) -> set[int]:
    """Where the number stands in or beside a sentence that names the maker."""
    maker = name_places(Phrase(" ".join(words[:-1]), True), article)
    numbered = {one.sentence for one in article.words if one.word == words[-1]}
    return {at for at in maker if not numbered.isdisjoint({TITLE, at, at + 1, at - 1})}
