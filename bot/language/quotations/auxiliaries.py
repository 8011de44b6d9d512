"""The auxiliaries and negations of a verb: "did not", "might also"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.syntax.paragraph import ParagraphAnalysis
from bot.lexicon.loader import word_list, word_set
from bot.text.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

MODALS = word_set("might may could would should can must will shall wo ca 'll ’ll 'd ’d")
NEGATIONS = word_set("not n't n’t never nobody neither rarely hardly barely scarcely seldom")
REFUSED = word_set("refuse refuses refused refusing decline declines declined declining fail fails failed")
AUXILIARY_REACH = 4  # words before a verb that may be its auxiliaries
_HELPING = word_list("function_words", "helping_verbs")


def auxiliaries(verb: Token) -> set[str]:
    """The auxiliaries and negations right before a verb: "did not", "might also"."""
    found: set[str] = set()
    for place in range(verb.i - 1, max(-1, verb.i - 1 - AUXILIARY_REACH), -1):
        word = verb.doc[place].lower_
        if word in REFUSED:
            found.add("not")
        if word in MODALS | NEGATIONS | _HELPING:
            found.add(word)
        elif (
            verb.doc[place].tag_ not in ("RB", "HYPH") and verb.doc[place + 1].tag_ != "HYPH"
        ):  # "did not second-guess"
            break
    return found


def _is_passed(token: Token) -> bool:
    """Whether a word may stand between a verb and its auxiliaries: "did not openly say", "did not second-guess"."""
    return token.tag_ in ("RB", "HYPH") or token.nbor(1).tag_ == "HYPH"


def last_verb(analysis: ParagraphAnalysis, cue: Span) -> Token:
    """The last verb of a cue: "say" of "declined to say"; its first word if there is none."""
    verbs = [token for token in analysis.tokens(cue) if token.tag_.startswith("VB")]
    return verbs[-1] if verbs else analysis.token_at(cue[0])
