"""The span model during training: MiniLM's lower layers with one small head for names and one for quotes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import AutoModel

from bot.language.model.bioes import Tags
from bot.language.model.wordpiece import Shape
from training.spans.batch import Batch
from training.spans.crf import Chain
from training.spans.examples import MISSING, NAMES, SAID

WIDTH = 384  # of MiniLM's hidden states


class SpanModel(torch.nn.Module):
    """Scores of each word's tags from the state of its first token.

    ``base``: folder of a BERT model in the format of transformers; ``kept``: ids of the tokens kept, in their new
    order; ``layers``: number of lower layers kept.
    """

    def __init__(self, base: Path, kept: Sequence[int], layers: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            base, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        table = self.encoder.embeddings
        words = torch.nn.Embedding(len(kept), WIDTH)
        words.weight.data = table.word_embeddings.weight.data[list(kept)].clone()
        types = torch.nn.Embedding(len(Shape), WIDTH)
        types.weight.data = table.token_type_embeddings.weight.data[:1].repeat(len(Shape), 1)
        types.weight.data += 0.005 * torch.randn_like(types.weight.data)
        table.word_embeddings, table.token_type_embeddings = words, types
        self.tags_of = {True: Tags.of(SAID), False: Tags.of(NAMES)}
        self.said = torch.nn.Linear(WIDTH, len(self.tags_of[True].names))
        self.names = torch.nn.Linear(WIDTH, len(self.tags_of[False].names))
        self.chain = Chain(self.tags_of[True])
        self.dropout = torch.nn.Dropout(0.1)

    def states(self, pieces: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Hidden states (texts, pieces, width)."""
        states: torch.Tensor = self.encoder(pieces, attention_mask=mask, token_type_ids=types)[0]
        return states

    def loss(self, batch: Batch, *, half: bool) -> torch.Tensor:
        """Mean loss per word."""
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            states = self.states(batch.pieces, batch.types, batch.mask)
        states = states.float().gather(1, batch.words.unsqueeze(2).expand(-1, -1, WIDTH))
        scores = (self.said if batch.said else self.names)(self.dropout(states))
        if batch.said:
            return self.chain.loss(scores, batch.gold.clamp(min=0), batch.present)
        return torch.nn.functional.cross_entropy(scores.flatten(0, 1), batch.gold.flatten(), ignore_index=MISSING)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Tag scores of every token: names, quotes."""
        states = self.states(input_ids, token_type_ids, attention_mask)
        return self.names(states), self.said(states)
