"""The cross-encoder during training: MiniLM with small heads that predict whether and with which words it answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from bot.retrieval.reranking.model_input import QUESTION, SENTENCE, EncodedPair, Marks, as_arrays, pack
from training.rerank.groups import Group

WIDTH = 384  # of MiniLM-L6's hidden states


class CrossEncoder(torch.nn.Module):
    """Returns one logit per input, from ``[CLS]`` and the mean of all tokens, and two for each of its tokens."""

    def __init__(self, base: Path) -> None:
        """``base``: folder of a BERT model in the format of transformers."""
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="eager")
        self.dense = torch.nn.Linear(2 * WIDTH, WIDTH)
        self.out = torch.nn.Linear(WIDTH, 1)
        self.span = torch.nn.Linear(WIDTH, 2)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits (inputs), and for each token whether the answer starts or ends there (inputs, tokens, 2)."""
        states = self.encoder(input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)[0]
        weight = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weight).sum(1) / weight.sum(1)
        hidden = torch.nn.functional.gelu(self.dense(torch.cat([states[:, 0], mean], 1)))
        return self.out(hidden).squeeze(-1), self.span(states)


class Reader:
    """Converts groups to model inputs."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        numbers = tokenizer.get_vocab()
        self._marks = Marks(*(numbers[piece] for piece in ("[CLS]", "[SEP]", ".")))

    def tensors(self, groups: Sequence[Group]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """ids, mask and types of all sentences of ``groups``, in sequence."""
        arrays = as_arrays([row for group in groups for row in self._rows(group)])
        ids, mask, types = (torch.from_numpy(array) for array in arrays.values())
        return ids, mask, types

    def targets(self, groups: Sequence[Group]) -> list[tuple[int, int] | None]:
        """First and last token of the answer in each input; None if it is unknown or truncated."""
        return [
            self._target(group.question, contender.sentence, answer)
            for group in groups
            for contender, answer in zip(group.sentences, group.answers, strict=True)
        ]

    def _target(self, question: str, sentence: str, answer: str) -> tuple[int, int] | None:
        start = sentence.find(answer) if answer else -1
        if start < 0:
            return None
        before = min(QUESTION, len(self._pieces(question))) + 2  # [CLS] and [SEP]
        offsets = self._tokenizer.encode(sentence, add_special_tokens=False).offsets
        inside = [place for place, (s, e) in enumerate(offsets) if s < start + len(answer) and e > start]
        return (before + inside[0], before + inside[-1]) if inside and inside[-1] < SENTENCE else None

    def _rows(self, group: Group) -> list[EncodedPair]:
        asked = self._pieces(group.question)
        return [
            pack(self._marks, asked, *(self._pieces(text) for text in (c.sentence, c.title, c.previous)))
            for c in group.sentences
        ]

    def _pieces(self, text: str) -> list[int]:
        pieces: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return pieces
