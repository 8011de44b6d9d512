"""Runs of an article's words that are written like a name, and the mentions that they lie in. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.following.article.article_view import ArticleView, NamedMention
from bot.following.article.sentence_bits import TITLE
from bot.following.article.written_words import WrittenWord
from bot.lexicon.loader import word_set
from bot.text.name_matching import name_words, same_words

#: Before a people they make another one: "South Korean".
PARTS = word_set("latin south north central west east")
_TWO, _AND = 2, word_set("and or")


class Span(NamedTuple):
    """A span of words in an article."""

    sentence: int  #: or TITLE
    start: int  #: offset in the article's text, in the title counted from 0
    end: int


def span_of(run: Sequence[WrittenWord]) -> Span:
    """From the first to the last word of a run."""
    return Span(run[0].sentence, run[0].start, run[-1].end)


def runs_of(words: Sequence[str], article: ArticleView) -> Iterator[Sequence[WrittenWord]]:
    """The runs of consecutive words that match, capitalised."""
    for at in article.by_word.get(words[0].casefold(), ()):
        run = article.words[at : at + len(words)]
        if run[0].sentence != run[-1].sentence:
            continue
        if same_words(words, [written.word for written in run]) or _is_shared(words, at, article):
            yield run


def _is_shared(words: Sequence[str], at: int, article: ArticleView) -> bool:
    """Whether the name at ``at`` shares its last word with another: "North and South Korea" for North Korea."""
    if len(words) < _TWO or words[0].casefold() not in PARTS:
        return False
    here = article.words[at].sentence
    run = [one.word for one in article.words[at : at + len(words) + _TWO] if one.sentence == here]
    return (
        len(run) == len(words) + _TWO
        and run[1] in _AND
        and run[2].casefold() in PARTS
        and same_words(words, [run[0], *run[_TWO + 1 :]])
    )


def inside_a_mention(run: Sequence[WrittenWord], article: ArticleView) -> bool:
    """Whether a mention contains or crosses the words.

    A mention of only a part of several words is an error of the recogniser ("Theresa", "May").
    """
    return any(
        len(run) == 1 or mention.start < run[0].start or (run[-1].end < mention.end and not _is_model(mention, run))
        for mention in overlapping(run, article)
    )


def _is_model(mention: NamedMention, run: Sequence[WrittenWord]) -> bool:
    """Whether a mention that begins within the words only adds a number to them: "Samsung's Galaxy S25"."""
    return mention.start > run[0].start and any(map(str.isdigit, name_words(mention.name)[-1]))


def overlapping(run: Sequence[WrittenWord], article: ArticleView) -> Iterator[NamedMention]:
    """The mentions that overlap the words. None are known in the title."""
    first, last = run[0], run[-1]
    if first.sentence == TITLE:
        return
    for mention in article.by_sentence.get(first.sentence, ()):
        if mention.start < last.end and first.start < mention.end:
            yield mention
