"""Pages without the text of an article say what they have instead; articles on the same things are read."""

from __future__ import annotations

import pytest

from bot.sources.web import NotAnArticle, PageKind, read_page

STORY = "".join(
    f"<p>The river rose by {n + 2} metres in the night to Tuesday, and the people of Holm carried {n + 3} hundred "
    "bags of sand to the bridge before the soldiers came.</p>"
    for n in range(4)
)


def page(title: str, body: str, head: str = "") -> bytes:
    top = f"<html><head><title>{title}</title>{head}</head>"
    return f"{top}<body><main><h1>{title}</h1>{body}</main></body></html>".encode()


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        ("River bursts its banks", "<video controls src='r.webm'></video><p>0:58</p>", PageKind.VIDEO),
        ("Goal of the month", "<iframe src='https://media.example/embed/7'></iframe>", PageKind.VIDEO),
        ("Evening news, 3 May", "<audio src='e.ogg'></audio><p>Subscribe to the podcast</p>", PageKind.AUDIO),
        ("The year in pictures", "<figure><img src='p.jpg'></figure>" * 5, PageKind.PICTURES),
        ("Medal table", "<table>" + "<tr><td>Norway</td><td>9</td><td>4</td></tr>" * 6 + "</table>", PageKind.FIGURES),
        ("Météo Marvault", "<ul>" + "<li>jeudi 12° / 4°</li>" * 6 + "</ul>", PageKind.WEATHER),
        (
            "Kelsby: hourly forecast",
            "<p>Rain until noon. Wind NE 30 km/h. High 9 degrees today.</p>" * 6,
            PageKind.WEATHER,
        ),
        ("This video is not available in your country", "", PageKind.REGION),
        ("451 - Unavailable for legal reasons", "<p>Sorry.</p>", PageKind.REGION),
    ],
)
def test_what_a_page_has_instead_of_text(title: str, body: str, kind: PageKind) -> None:
    with pytest.raises(NotAnArticle) as caught:
        read_page(page(title, body))

    assert caught.value.kind is kind


def test_a_player_that_only_the_head_names() -> None:
    head = '<script type="application/ld+json">{"@type": "VideoObject", "name": "Flood"}</script>'

    with pytest.raises(NotAnArticle) as caught:
        read_page(page("Flood in Holm", "<p>Holm under water.</p>", head))

    assert caught.value.kind is PageKind.VIDEO


@pytest.mark.parametrize(
    "title",
    [
        "Weather: flood in Holm",
        "Video: Holm under water",
        "500 people flee from flood in Holm",
        "451 houses under water",
        "404 cows saved from river",
        "Weather forecast was wrong, says Holm",
        "Streams not available in your area? Holm waits for its network",
    ],
)
@pytest.mark.parametrize("player", ["", "<video src='r.webm'></video>", "<figure><img src='p.jpg'></figure>" * 5])
def test_articles_with_such_titles_are_read(title: str, player: str) -> None:
    assert read_page(page(title, player + STORY)).article.text.startswith("The river rose by 2 metres")
