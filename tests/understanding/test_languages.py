"""Another language is told from English."""

from __future__ import annotations

import pytest

from bot.understanding.languages import is_foreign


@pytest.mark.parametrize(
    "text",
    [
        "Wer hat den Marathon gewonnen?",
        "Was ist heute passiert?",
        "Qui a gagné le marathon ?",
        "Quelles sont les nouvelles",
        "¿Quién ganó la carrera?",
        "Neueste Nachrichten",
        "Sprache ändern",
        "Was kannst du?",
        "últimas noticias",
        "dernières actualités",
        "Quem ganhou a maratona?",
        "chi ha vinto la maratona?",
        "Wie is de nieuwe premier?",
        "kto wygrał maraton?",
        "was hat der Minister gesagt?",
        "was ist gestern passiert?",
        "Vem vann loppet igår?",
        "Кто выиграл марафон?",
        "谁赢了马拉松比赛",
    ],
)
def test_another_language(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "Who won the marathon?",
        "wat ship cougt fire near cape dorrin in 2011",
        "Charles de Gaulle",
        "Die Zeit",
        "wen dos the tunel open",
        "Berita Satu",
        "Ultime Thule",
        "La La Land",
        "Kim Jong Un visits Russia",
        "Who is Os Mutantes da Silva?",
        "Wo Hop To gang",
        "What did Le Pen say about los angeles?",
        "who said “Wir schaffen das”?",
        "5G",
        "",
    ],
)
def test_english_or_a_name(text: str) -> None:
    assert not is_foreign(text)
