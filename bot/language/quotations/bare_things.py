"""Whether a verb of saying has a thing, a topic or an act in place of words: "recounted a meeting", "agreed to meet".

Such a sentence tells that somebody spoke of something, and not what was said of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from bot.language.syntax.paragraph import FINITE, PASSIVE_SUBJECT, SUBJECT, ParagraphAnalysis
from bot.lexicon.loader import word_list, word_set
from bot.lexicon.reporting import REPORTING, STRONG_VERBS
from bot.lexicon.roles import ROLES
from bot.text.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_AUXILIARY = frozenset(("aux", "aux:pass", "auxpass", "cop"))
_RELATIVE_WORDS = word_set("which who whom whose")
_RELATIVE = frozenset(("relcl", "acl", "acl:relcl"))
_SUBJECTS = SUBJECT | PASSIVE_SUBJECT
_DEPTH = 6  # heads above a verb that may make it part of a relative clause
_THING_TAGS = ("DT", "PDT", "PRP$", "NN", "JJ", "CD", "VBN")
_REFLEXIVE = word_set("himself herself itself themselves")
_TELLS_TOPICS = word_list("reporting", "with_topics")
_WITH_WORDS = (word_list("reporting", "nouns") | word_list("reporting", "things_that_tell")) - word_list(
    "reporting", "papers"
)
_TOPIC_CLAUSES = word_list("reporting", "topic_clauses")
_ASKED = word_list("reporting", "asked_words")
_LINKS = word_set("about on upon at over against")
_TARGETS = word_set("about at upon over against")
_NOUN_TARGETS = word_set("on to")
_WITH_TARGETS = word_list("reporting", "with_targets")
_CLAIMS, _AMID = word_list("reporting", "claims_of_others"), word_list("reporting", "amid")
_ONE = word_set("a an his her their")
_PEOPLE = ROLES | word_list("roles", "further_people")
_REFUSES = word_set("decline refuse")
_ANSWERS = word_set("respond reply react")
_MEASURES = ("JJ", "RB")
_NAMES = ("NNP", "PRP")
_TO_VERB = ("VB", "TO")
#: Verbs whose object is no claim even if it is somebody's words: "defended his remarks".
_OF_WHAT_WAS_SAID = word_set("defend")
_REASONS = word_list("reporting", "reasons_cited")
_JUDGING = word_set("as for")  # "cited it as proof", "cited the cold for the delay"
_OFFICES = word_list("reporting", "held_as")
_WITHIN_HEADS = word_set("of to that")
_DONE = ("VBG", "PRP$")
_REMEMBERS = word_set("recall recount remember")  # "her days as a nurse" is no judgement
_NOUN_TAGS = ("NN", "NNS")
_OPENS_RELATIVE = ("DT", "PRP$", "NNP")  # "the storm the town survived", "a letter Reyl wrote"
_TIMES = word_set("day week month year night time moment morning evening")
_NO_ANTECEDENTS = ROLES | word_list("roles", "further_people") | _TIMES  # "the candidate Reyl", "last year he"
_WHO = word_set("he she it they we you i")
_MEANWHILE = word_set("when while as after before until once since")
_ADVERBIAL = "advcl"


def names_thing(analysis: ParagraphAnalysis, cue: Span, word: Token | None, contents: Sequence[Span]) -> bool:
    """Whether the contents name what was spoken of: "explained the rule", "revealed who won", "reflected on it"."""
    tokens = [token for content in contents for token in analysis.tokens(content) if not token.is_space]
    if word is None or not tokens:
        return False
    verb = REPORTING[word.lower_]
    if verb in _REFUSES or (verb == "continue" and contents[0][0] < cue[0]):  # "continues to occupy the border"
        return True
    if verb == "call" and _is_rung_up(tokens):
        return True
    if verb in _ANSWERS:
        return _is_answered(analysis, cue, word, tokens)
    if verb in _TOPIC_CLAUSES and _asks(tokens):
        return True
    if verb == "cite" and word.tag_ in FINITE:
        return _is_shown_thing(tokens)
    judged = verb not in _REMEMBERS and judges(tokens)
    topic = verb in _TELLS_TOPICS or (verb == "point" and any(one.lower_ == "out" for one in analysis.tokens(cue)))
    return topic and not judged and is_thing(tokens, told=verb not in _OF_WHAT_WAS_SAID)


def _is_shown_thing(tokens: Sequence[Token]) -> bool:
    """Whether something is cited that gives no reason: "cited her record", not "cited the risk of floods"."""
    told = judges(tokens) or any(token.lower_ in _REASONS or token.lower_ == "for" for token in tokens)
    return not told and is_thing(tokens)


def _is_rung_up(tokens: Sequence[Token]) -> bool:
    """Whether only somebody is called and nothing is called anything: "called a pro-Reyl delegate"."""
    first = next((at for at, token in enumerate(tokens) if token.tag_.startswith("NN")), len(tokens))
    person = tokens[0].lower_ in _ONE and any(token.lower_ in _PEOPLE for token in tokens[first:])
    return person and all(token.tag_.startswith("NN") for token in tokens[first:])


def runs_through(analysis: ParagraphAnalysis, cue: Span, contents: Sequence[Span]) -> bool:
    """Whether a noun's sentence goes on within its contents: "her attacks on [the judge are unusual]"."""
    words = list(analysis.tokens(cue))
    before = analysis.token_at(max(0, contents[0][0] - len(" ")))
    if any(token.tag_ in FINITE for token in (*words, before)):  # "her message is that"
        return False
    held = {token.i for content in contents for token in analysis.tokens(content)}
    nouns = (token for token in words if token.tag_.startswith("NN") and token.dep_ in _SUBJECTS)
    return any(token.head.i in held for token in nouns)


