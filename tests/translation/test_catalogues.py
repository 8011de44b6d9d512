"""Nothing of newsbot's own is said in English alone: catalogues are whole, and every word goes through them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.translation import ENGLISH, LANGUAGES, counted, day_words, gettext, language, right_to_left, speaking, spoken
from handlers.introduction import DESCRIPTION, SHORT_DESCRIPTION, menus
from tests.support.messages import ROOT, extracted

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
#: What shows words to people; their words come from the catalogue, or from articles.
SHOWING = {"text", "ours", "bold", "italic", "note", "button", "link_button", "copy_button", "share_button", "say"}
_WORDS = re.compile(r"[A-Za-z]{3,}")
_PLACE = re.compile(r"\{(\w+)\}")


def catalogue(code: str) -> Catalog:
    with closing((ROOT / "bot" / "translation" / "locale" / f"{code}.po").open("rb")) as file:
        return read_po(file, locale=code)


def messages(found: Catalog) -> dict[str, Message]:
    return {str(one.id if isinstance(one.id, str) else one.id[0]): one for one in found if one.id}


def test_each_language_has_a_catalogue_and_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert sorted(path.stem for path in (ROOT / "bot" / "translation" / "locale").glob("*.po")) == sorted(OTHERS)
    assert [name for name in LANGUAGES.values() if name not in readme] == []


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_is_translated_and_none_is_left_over(code: str) -> None:
    wanted, there = messages(extracted()), messages(catalogue(code))

    assert sorted(set(wanted) - set(there)) == []
    assert sorted(set(there) - set(wanted)) == []
    assert [key for key, one in there.items() if one.fuzzy or not all(forms(one))] == []


def forms(one: Message) -> list[str]:
    return [one.string] if isinstance(one.string, str) else [str(form) for form in one.string or ("",)]


@pytest.mark.parametrize("code", OTHERS)
def test_translations_hold_the_same_places(code: str) -> None:
    """In a form for one or two the number may be a word."""
    wrong = []
    for key, one in messages(catalogue(code)).items():
        places = set(_PLACE.findall(key))
        for form in forms(one):
            found = set(_PLACE.findall(form))
            if found - places or (places - found) - ({"n"} if not isinstance(one.string, str) else set()):
                wrong.append(form)

    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_commands_are_the_same_in_every_language(code: str) -> None:
    command = re.compile(r"(?<![\w/])/[a-z]{3,}")
    different = [
        key
        for key, one in messages(catalogue(code)).items()
        if any(set(command.findall(form)) != set(command.findall(key)) for form in forms(one))
    ]

    assert different == []


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_what_telegram_shows_before_a_chat_is_short_enough(code: str) -> None:
    with speaking(code):
        assert len(gettext(DESCRIPTION)) <= 512  # Bot API, setMyDescription
        assert len(gettext(SHORT_DESCRIPTION)) <= 120  # setMyShortDescription
        told = [command.description for _, commands in menus() for command in commands]

    assert all(3 <= len(one) <= 256 for one in told)


# ---- the code ------------------------------------------------------------------------------------------


def calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    function = call.func
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def own_words(node: ast.expr) -> bool:
    """Whether an argument writes words out, outside any call."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(_WORDS.search(node.value))
    if isinstance(node, ast.JoinedStr):
        return any(own_words(value) for value in node.values if isinstance(value, ast.Constant))
    if isinstance(node, ast.IfExp):
        return own_words(node.body) or own_words(node.orelse)
    if isinstance(node, ast.BinOp):
        return own_words(node.left) or own_words(node.right)
    return False


#: Not the local server, which speaks as Telegram does.
FILES = [path for path in sorted((ROOT / "handlers").rglob("*.py")) if "localchat" not in path.parts]
SPEAKING = [
    path
    for path in (ROOT / "bot").rglob("*.py")
    if "from bot.translation import" in path.read_text(encoding="utf-8") and path.parent.name != "translation"
]


def test_nothing_is_shown_that_no_catalogue_holds() -> None:
    shown = [call for path in FILES for call in calls(path) if name_of(call) in SHOWING]

    assert [ast.unparse(call) for call in shown if any(map(own_words, call.args))] == []


def is_message(node: ast.AST) -> bool:
    translated = isinstance(node, ast.Call) and name_of(node) in {"gettext", "ngettext", "counted"} and bool(node.args)
    return translated and isinstance(node.args[0], ast.Constant)  # type: ignore[attr-defined]


def test_messages_are_written_out_where_they_are_translated() -> None:
    """Babel sees literals only, and none inside an f-string."""
    glued, unseen = [], []
    for path in (*FILES, *SPEAKING):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        strings = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
        glued += [ast.unparse(one) for one in strings if any(map(is_message, ast.walk(one)))]
        several = [call for call in calls(path) if name_of(call) in {"ngettext", "counted"}]
        unseen += [ast.unparse(one) for one in several if not all(isinstance(it, ast.Constant) for it in one.args[:2])]

    assert glued == []
    assert unseen == []


# ---- speaking ------------------------------------------------------------------------------------------


def test_english_is_what_is_spoken_where_nothing_else_is() -> None:
    assert (language(), right_to_left()) == (ENGLISH, False)
    with speaking("tlh"):
        assert gettext("Delete it all") == "Delete it all"
    with speaking("de"):
        assert (gettext("Delete it all"), right_to_left()) == ("Alles löschen", False)
        with speaking("ar"):
            assert (gettext("Delete it all"), right_to_left()) == ("احذف الكل", True)
        assert language() == "de"
    assert language() == ENGLISH
    assert gettext("") == ""


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, "0 مقال"), (1, "مقال واحد"), (2, "مقالان"), (3, "3 مقالات"), (11, "11 مقالًا"), (100, "100 مقال")],
)
def test_plurals_are_those_of_the_language(number: int, told: str) -> None:
    with speaking("ar"):
        assert counted("{n} article", "{n} articles", number) == told


def test_numbers_and_days_are_written_as_the_language_does() -> None:
    with speaking("de"):
        assert counted("{n} article", "{n} articles", 12_000) == "12.000 Artikel"
        assert day_words(date(2026, 11, 9)) == "9. November 2026"
    assert counted("{n} article", "{n} articles", 12_000) == "12,000 articles"


@pytest.mark.parametrize(("short", "told"), [(True, "9 نوفمبر 2026"), (False, "9 نوفمبر 2026")])
def test_a_day_written_from_right_to_left_stays_whole_beside_latin_letters(short: bool, told: str) -> None:
    with speaking("ar"):
        assert day_words(date(2026, 11, 9), short=short) == f"\u200f{told}\u200f"


@pytest.mark.parametrize(("code", "found"), [("de-AT", "de"), ("AR", "ar"), ("en", "en"), ("fr", ""), ("", "")])
def test_the_language_of_an_app(code: str, found: str) -> None:
    assert spoken(code) == found
