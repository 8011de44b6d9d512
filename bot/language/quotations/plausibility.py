"""Whether a cue reports speech at all; "offered no proof that", "is called" and "is said to be happy" do not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.language.patterns import NamedPattern
from bot.language.syntax.paragraph import FINITE, ParagraphAnalysis
from bot.lexicon.loader import word_list, word_set
from bot.lexicon.reporting import BEING, DOCUMENTS, HEARD, LOOSE, REPORTING, STRONG_VERBS
from bot.text.spans import Span, overlap

if TYPE_CHECKING:
    from spacy.tokens import Token

FEWEST_WORDS = 3  # of reported speech; "he promised more" is not a quote
#: "offered no proof".
_GIVES = NamedPattern(
    "gives", r"\b(?:offer|give|gave|provid|ma[dk]e|cite|show|present)(?:s|ed|d|n|ing)?$", "offered", "has made"
)
#: No statement: "made no mention of", "has made no comment on".
_MADE_NO = NamedPattern(
    "made no",
    r"\b(?:ma[dk]es?|making|gave|gives?|had|has|have|offer\w*) (?:no|little)\s",
    "made no mention",
    "has little say",
)
_SUFFERS = NamedPattern(
    "suffers",
    r"(?:has |have |had |also )*(?:fac|draw|drew|drawn|attract|suffer|provok|spark|receiv|trigger)",
    "has faced",
    "drew",
)
_OWNER = NamedPattern("an owner ahead", r"(?:\w['’]s|s['’]|\bits|\bhis|\bher|\btheir)\s$", "Reyl's ", "his ")
_OBJECT = NamedPattern("an object", r"(?:him|her|them|me|us|you)\b", "him to a clinic", "them")
#: A source rather than words: "cited" [a recent review of the park].
_SOURCE = NamedPattern(
    "a source that is cited",
    rf"(?:an?|the|his|her|its|their|this|that)\s(?:[\w’'-]+\s){{0,4}}?(?:{'|'.join(sorted(DOCUMENTS))}|reviews?|inquiry|audit|polls|studies|figures|data)\b",
    "a recently completed review that",
    "the report",
)
#: An attitude rather than a statement: "disagrees with" [the novelist].
_SIDES_WITH = NamedPattern("siding with", r"\b(?:dis)?agree(?:s|d|ing)? with$", "disagrees with", "agreed with")
#: A topic rather than a statement: '"Why?" Lichtman said about' [the effort].
_SAID_ABOUT = NamedPattern("said about", r"(?:said|says|wrote|added) (?:about|of)$", "said about", "wrote of")
_RECEIVES = NamedPattern(
    "others' words about them",
    r"(?:has |have |had |also )*(?:receiv|fac|dr[ae]w|attract|com\w+ under)\w*\s(?:\w+\s)?"
    r"(?:criticism|complaints|praise|scrutiny)",
    "has received criticism for",
)
_ASKED = frozenset(("that", "whether", "if", "how", "why"))
_SAYINGS = word_list("reporting", "nouns")
_SAID_TO = frozenset(("ask", "tell", "inform", "question", "advise", "remind", "urge"))
_SAID_OF = word_set("said thought believed reported rumoured rumored alleged understood known expected considered")
_PASSIVE_REACH = 2  # tokens: "is also said"
_JOINING = word_set("but and yet so when")
_WHEN = word_set("when if once until unless whenever while repeatedly")
_PASSIVE = word_list("function_words", "before_passives")
_TOLD = word_list("reporting", "told")
_NO_WORDS = word_list("reporting", "no_words")
_FINDING = frozenset(("find", "rule"))  # "A study found the cost had doubled"
_CLEAR = word_list("reporting", "clear_without_a_verb_of_saying")
_AHEAD_OF_VIEWS = word_set("according for")  # "For Reyl, it was too late", not "advocates for"
_REASONS = word_set("for of to that whether if about over not how why")
_WHY_THANKED = word_set("for because that")
_CLAUSE_STARTS = word_list("function_words", "clause_starts")


def is_plausible(analysis: ParagraphAnalysis, cue: Span, content: Span) -> bool:
    """Whether the cue reports speech: a reporting word, or any word next to quotation marks."""
    if _is_hearsay(analysis, cue, content):
        return False
    if is_quoted(analysis, [content]) or analysis.text[slice(*cue)].lower().startswith(("according", "for ")):
        return True
    first = analysis.token_at(content[0]).lower_
    word = analysis.reports(cue)
    if _is_about_them(analysis, cue, content) or _tells_nothing(analysis, cue, content, word):
        return False
    if word is not None and _is_no_report(analysis, word, content):
        return False
    if word is None and (first in _ASKED or any(token.tag_ in FINITE for token in analysis.tokens(content))):
        return len(analysis.text[slice(*content)].split()) >= FEWEST_WORDS
    if word is None or _is_hearer(word) or len(analysis.text[slice(*content)].split()) < FEWEST_WORDS:
        return False
    verb = REPORTING[word.lower_]
    if verb == "thank":  # "thanked the crowd", not "for coming"
        return any(token.lower_ in _WHY_THANKED for token in analysis.tokens(content))
    if verb in HEARD and first not in _CLAUSE_STARTS:
        return any(token.lower_ in _REASONS or token.tag_ in FINITE for token in analysis.tokens(content))
    return verb not in LOOSE or first in _CLAUSE_STARTS or (verb in _FINDING and _has_clause(word, content))


def _is_no_report(analysis: ParagraphAnalysis, word: Token, content: Span) -> bool:
    """Whether a reporting word is none here: "managing the urge", "considers how to attack", "called Senator Pell"."""
    first = analysis.token_at(content[0]).lower_
    if _is_other_noun(word) and first != "that":
        return True
    held = first in _ASKED or analysis.token_at(content[0]).tag_ == "JJ"  # "which he considered unwise"
    return _names_hearer(analysis, word, content) or (REPORTING[word.lower_] == "consider" and held)


def _names_hearer(analysis: ParagraphAnalysis, word: Token, content: Span) -> bool:
    """Whether nothing but the hearer follows: "called Senator Pell", "asked Trane about the loan"."""
    tokens = [token for token in analysis.tokens(content) if not token.is_punct]
    behind = next((token.lower_ for token in tokens if token.tag_ != "NNP"), "")
    if not tokens or tokens[0].tag_ != "NNP":
        return False
    if REPORTING[word.lower_] == "call":
        return not behind
    return REPORTING[word.lower_] == "ask" and behind == "about" and not any(one.tag_ in FINITE for one in tokens)


def _is_about_them(analysis: ParagraphAnalysis, cue: Span, content: Span) -> bool:
    """Whether the cue only describes a noun: [the things] "Reyl said about", "the judge Reyl was referring to" [is]."""
    about = (_SAID_ABOUT.match(analysis.text, *cue) or _SIDES_WITH.search(analysis.text, *cue)) is not None
    if about and not any(token.tag_ in FINITE for token in analysis.tokens(content)):
        return True
    if _RECEIVES.match(analysis.text, *cue):
        return True
    if content[1] <= cue[0]:
        return False
    finite = analysis.text[cue[1] : content[0]] == " " and analysis.token_at(content[0]).tag_ in FINITE
    return finite and analysis.text[slice(*cue)].endswith((" to", " about", " of", " on"))


def _has_clause(word: Token, content: Span) -> bool:
    """Whether the content has a finite verb that depends on the cue's."""
    clauses = [child for child in word.children if child.dep_ == "ccomp" and content[0] <= child.idx < content[1]]
    return any(
        token.tag_ in FINITE for clause in clauses for token in (clause, *clause.children) if token.idx >= content[0]
    )


