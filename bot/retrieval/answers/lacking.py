"""Whether a sentence lacks what the question asks for, whatever else it shares with it: then nothing is answered. Pure.

"What is the name of the driver?"      a sentence without any name but those in the question, or with "a driver"
"Who threw the box into the harbour?"  a sentence in which there is nobody
"Who succeeds Helena Berg?"            "Helena Berg, the judge, resigned": herself
"Who criticised the tunnel?"           "Mirko Stan declined to criticise it"
"Where does Helena Berg's niece live?" a sentence without a niece
"How old is Helena Berg?"              "Helena Berg and Mirko Stan, 58", "Berg spoke to 17-year-olds"
"How many people came?"                "60 kilometres", "a three-day fair"
"What did the bridge cost?"            no money
"Who finished second?"                 a sentence that ranks nobody so
"How long was he jailed for?"          "faces up to 15 years": what may be is not what was
"Who crowned Charles II?"              a sentence about Charles III
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.lexicon.loader import alternatives, rows, word_list
from bot.lexicon.roles import PERSON_NOUNS, ROLES
from bot.models.questions import AnswerType, Question
from bot.retrieval.answers.office_holders import NO_OFFICE, asked_office, holder
from bot.retrieval.answers.parties import other_parties
from bot.retrieval.ranking.answer_span import Marked
from bot.retrieval.ranking.passages import Candidate
from bot.retrieval.ranking.typed_spans import NUMBERS, offers_choice
from bot.retrieval.ranking.value_patterns import AGE, DATE, DURATION, MONEY, NUMBER, PERCENT, QUANTITY
from bot.text.analyzer import terms
from bot.text.name_numbers import numbered_names

_NAME = re.compile(
    r"\b(?:name of|names? (?:is|was|are)|(?:['’]s|s['’]) names?|by name|(?:his|her|its) name|named\?)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?<=\w )[A-Z][\w'’-]+|[A-Z][\w'’-]+ [A-Z][\w'’-]+")
_ASKS_WHO = re.compile(r"^\W*(?:and |so )?(?:who(?! or what\b)|whom)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z-]+")
_PEOPLE = (
    ROLES,
    PERSON_NOUNS,
    word_list("roles", "further_people"),
    word_list("roles", "relatives"),
    word_list("questions", "people_and_bodies"),
    word_list("organisations", "institution_nouns"),
    word_list("organisations", "organisation_words"),
)
_PERSONS = _PEOPLE[:4]
_BY = re.compile(r"\bby\b")
_BEFORE_TITLES = frozenset({"the", "a", "an", "former"})
_AUXILIARIES = alternatives("function_words", "auxiliaries_in_questions")
_TOLD_OF_IT = "of|who|that|at|in|on|for|from|which|whose|to|with"
#: "the name of the warden who", "which hotel chain wants"
_CHOSEN = re.compile(
    rf"\bname of (?:the |an? )?((?:[\w'’-]+ ){{0,3}}?[\w'’-]+?)(?: (?:{_TOLD_OF_IT})\b.*)?\W*$"
    rf"|\bwhich ((?:(?!of\b)[\w'’-]+ ){{1,3}}?)(?:{_AUXILIARIES}|wants?|[a-z]+ed)\b",
    re.IGNORECASE,
)
_NEAR = 50  # characters behind somebody in which the name may follow
_NAME_BEFORE = re.compile(r"[A-Z][\w'’-]+,\s$")
_RANKS = alternatives("sport", "ranks")
_PLACED = re.compile(
    rf"\b(?:came|come|finish(?:ed|es)?|placed|was|were|ended(?: up)?|ran|is)\s+(?:in\s+)?(?P<rank>{_RANKS})\b"
    r"|\b(?P<runner>runners?-up)\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:can|could|may|might|would|fac(?:e|es|ed|ing))\b[^.;]{0,60}\b(?:up to|maximum|as (?:much|many|long) as)\b"
    r"|\b(?:up to|maximum)\b[^.;]{0,60}\b(?:can|could|may|might|if convicted|if found)\b",
    re.IGNORECASE,
)
_ASKS_HOW_MUCH = re.compile(r"\W*(?:and |so )?(?:(?:for|by) )?(?:how much|what|which)\b", re.IGNORECASE)
_SUM = re.compile(r"\d|\b(?:million|billion|trillion|half|third|quarter|free|nothing|double|twice)s?\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:did|was|were|has|have|had)\b", re.IGNORECASE)
_MAY = re.compile(r"\b(?:can|could|may|might|would|maximum|at most|up to|fac(?:e|es|ed|ing)|risks?)\b", re.IGNORECASE)
_UNITS = alternatives("measures", "units_that_count_nothing")
_UNIT_BEHIND = re.compile(rf"[ -](?:{_UNITS})\b", re.IGNORECASE)
#: By a word for a relative, the terms that tell of such a one: a son is told of by "children" too.
_KIN = {row[0]: frozenset(terms(" ".join(row))) for row in rows("roles", "told_of_relatives")}
_RELATIVE_OF = re.compile(rf"(?:['’]s|s['’])\s+(?:[\w-]+ ){{0,2}}?({'|'.join(_KIN)})(?![\w-])", re.IGNORECASE)
_WHO_IS = re.compile(r"^\W*(?:and |so )?who(?:['’]?s| is| was| are| were)\b", re.IGNORECASE)
_OF_MANY = re.compile(r"\b\w+-(?:year|month)-olds\b|\bages (?:of )?\d+ (?:and|to) \d", re.IGNORECASE)
_AGE_BEHIND_NAME = re.compile(r"(?P<name>[A-Z][\w'’-]+),\s$")


def lacks_answer(question: Question, candidate: Candidate) -> bool:
    """Whether the sentence has nothing of what the question asks for."""
    return any(lacks(question, candidate) for lacks in _RULES)


def lacks_name(question: Question, candidate: Candidate) -> bool:
    """Whether a name is asked for and the sentence has none that is not in the question."""
    if not _NAME.search(question.text) or question.wanted not in _NAMEABLE:
        return False
    if asked_office(question) and (found := holder(question, candidate)) != NO_OFFICE:
        return found is None
    chosen = _CHOSEN.search(question.text)
    if chosen and chosen[1] and any(chosen[1].split()[-1].lower() in nouns for nouns in _PERSONS):
        return not _new_people(question, candidate)
    return not _new_names(question, candidate)


def leaves_unnamed(question: Question, candidate: Candidate) -> bool:
    """Whether the sentence has one of the kind whose name is asked for, without naming it: "by a warden, it said"."""
    chosen = _CHOSEN.search(question.text)
    if chosen is None or question.wanted not in _NAMEABLE:
        return False
    noun = re.escape((chosen[1] or chosen[2]).split()[-1])
    unnamed = re.compile(rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) (?:[\w'’-]+ ){{0,3}}?{noun}\b(?!,? [A-Z\"“])")
    new, text = _new_names(question, candidate), candidate.text
    return any(
        not _NAME_BEFORE.search(text, 0, one.start())
        and not any(name in text[one.end() : one.end() + _NEAR] for name in new)
        for one in unnamed.finditer(text)
    )


def lacks_somebody(question: Question, candidate: Candidate) -> bool:
    """Whether somebody is asked for and the sentence has no name and no noun for people that is not in the question."""
    if not _ASKS_WHO.search(question.text) or question.wanted is not AnswerType.WHO:
        return False
    if _new_names(question, candidate):
        return False
    return not _has_people(question, candidate.text)


def names_the_asked(question: Question, candidate: Candidate) -> bool:
    """Whether somebody is asked for, and the words that answer best name those whom the question names itself.

    Not where somebody else acts on them: "A court cleared Helena Berg", "Helena Berg was cleared by a court".
    """
    read = candidate.marked
    if question.wanted is not AnswerType.WHO or read is None or _WHO_IS.match(question.text) or offers_choice(question):
        return False
    known = {entity for name in question.names if "PERSON" in name.labels for entity in name.entities}
    told = {m.entity for m in candidate.mentions if m.label == "PERSON" and m.start < read.end and read.start < m.end}
    return bool(told) and told <= known and not _is_acted_on(question, candidate, read)


def tells_nobody_did(question: Question, candidate: Candidate) -> bool:
    """Whether it is asked who did something, and the sentence says that its subject did not."""
    text = candidate.text
    return question.wanted is AnswerType.WHO and (0, len(text)) in other_parties(question.text, text)


def _is_acted_on(question: Question, candidate: Candidate, read: Marked) -> bool:
    """Whether other people or a body stand before the marked words, or behind "by"; "the banker" is the marked one."""
    words = candidate.text[: read.start].split()
    while words and (words[-1].lower() in _BEFORE_TITLES or any(words[-1].lower() in nouns for nouns in _PERSONS)):
        words.pop()
    by = _BY.search(candidate.text, read.end)
    around = " ".join(words) + (candidate.text[by.end() :] if by else "")
    return any(name in around for name in _new_names(question, candidate)) or _has_people(question, around)


def _has_people(question: Question, text: str) -> bool:
    """Whether a text has a noun for people or bodies that is not in the question."""
    asked = {*terms(question.text)}
    people = (word for word in _WORD.findall(text.lower()) if any(word in nouns for nouns in _PEOPLE))
    return any(not asked.issuperset(terms(word)) for word in people)


def lacks_relative(question: Question, candidate: Candidate) -> bool:
    """Whether it asks about somebody's relative, and neither the sentence nor the one before tells of such a one."""
    found = _RELATIVE_OF.search(question.text)
    if found is None:
        return False
    kin = _KIN[found[1].lower()]
    return kin.isdisjoint(candidate.line.terms) and kin.isdisjoint(terms(candidate.before))


