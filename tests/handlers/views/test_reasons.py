"""Every reason why an address gave nothing is told in the reader's language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from bot.feeds.manager import FeedUnknown
from bot.sources.feeds.health import status_words
from bot.sources.web.kind_words import PageKind
from bot.translation import ENGLISH, LANGUAGES, speaking
from handlers.views.reasons import REASONS, reason_words
from tests.support.messages import ROOT

#: What turns a clause into the reason for an address, a feed or a list of feeds.
RAISING = {
    "FeedError", "FetchError", "KeptOut", "PageUnavailable", "SourceError", "_no_address", "_refused",
    "what_is_wrong", "_not_a_feed",
}  # fmt: skip
ROOMS = ("bot/feeds", "bot/sources/feeds", "bot/sources/fetching", "bot/sources/web")
PLACE = "7"
OTHERS = [code for code in LANGUAGES if code != ENGLISH]
_CLAUSE = re.compile(r"[a-z\"“].*[a-z].* .*", re.DOTALL)


def clauses() -> Iterator[str]:
    """The clauses that the code raises or returns as reasons, with something at each place."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RAISING:
                    yield from written(node)
                if isinstance(node, ast.FunctionDef) and node.name in RAISING:
                    yield from (
                        one for found in ast.walk(node) if isinstance(found, ast.Return) for one in written(found)
                    )


def written(node: ast.AST) -> Iterator[str]:
    """The strings below a node, without those inside others."""
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else PLACE for part in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        for below in ast.iter_child_nodes(node):
            yield from written(below)


FOUND = sorted({one for one in clauses() if _CLAUSE.fullmatch(one) and " " in one})
STATUSES = [status_words(status) for status in (204, *range(300, 309), *range(400, 600))]


def test_the_code_s_reasons_are_found() -> None:
    assert len(FOUND) > 40
    assert "its host cannot be found" in FOUND
    assert f"it redirects more than {PLACE} times" in FOUND


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("reason", [*FOUND, *map(str, PageKind)])
def test_each_is_translated_and_keeps_what_stands_at_its_places(reason: str, code: str) -> None:
    with speaking(code):
        told = reason_words(reason)

    assert told != reason
    assert told.count(PLACE) >= (1 if PLACE in reason else 0)
    assert "{" not in told


@pytest.mark.parametrize("code", OTHERS)
def test_each_status_is_translated(code: str) -> None:
    with speaking(code):
        told = [reason_words(reason) for reason in STATUSES]

    assert not set(told) & set(STATUSES)
    assert len(set(told)) == len(set(STATUSES))


def test_a_reason_inside_another_one_is_translated_too() -> None:
    with speaking("de"):
        assert reason_words("it has failed for 30 days: its server failed (502)") == (
            "seit 30 Tagen schlägt es fehl: der Server hat versagt (502)"
        )
        assert reason_words("nobody knows") == "nobody knows"


def test_what_names_no_feed_is_translated() -> None:
    unknown = str(FeedUnknown('There is no feed "BBC {x}"; /feeds shows all with their numbers.'))
    with speaking("de"):
        assert reason_words(unknown) == 'Es gibt keinen Feed "BBC {x}"; /feeds zeigt alle mit ihren Nummern.'


def test_in_english_they_stay_as_they_are() -> None:
    assert [reason_words(one) for one in REASONS] == list(REASONS)
