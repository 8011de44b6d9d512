"""Credits, notes on authors and signatures below an article are no part of it; sentences that look alike are."""

from __future__ import annotations

import pytest

from bot.sources.boilerplate import without_boilerplate

STORY = "The council approved the quay on Thursday.\nIlka Brandt praised it."


@pytest.mark.parametrize(
    "closing",
    [
        "Words: Jo Blank",
        "Text: Jo Blank Photos: Rhea Stone",
        "Graphics: Ove Sand; Data: Mila Ort",
        "Words by Jo Blank, photographs by Rhea Stone",
        "Story and photos by Rhea Stone",
        "Produced by Kit Moss and edited by Ana Lund",
        "Reporting: Ana Lund. Editing: Kit Moss.",
        "PHOTOS: RHEA STONE",
        "Header image: Rhea Stone/Nordpix",
        "Photography by Rhea Stone and Ove Sand in Velden",
        "(Reporting by Ana Lund; editing by Kit Moss)",
        "Sent from my iPhone",
        "Sent from Yahoo Mail on Android",
        "Get Outlook for Android",
        "Audio produced by Per Holm.",
        "Kit Moss contributed reporting from Oslo.",
        "Jo Blank covers housing for The Harbour Post.",
        "@joblank",
        "Proofread by Mila Ort",
        "Von meinem iPhone gesendet",
        "Jo Blank is a reporter for The Harbour Post.",
        "--\nKit Moss\nNews desk\n+47 555 0100",
        "Sent from my iPhone\n\n--\nKit Moss",
        "Editor: Kit Moss\nPhotos: Rhea Stone",
    ],
)
def test_what_stands_below_the_last_sentence_goes(closing: str) -> None:
    assert without_boilerplate(f"{STORY}\n\n{closing}\n") == STORY


@pytest.mark.parametrize(
    "last",
    [
        "Editor: why did the council wait so long?",
        "Words matter, the mayor said.",
        "Pictures of the mill sold for 40 crowns.",
        "Brandt is a former reporter for a paper in Oslo.",
        "Ilka Brandt is a former reporter for a paper in Oslo.",  # of whom the article tells
        "Data: what the figures say",
        "Ilka Brandt contributed 40 crowns.",
        "The council reports on Friday.",
        "--\nThe board met again on Friday. Nobody came.\nIt will meet in May.",
    ],
)
def test_a_last_sentence_stays(last: str) -> None:
    assert without_boilerplate(f"{STORY}\n\n{last}") == f"{STORY}\n\n{last}"


def test_credits_alone_are_kept() -> None:
    assert without_boilerplate("Words: Jo Blank") == "Words: Jo Blank"
