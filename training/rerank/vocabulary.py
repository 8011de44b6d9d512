"""A smaller WordPiece vocabulary: the tokens that English news uses, and all single characters.

A word whose token is dropped is spelt with shorter ones; as all single characters stay, with and without
the continuation mark, no word becomes unknown.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tokenizers import Tokenizer

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
CONTINUES = "##"
ROUNDS = 4  # dropping a token makes its parts more frequent; the choice is stable after three rounds

Definition = dict[str, Any]  # a tokenizer.json


def count_words(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[str]:
    """The frequency of each word, split and lower-cased as by the tokenizer."""
    normalise, split = tokenizer.normalizer.normalize_str, tokenizer.pre_tokenizer.pre_tokenize_str
    return Counter(word for text in texts for word, _ in split(normalise(text)))


def choose(definition: Definition, words: Mapping[str, int], size: int) -> list[str]:
    """``size`` tokens in their old order: the special ones, all single characters, then the most frequent."""
    order: dict[str, int] = definition["model"]["vocab"]
    always = [piece for piece in order if piece in SPECIAL or len(piece.removeprefix(CONTINUES)) == 1]
    kept = list(order)
    for _ in range(ROUNDS):
        counts = _piece_counts(with_vocabulary(definition, kept), words)
        ranked = sorted(order, key=lambda piece: (-counts[piece], order[piece]))
        frequent = [piece for piece in ranked if piece not in set(always) and counts[piece]]
        kept = sorted([*always, *frequent[: size - len(always)]], key=order.__getitem__)
    return kept


def with_vocabulary(definition: Definition, pieces: Sequence[str]) -> Definition:
    """The definition with only ``pieces``, numbered from 0, and without padding, truncation and added tokens.

    Without added tokens, "[SEP]" in a text is five ordinary characters.
    """
    model = {**definition["model"], "vocab": {piece: number for number, piece in enumerate(pieces)}}
    bare: Definition = dict.fromkeys(("truncation", "padding", "post_processor", "decoder"))
    return {**definition, **bare, "added_tokens": [], "model": model}


def unknown(definition: Definition, words: Iterable[str]) -> set[str]:
    """The words that the vocabulary cannot spell."""
    tokenizer = Tokenizer.from_str(json.dumps(definition))
    return {word for word in words if "[UNK]" in tokenizer.encode(word).tokens}


def _piece_counts(definition: Definition, words: Mapping[str, int]) -> Counter[str]:
    tokenizer = Tokenizer.from_str(json.dumps(definition))
    counts: Counter[str] = Counter()
    for word, encoding in zip(words, tokenizer.encode_batch(list(words)), strict=True):
        for piece in encoding.tokens:
            counts[piece] += words[word]
    return counts
