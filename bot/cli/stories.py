"""``newsbot stories``: events, each with all articles that report it."""

from __future__ import annotations

from bot.cli.backfill import fill_now
from bot.cli.common import DatabaseOption, JsonOption, SinceOption, parse_since, print_json, reading, say
from bot.cli.output_json import story_json


def stories(since: SinceOption = "", database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Events in the news, newest first, each with the articles that report it."""
    from bot.cli.output_text import day

    start = parse_since(since)
    with reading(database) as newsroom:
        fill_now("Grouping articles of an older database", newsroom.grouping.group_some, newsroom.grouping.waiting())
        found = list(newsroom.stories.since(start))
        if not found and not as_json:
            say(f"No stories since {since}." if since else "No stories.")
        for story in found:
            if as_json:
                print_json(story_json(story))
            else:
                outlets = ", ".join(story.outlets)
                count = len(story.articles)
                told = f"{count} article{'s' * (count != 1)}{': ' * bool(outlets)}{outlets}"
                say(f"{day(story.articles[0].published)}: {story.title} ({told})")