def is_by_others(analysis: ParagraphAnalysis, source: Span, cue: Span) -> bool:
    """Whether a noun behind a preposition tells of others' words: "she resigned amid claims that"."""
    first = analysis.token_at(cue[0])
    if first.lower_ not in _CLAIMS or first.i == 0 or source[1] > cue[0]:
        return False
    return first.nbor(-1).lower_ in _AMID


def qualifies(analysis: ParagraphAnalysis, source: Span, cue: Span, contents: Sequence[Span]) -> bool:
    """Whether speaker and verb only qualify the noun ahead of them: "this is not [the campaign] Reyl envisioned"."""
    end = contents[-1][1]
    word = analysis.reports(cue)
    loose = word is None or word.lower_ not in STRONG_VERBS
    beside = analysis.text[end : source[0]] == " " and source[1] <= cue[0]
    return loose and beside and analysis.token_at(end - 1).tag_.startswith("NN")


def is_target(analysis: ParagraphAnalysis, cue: Span, contents: Sequence[Span]) -> bool:
    """Whether a cue ends before whom or what it is about: "commented on [a film]", "took swipes at [the club]"."""
    tokens = [token for content in contents for token in analysis.tokens(content) if not token.is_space]
    words = list(analysis.tokens(cue))
    if not tokens or not words or contents[0][0] < cue[1]:
        return False
    between = analysis.text[cue[1] : contents[0][0]].strip().lower()
    linked = words[-1].lower_ in _TARGETS or between in _TARGETS
    why = any(
        token.lower_ in _JUDGING and token.nbor(1).tag_ in _DONE for token in tokens[:-1]
    )  # "praise for his role"
    linked = linked or (not why and words[-1].tag_.startswith("NN") and between in _NOUN_TARGETS)  # "her attacks on"
    first = tokens[0]
    if not linked and first.lower_ in _TARGETS:
        linked, tokens = True, tokens[1:]
    told = any(REPORTING.get(token.lower_, token.lemma_) in _WITH_TARGETS for token in words)
    return linked and not told and bool(tokens) and (is_thing(tokens) or _asks(tokens))


def is_thing(tokens: Sequence[Token], *, told: bool = True) -> bool:
    """Whether the tokens are a noun phrase without a clause of its own and no claim: "a rule", not "his claim that".

    ``told``: nouns for what is said bring words.
    """
    first = tokens[0]
    if first.lower_ not in _REFLEXIVE and not first.tag_.startswith(_THING_TAGS):
        return False
    name = list(takewhile(lambda token: token.tag_ in _NAMES, tokens))
    behind = tokens[len(name) : len(name) + 1]
    acts = bool(name) and bool(behind) and behind[0].tag_ == "VBG"  # "recalled Lind telling her so"
    words = told and any(token.lower_ in _WITH_WORDS for token in _heads(tokens))
    return not (acts or words or has_own_clause(tokens))