def _is_other_noun(word: Token) -> bool:
    ahead = word.i - 1
    while ahead >= 0 and word.doc[ahead].tag_ == "JJ":  # "has the final say"
        ahead -= 1
    determined = ahead >= 0 and word.doc[ahead].tag_ in ("DT", "PRP$")
    return determined and word.tag_ == "NN" and word.lower_ not in _SAYINGS


def _tells_nothing(analysis: ParagraphAnalysis, cue: Span, content: Span, word: Token | None) -> bool:
    """Whether nothing is reported: "offered no proof that", "referred him to a clinic", "faced heavy criticism"."""
    if analysis.text.startswith("no ", content[0]) and _GIVES.search(analysis.text, *cue):
        return True
    if word is not None and REPORTING[word.lower_] == "refer" and _refers(analysis, cue, content, word):
        return True
    if word is not None and REPORTING[word.lower_] == "cite" and _SOURCE.match(analysis.text, *content):
        return True
    if word is None and _NO_WORDS & {token.lower_ for token in analysis.tokens(cue)}:
        return True
    noun = word is not None and word.tag_.startswith("NN")
    if noun and _MADE_NO.search(analysis.text, *cue):
        return True
    by_others = content[1] <= cue[0] or analysis.text[slice(*cue)].endswith((" for", " over"))
    return noun and by_others and bool(_SUFFERS.match(analysis.text, *cue))


