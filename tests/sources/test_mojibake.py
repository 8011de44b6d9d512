"""UTF-8 that was read as Windows-1252, whole or in part, once or twice."""

from __future__ import annotations

import json
import unicodedata

import pytest

from bot.sources.jsonl import parse_record
from bot.sources.mojibake import repaired


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "Åsa – of Malle – said itâ€™s over for her motherâ€™s shop",
            "Åsa – of Malle – said it’s over for her mother’s shop",
        ),
        ("The café of JosÃ© NuÃ±ez", "The café of José Nuñez"),
        ("Â£300 and Â½ a day, 20Â°C – cold", "£300 and ½ a day, 20°C – cold"),
        ("donÃ¢â‚¬â„¢t", "don’t"),
        ("â€œIt was old,â€\ufffd she said – twice", "“It was old,” she said – twice"),
        ("â€œIt was old.â€ Nobody – none", "“It was old.” Nobody – none"),
        (unicodedata.normalize("NFD", "A clichÃ©") + " – again", "A cliché – again"),
        ("Ã‰ric’s", "Éric’s"),
        ("It cost Â£300Â million – and itâ€™s over", "It cost £300 million – and it’s over"),
    ],
)
def test_letters_that_were_decoded_wrongly_are_repaired(text: str, meant: str) -> None:
    assert repaired(text) == meant


@pytest.mark.parametrize(
    "text", ["“CAFÉ” “AMANHÃ”", "It shows Ã© instead of é.", "Ünal said “ÜÇÜ”", "Âge d’or – ok", "no"]
)
def test_right_letters_stay(text: str) -> None:
    assert repaired(text) == text


def test_in_escapes_of_json() -> None:
    record = json.loads(
        '{"title": "Caf\\u00c3\\u00a9 \\u2013 gone", "text": "It\\u00e2\\u20ac\\u2122s over \\u2013 now."}'
    )

    article = parse_record(record).article

    assert (article.title, article.text) == ("Café – gone", "It’s over – now.")
