"""Word knowledge has one home: bot/lexicon, whose files name their source and licence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.lexicon.loader import alternatives, rows, table, word_list

ROOT = Path(__file__).parents[2]
LEXICON = ROOT / "bot" / "lexicon"
A_DOZEN = 12
#: Names of HTML, feeds and the Bot API, which are no words of a language.
FORMATS = ("bot/sources/web/", "bot/sources/feeds/", "handlers/localchat/")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


def modules() -> list[Path]:
    found = (path for room in ("bot", "handlers") for path in (ROOT / room).rglob("*.py"))
    return sorted(path for path in found if LEXICON not in path.parents)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lists_in(source: str) -> Iterator[tuple[int, int]]:
    """Line and length of each list of words: a string of nothing else, or strings side by side."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value == node.value.lower():
            found = node.value.split()
        elif isinstance(node, ast.Set | ast.Tuple | ast.List):
            found = [one.value for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        elif isinstance(node, ast.Dict) and all(isinstance(value, ast.Constant) for value in node.values):
            found = [key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
        else:
            continue
        if found and all(_WORD.fullmatch(word) and word == word.lower() for word in found):
            yield node.lineno, len(found)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_other_module_holds_a_long_list_of_words(path: Path) -> None:
    if name_of(path).startswith(FORMATS):
        return

    assert [line for line, length in lists_in(path.read_text(encoding="utf-8")) if length > A_DOZEN] == []


#: Parts of an alternative that leave it a word: "advis[eo]rs?", "stor(?:y|ies)", "at\\sleast", "(?: me)?".
_ENDINGS = re.compile(r"\\[bs.]|\[[^\W\d_’']+\]|\(\?:[^()\\]*\)|\?")
_PHRASE = re.compile(r"[^\W\d_][^\W\d_]*(?:[ '’.&-]+[^\W\d_]+)*")
#: Names of HTML and of query parameters.
FORMAT_PATTERNS = ("bot/sources/markup.py", "bot/sources/web/address.py")


def alternations_in(pattern: str) -> Iterator[list[str]]:
    """The alternatives of each group of a regular expression, the innermost first, then of the whole."""
    open_groups = [[""]]
    for token in re.findall(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", pattern, re.DOTALL):
        if token == "(":
            open_groups.append([""])
        elif token == ")" and len(open_groups) > 1:
            closed = open_groups.pop()
            yield [closed[0].removeprefix("?:"), *closed[1:]]
            open_groups[-1][-1] += f"({'|'.join(closed)})"
        elif token == "|":
            open_groups[-1].append("")
        else:
            open_groups[-1][-1] += token
    yield from open_groups


def words_among(alternatives: list[str]) -> int:
    return sum(bool(_PHRASE.fullmatch(_ENDINGS.sub("", one).strip())) for one in alternatives)


def patterns_in(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each string with a bar in it; what an f-string puts in is a NUL."""
    tree = ast.parse(source)
    formatted = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for whole in formatted for part in whole.values}
    for whole in formatted:
        texts = (part.value if isinstance(part, ast.Constant) else "\0" for part in whole.values)
        yield whole.lineno, "".join(map(str, texts))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield node.lineno, node.value


def long_alternations(source: str) -> list[tuple[int, int]]:
    """Line and number of words of each alternation of more than a dozen words."""
    found = ((line, words_among(group)) for line, text in patterns_in(source) for group in alternations_in(text))
    return [(line, words) for line, words in found if words > A_DOZEN]


@pytest.mark.parametrize("path", [*modules(), *sorted(LEXICON.glob("*.py"))], ids=name_of)
def test_no_pattern_lists_more_than_a_dozen_words(path: Path) -> None:
    if name_of(path) in FORMAT_PATTERNS:
        return

    assert long_alternations(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen)\b",
        "a|b|c|d|e|f|g|h|i|j|k|l|m",
        r"x(?:advis[eo]rs?|stor(?:y|ies)|at\sleast|help(?: me)?|ex-boss|a\b|b\b|c|d|e|f|g|h)",
    ],
)
def test_thirteen_words_are_found_wherever_they_stand(pattern: str) -> None:
    assert [words for _, words in long_alternations(f"PATTERN = re.compile({pattern!r})")] == [13]


def test_what_is_put_in_and_what_is_no_word_are_not_counted() -> None:
    assert words_among(["\0", r"\w+ed", r"\d\d", "[A-Z].*", "a{2}", "word"]) == 1


def test_alternatives_are_longest_first_with_plurals_folded() -> None:
    assert alternatives("organisations", "nouns_for_print") == "broadsheet|newspaper|magazine|tabloid|daily|paper"
    assert re.fullmatch(alternatives("measures", "currencies"), "pounds sterling")
    assert "dollars?" in alternatives("measures", "currencies").split("|")
    assert "Ministry" in alternatives("organisations", "bodies_of_something", capitalised=True).split("|")


@pytest.mark.parametrize("path", sorted((LEXICON / "en").iterdir()), ids=lambda path: path.name)
def test_every_file_names_its_source_and_licence(path: Path) -> None:
    head = " ".join(line for line in path.read_text(encoding="utf-8").splitlines()[:12] if line.startswith("#"))

    assert re.search(r"source|from|written", head, re.IGNORECASE)
    assert re.search(r"licen[cs]e|CC|MIT|public domain", head, re.IGNORECASE)


def test_every_section_is_read_by_something() -> None:
    lists = [path.read_text(encoding="utf-8") for path in (LEXICON / "en").glob("*.txt")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    named = {name for text in lists for name in re.findall(r"@(?:\w+:)?(\w+)", text)}
    named |= set(re.findall(r"""["'](\w+)["']""", code))
    endings = tuple(re.findall(r"""\}(_\w+)["']""", code))  # f"{nation}_zones"

    sections = {name for text in lists for name in re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)}

    assert len(sections) > 100
    assert sorted(name for name in sections - named if not name.endswith(endings)) == []


def test_sections_hold_others() -> None:
    everybody = word_list("pronouns", "all")

    assert {"he", "they", "whose"} <= everybody
    assert not any(word.startswith("@") for word in everybody)
    assert everybody <= word_list("pronouns", "shifted_in_quotes")


def test_lists_behave_as_sets() -> None:
    he = word_list("pronouns", "he")

    assert he | {"x"} == frozenset({"he", "him", "his", "himself", "x"})
    assert he - {"he", "him"} == frozenset({"his", "himself"})
    assert ("him" in he, len(he), he.isdisjoint(["she"])) == (True, 4, True)


def test_rows_and_tables_keep_their_order() -> None:
    assert ["million", "mln", "millions"] in rows("word_forms", "units")
    assert list(table("calendar")["weekdays"])[:2] == ["monday", "tuesday"]


@pytest.mark.parametrize(("file", "section"), [("pronouns", "nothing"), ("nothing", "all")])
def test_what_is_not_there_is_an_error(file: str, section: str) -> None:
    with pytest.raises((KeyError, FileNotFoundError)):
        len(word_list(file, section))


@pytest.mark.parametrize("path", sorted(LEXICON.glob("*/*.txt")), ids=lambda path: path.name)
def test_a_section_has_one_name(path: Path) -> None:
    """Sections of one name would become one, and change every rule that reads the other."""
    sections = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("[")]
    assert sorted(sections) == sorted(set(sections))
