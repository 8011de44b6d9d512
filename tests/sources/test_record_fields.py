"""Records as news services and data sets write them: what only hints at a field is read where there is no other."""

from __future__ import annotations

import pytest

from bot.sources.jsonl import parse_record

TEXT = "The council approved the quay on Thursday."
AT = "https://h.example/a"


@pytest.mark.parametrize(
    ("record", "source", "url", "day"),
    [
        (
            {"title": "Quay", "content": TEXT, "link": AT, "pubDate": "2026-11-20 08:00:00", "source_id": "post"},
            "post",
            AT,
            "2026-11-20",
        ),
        (
            {"title": "Quay", "content": TEXT, "url": AT, "seendate": "20261120T081500Z", "domain": "h.example"},
            "h.example",
            AT,
            "2026-11-20",
        ),
        ({"title": "Quay", "text": TEXT, "clean_url": "h.example", "source": {"name": "Post"}}, "Post", "", ""),
        (
            {"title": "Quay", "body": TEXT, "dateTime": "2026-11-20T09:00:00Z", "date": "2026-11-19"},
            "",
            "",
            "2026-11-19",
        ),
        ({"title": "Quay", "articleBody": TEXT, "mainEntityOfPage": {"@type": "WebPage", "@id": AT}}, "", AT, ""),
        ({"title": "Quay", "articleBody": TEXT, "mainEntityOfPage": {"@type": "WebPage"}}, "", "", ""),
        ({"title": "Quay", "body": TEXT, "links": {"permalink": AT}}, "", AT, ""),
        ({"title": "Quay", "body": TEXT, "links": ["https://b.example/x"], "link": AT}, "", AT, ""),
        ({"title": "Quay", "plain_text": TEXT, "requested_url": AT, "sitename": "Post"}, "Post", AT, ""),
        ({"heading": "Quay", "story": TEXT, "domain": 7}, "", "", ""),
    ],
)
def test_the_fields_of_services(record: dict[str, object], source: str, url: str, day: str) -> None:
    article = parse_record(record).article

    assert (article.title, article.text, article.source, article.url) == ("Quay", TEXT, source, url)
    assert (article.published.date().isoformat() if article.published else "") == day