def _refers(analysis: ParagraphAnalysis, cue: Span, content: Span, word: Token) -> bool:
    """Whether somebody was sent away or only meant something: "referred him to a clinic", "was referring to a fire"."""
    meant = word.tag_ == "VBG" and any(token.lower_ in BEING for token in analysis.tokens(cue))
    return meant or _OBJECT.match(analysis.text, content[0]) is not None


def says(analysis: ParagraphAnalysis, cue: Span) -> bool:
    """Whether the cue is an active verb of saying: no "is known as", no "chants of", no "was asked"."""
    tokens = list(analysis.tokens(cue))
    passive = any(token.lower_ in BEING for token in tokens)
    if passive:
        return False
    finite = any(token.lower_ in STRONG_VERBS and token.tag_.startswith("VB") for token in tokens)
    return finite or any(token.lower_ in REPORTING and token.tag_ == "VBG" for token in tokens)


def is_thought_or_act(analysis: ParagraphAnalysis, cue: Span) -> bool:
    """Whether a cue reports no words: "knows that", "embraces", "is considering"; but "made it clear that" does."""
    word = analysis.reports(cue)
    if word is not None:
        return REPORTING[word.lower_] == "consider" and word.tag_ == "VBG"
    words = [token.lower_ for token in analysis.tokens(cue)]
    return words[0] not in _AHEAD_OF_VIEWS and not any(word in _CLEAR for word in words)


def is_told(analysis: ParagraphAnalysis, cue: Span, *, before: bool) -> bool:
    """Whether the subject (``before`` the cue or after) hears it or bears the name: "were told", "is called"."""
    words = [token.lower_ for token in analysis.tokens(cue)]
    told = (words[-1] in _TOLD and before) or (words[-1] in _SAID_OF and not before)
    return told and bool(BEING & set(words[:-1]))


def is_attribute(analysis: ParagraphAnalysis, cue: Span) -> bool:
    """Whether the cue only describes a noun: "Reyl's proposed tie-up", "his expected return"."""
    words = list(analysis.tokens(cue))
    ahead = _OWNER.search(analysis.text, max(0, cue[0] - 20), cue[0])
    return ahead is not None and len(words) == 1 and words[0].tag_ in ("VBN", "VBD", "JJ")


def _is_hearsay(analysis: ParagraphAnalysis, cue: Span, content: Span) -> bool:
    """Whether the speaker is unnamed: "He is said to be happy" are not his words."""
    verb = next((token for token in analysis.tokens(cue) if token.tag_ in ("VBN", "VBD")), None)
    if verb is None or verb.lower_ not in _SAID_OF or not analysis.text.startswith("to ", content[0]):
        return False
    before = verb.doc[max(0, verb.i - _PASSIVE_REACH) : verb.i]
    return any(token.lower_ in BEING for token in before)


def _is_hearer(word: Token) -> bool:
    """Whether the subject hears the words: "Asked whether ...", "But asked if ...", "was told that ..."."""
    if word.tag_ not in ("VBN", "VBD") or REPORTING[word.lower_] not in _SAID_TO:
        return False
    if word.i and word.nbor(-1).lower_ in (_JOINING if word.nbor(-1).is_sent_start else _WHEN):
        return True
    if word.i + 1 < len(word.doc) and word.nbor(1).lower_ == "by":  # "Trane, asked by reporters how it was"
        return True
    begins = word.i == 0 or bool(word.is_sent_start) or word.nbor(-1).lower_ in _PASSIVE
    return word.tag_ == "VBN" and (begins or word.nbor(-1).text == ",")


def is_quoted(analysis: ParagraphAnalysis, contents: Iterable[Span]) -> bool:
    """Whether any of the contents is in quotation marks, at least in part."""
    return any(overlap(stretch.outer, content) for content in contents for stretch in analysis.stretches)