def _new_people(question: Question, candidate: Candidate) -> list[str]:
    """The names of people in the sentence that are not in the question, or of two words that the pipeline missed."""
    told = {candidate.text[one.start : one.end]: one.label for one in candidate.mentions if one.label in _NAMED}
    others = [words for words, label in told.items() if label != "PERSON"]
    new = _new_names(question, candidate)
    return [name for name in new if told.get(name) == "PERSON" or (" " in name and not any(name in o for o in others))]


def _new_names(question: Question, candidate: Candidate) -> list[str]:
    """The names in the sentence that are not in the question, those that the pipeline does not know too."""
    asked = {*terms(question.text)}
    names = [candidate.text[one.start : one.end] for one in candidate.mentions if one.label in _NAMED]
    names += _CAPITALS.findall(DATE.sub("", candidate.text))
    return [name for name in names if not asked.issuperset(terms(name))]


def lacks_person(question: Question, candidate: Candidate) -> bool:
    """Whether somebody else is asked for beside people whom the archive knows, and the whole article names none."""
    if question.wanted not in {AnswerType.WHO, AnswerType.OTHER}:
        return False
    people = [name for name in question.names if name.entities and name.labels == ("PERSON",)]
    told = {*candidate.article.vocabulary, *candidate.article.title}
    return bool(people) and not any(name.terms[-1] in told for name in people if name.terms)


