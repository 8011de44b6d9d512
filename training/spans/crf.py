"""A linear-chain conditional random field over BIOES tags (Lafferty et al. 2001), in torch."""

from __future__ import annotations

import torch

from bot.language.model.bioes import FORBIDDEN, Tags


class Chain(torch.nn.Module):
    """Learned transition scores between tags; transitions that no spans allow are forbidden."""

    def __init__(self, tags: Tags) -> None:
        super().__init__()
        self.register_buffer("barred", torch.tensor(tags.barred))
        self.register_buffer("first", torch.tensor(tags.first))
        self.register_buffer("last", torch.tensor(tags.last))
        self.steps = torch.nn.Parameter(torch.zeros(len(tags.names), len(tags.names)))

    def loss(self, scores: torch.Tensor, gold: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Negative log-likelihood of ``gold`` (texts, words), mean over words; ``scores`` (texts, words, tags)."""
        steps = self.steps + FORBIDDEN * self.barred
        total = self._total(scores, steps, mask)
        return (total - self._path(scores, gold, steps, mask)).sum() / mask.sum()

    def _total(self, scores: torch.Tensor, steps: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        alpha = scores[:, 0] + FORBIDDEN * self.first
        for place in range(1, scores.shape[1]):
            following = torch.logsumexp(alpha.unsqueeze(2) + steps, 1) + scores[:, place]
            alpha = torch.where(mask[:, place].unsqueeze(1), following, alpha)
        return torch.logsumexp(alpha + FORBIDDEN * self.last, 1)

    def _path(self, scores: torch.Tensor, gold: torch.Tensor, steps: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        own = (scores.gather(2, gold.unsqueeze(2)).squeeze(2) * mask).sum(1)
        between = (steps[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]).sum(1)
        return own + between
