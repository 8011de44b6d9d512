"""The student: the lowest layers of the teacher, with a linear layer on the mean vector."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from transformers import BertModel

from training.encoder.teacher import WIDTH, mean_of


class Student(torch.nn.Module):
    """Computes the unit vectors of inputs."""

    def __init__(self, teacher: BertModel, layers: Sequence[int]) -> None:
        """``layers``: indices of the teacher's layers to start from, in order. Modifies ``teacher``."""
        super().__init__()
        stack = teacher.encoder
        stack.layer = torch.nn.ModuleList([stack.layer[number] for number in layers])
        teacher.config.num_hidden_layers = len(layers)
        teacher.set_attn_implementation("eager")  # as required by the fusion on export
        self.encoder = teacher
        self.turn = torch.nn.Linear(WIDTH, WIDTH)
        torch.nn.init.eye_(self.turn.weight)
        torch.nn.init.zeros_(self.turn.bias)
        for module in self.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = 0.0  # the teacher vectors are exact
        teacher.embeddings.word_embeddings.weight.requires_grad = False  # words that training never shows keep theirs

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Unit vectors (inputs, width)."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)[0]
        return torch.nn.functional.normalize(self.turn(mean_of(states.float(), attention_mask)), dim=1)