def lacks_age(question: Question, candidate: Candidate) -> bool:
    """Whether somebody's age is asked for and all ages of a sentence with that name are those of others."""
    people = [name for name in question.names if "PERSON" in name.labels]
    if question.wanted is not AnswerType.HOW_OLD or not people:
        return False
    ages = list(AGE.finditer(candidate.text))
    asked = {term for name in people for term in name.terms}
    if not ages and _OF_MANY.search(candidate.text):
        return True
    if asked.isdisjoint(terms(candidate.text)):
        return False
    behind = [_AGE_BEHIND_NAME.search(candidate.text, 0, age.start()) for age in ages]
    return bool(ages) and all(found is not None and asked.isdisjoint(terms(found["name"])) for found in behind)


def lacks_count(question: Question, candidate: Candidate) -> bool:
    """Whether things are counted and all numbers of the sentence measure something else."""
    if question.wanted is not AnswerType.HOW_MANY or not question.focus or _asks_for_unit(question):
        return False
    text = candidate.text
    numbers = list(NUMBER.finditer(text))
    measured = [m.span() for pattern in (MONEY, DURATION) for m in pattern.finditer(text)]
    others = [
        number
        for number in numbers
        if _UNIT_BEHIND.match(text, number.end())
        or any(start <= number.start() and number.end() <= end for start, end in measured)
    ]
    return bool(numbers) and len(others) == len(numbers) and not PERCENT.search(text)  # a share counts, too


def lacks_money(question: Question, candidate: Candidate) -> bool:
    """Whether an amount of money is asked for and the sentence has none."""
    if question.wanted is not AnswerType.MONEY or not _ASKS_HOW_MUCH.match(question.text):
        return False
    if MONEY.search(candidate.text) or PERCENT.search(candidate.text):
        return False
    rest = candidate.text
    for other in (DATE, DURATION, QUANTITY):
        rest = other.sub("", rest)
    return not NUMBER.search(rest) and not _SUM.search(rest)


def lacks_rank(question: Question, candidate: Candidate) -> bool:
    """Whether it asks who came second, or the like, and the sentence ranks nobody so."""
    found = _PLACED.search(question.text)
    if found is None or question.wanted is not AnswerType.WHO:
        return False
    rank = (found["rank"] or "second").lower()
    words = next((row for row in rows("sport", "told_of_ranks") if row[0] == rank), [rank])
    return not any(re.search(rf"\b{word.replace('_', ' ')}\b", candidate.text, re.IGNORECASE) for word in words)


def is_only_possible(question: Question, candidate: Candidate) -> bool:
    """Whether it asks for a number of what was, and the sentence says what may be at most."""
    asked = question.wanted in NUMBERS and _DONE.search(question.text) and not _MAY.search(question.text)
    return bool(asked) and _POSSIBLE.search(candidate.text) is not None


def _asks_for_unit(question: Question) -> bool:
    return re.search(rf"\bhow many (?:more )?(?:{_UNITS})\b", question.text, re.IGNORECASE) is not None


def names_another_number(question: Question, candidate: Candidate) -> bool:
    """Whether the question names one of several that a number tells apart, and the sentence only another of them."""
    asked = numbered_names(question.text)
    if not asked:
        return False
    told = numbered_names(candidate.text)
    return any((name, number) not in told and any(other == name for other, _ in told) for name, number in asked)


_NAMEABLE = frozenset({AnswerType.WHO, AnswerType.WHERE, AnswerType.OTHER})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "NORP"})
_RULES: tuple[Callable[[Question, Candidate], bool], ...] = (
    lacks_name,
    leaves_unnamed,
    lacks_somebody,
    names_the_asked,
    tells_nobody_did,
    lacks_relative,
    lacks_person,
    lacks_age,
    lacks_count,
    lacks_money,
    lacks_rank,
    is_only_possible,
    names_another_number,
)