def judges(tokens: Sequence[Token]) -> bool:
    """Whether "as" tells what something is called: "defended it as a joke", but not "her record as a judge"."""
    places = [at for at, token in enumerate(tokens) if token.lower_ == "as"]
    return any(at == 0 or tokens[at - 1].lower_ not in _OFFICES for at in places)


def _heads(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens up to the first preposition but "of" and "to": what is told is "aid in support of" no support."""
    return takewhile(lambda token: token.tag_ != "IN" or token.lower_ in _WITHIN_HEADS, tokens)


def has_own_clause(tokens: Sequence[Token]) -> bool:
    """Whether a finite verb among the tokens belongs to no relative clause."""
    held = {token.i for token in tokens}
    opened = next((token.i for token in tokens[1:] if token.lower_ in _RELATIVE_WORDS), None)
    closed = opened is None or any(token.text == "," and token.i > opened for token in tokens)
    finite = [token for token in tokens if token.tag_ in FINITE and (closed or token.i < (opened or 0))]
    if not finite or _is_bare_relative(tokens, finite):
        return False
    return any(not (_is_relative(token, held) or _is_meanwhile(token, held)) for token in finite)


def _is_bare_relative(tokens: Sequence[Token], finite: Sequence[Token]) -> bool:
    """Whether the only clause describes a noun without a pronoun: "the storm [the town survived]"."""
    further = any(
        token.i > finite[0].i and token.head is not finite[0].head for token in finite if token.dep_ != "conj"
    )
    if further or not tokens[0].tag_.startswith(_THING_TAGS) or any(token.lower_ == "that" for token in tokens):
        return False
    ahead = [token for token in tokens if token.i < finite[0].i]
    for before, token in pairwise(ahead):
        opens = token.tag_ in _OPENS_RELATIVE or token.lower_ in _WHO
        plain = (
            before.tag_ in _NOUN_TAGS and before.lower_ not in _PEOPLE | _TIMES
        )  # "the candidate Reyl", "last year he"
        if plain and opens:
            return True
    return False


def _is_meanwhile(token: Token, held: set[int]) -> bool:
    """Whether a verb only tells when: "the vote [when it came under attack]"."""
    verb = token.head if token.dep_ in _AUXILIARY else token
    when = any(child.lower_ in _MEANWHILE and child.i in held for child in verb.children)
    return verb.dep_ == _ADVERBIAL and when and verb.left_edge.i in held


def _is_relative(token: Token, held: set[int]) -> bool:
    verb = token.head if token.dep_ in _AUXILIARY else token
    for _ in range(_DEPTH):
        if verb.dep_ in _RELATIVE and verb.head.i in held:
            return True
        if verb.head is verb or verb.head.i not in held:
            return False
        verb = verb.head
    return False


def _asks(tokens: Sequence[Token]) -> bool:
    """Whether a question follows: "why it was sold", but "how much it upset her" tells something."""
    behind = tokens[1:] if tokens[0].lower_ in _LINKS else tokens
    measured = len(behind) > 1 and behind[0].lower_ == "how" and behind[1].tag_.startswith(_MEASURES)
    return bool(behind) and behind[0].lower_ in _ASKED and not measured


def _is_answered(analysis: ParagraphAnalysis, cue: Span, word: Token, tokens: Sequence[Token]) -> bool:
    """Whether only that is told to which somebody answers: "responded to accusations that", not "that it is safe"."""
    behind = word.nbor(1) if word.i + 1 < len(word.doc) else word
    to = behind if behind.lower_ == "to" and behind.i + 1 < len(word.doc) else tokens[0]
    if to.lower_ != "to" or to.nbor(1).tag_ in _TO_VERB:
        return False
    end = max(cue[1], tokens[0].idx + 1)
    named = [token for token in analysis.tokens((to.idx, end)) if token.lower_ in _WITH_WORDS]
    return tokens[0].lower_ == "to" or bool(named)
