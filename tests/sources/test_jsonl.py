"""JSON Lines over real files."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.models import NewArticle
from bot.sources import Failure, Found, FoundArticle, collect
from bot.sources.jsonl import MAX_LINE


def found_in(folder: Path, content: str | bytes) -> list[Found]:
    path = folder / "articles.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(collect([path]))


def test_every_field(tmp_path: Path) -> None:
    record = {
        "id": "a1",
        "title": "Bridge closes",
        "date": "2024-07-09",
        "source": "The Post",
        "url": "https://e.org/1",
        "text": "One.\n\nTwo.",
    }

    (found,) = found_in(tmp_path, json.dumps(record))

    assert isinstance(found, FoundArticle)
    assert found.line == 1
    assert found.article == NewArticle(
        id="a1",
        title="Bridge closes",
        published=datetime(2024, 7, 9, tzinfo=UTC),
        source="The Post",
        url="https://e.org/1",
        text="One.\n\nTwo.",
    )


def test_text_alone_is_enough_and_null_is_missing(tmp_path: Path) -> None:
    lines = '{"text": "One."}\n{"id": null, "title": null, "date": null, "source": null, "url": null, "text": "Two."}'

    articles = [found.article for found in found_in(tmp_path, lines) if isinstance(found, FoundArticle)]

    assert articles == [NewArticle(text="One."), NewArticle(text="Two.")]


def test_a_number_is_an_id(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, '{"id": 17, "text": "One."}')

    assert isinstance(found, FoundArticle)
    assert found.article.id == "17"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "it is not JSON: expecting property name enclosed in double quotes at character 2"),
        ("[1]", 'it is not a JSON object with a "text"'),
        ("{}", 'it has no "text"'),
        ('{"text": null}', 'it has no "text"'),
        ('{"text": [1]}', 'its "text" is a list, not a string'),
        ('{"text": {"a": 1}}', 'its "text" is an object, not a string'),
        ('{"text": 3}', 'its "text" is a number, not a string'),
        ('{"text": " \\n"}', "it holds no article text"),
        ('{"text": "a", "id": true}', 'its "id" is true or false, not a string'),
        ('{"text": "a", "id": 1.5}', 'its "id" is a number, not a string'),
        ('{"text": "a", "title": []}', 'its "title" is a list, not a string'),
        ('{"text": "a", "date": true}', 'its "date" is true or false, not a string'),
        ('{"text": "a", "date": 31}', 'its date "31" is not a date such as 2024-07-09'),
        ('{"text": "a", "date": "Tuesday"}', 'its date "Tuesday" is not a date such as 2024-07-09'),
        ('{"text": "a", "id": "' + "i" * 201 + '"}', 'its "id" is longer than 200 characters'),
        ('{"text": "a", "n": ' + "9" * 5000 + "}", "it is not JSON that can be read"),
        ("[" * 100_000, "it is not JSON that can be read"),
    ],
    ids=lambda value: value[:30],
)
def test_a_bad_line_is_named_and_the_good_ones_stay(tmp_path: Path, line: str, reason: str) -> None:
    before, bad, after = found_in(tmp_path, f'{{"text": "One."}}\n\n{line}\n{{"text": "Two."}}\n')

    assert isinstance(before, FoundArticle)
    assert isinstance(after, FoundArticle)
    assert isinstance(bad, Failure)
    assert (bad.line, bad.reason) == (3, reason)


def test_marks_line_ends_nul_bytes_and_lone_surrogates(tmp_path: Path) -> None:
    content = b'\xef\xbb\xbf{"text": "One.\\r\\nTwo \\ud800."}\r\n{"text": "Th\\u0000ree \xff."}\r\n'

    first, second = found_in(tmp_path, content)

    assert isinstance(first, FoundArticle)
    assert isinstance(second, FoundArticle)
    assert first.article.text == "One.\nTwo \ufffd."
    assert second.article.text == "Three ÿ."
    assert second.notes == ("it is not UTF-8 and was read as cp1252",)


def test_a_line_of_any_length_costs_no_more_than_its_place(tmp_path: Path) -> None:
    long = '{"text": "' + "a" * MAX_LINE + '"}'

    bad, good = found_in(tmp_path, f'{long}\n{{"text": "One."}}')

    assert isinstance(bad, Failure)
    assert (bad.line, bad.reason) == (1, "it is longer than 24,000,000 bytes")
    assert isinstance(good, FoundArticle)
    assert good.line == 2


def test_progress_counts_bytes_up_to_the_end(tmp_path: Path) -> None:
    lines = ['{"text": "One."}\n', "bad\n", '{"text": "Two."}\n']

    done = [found.done for found in found_in(tmp_path, "".join(lines))]

    assert done == [len(lines[0]), len(lines[0] + lines[1]), len("".join(lines))]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"id": "q1", "q": "Who?"}\n', 'it holds questions, not articles: they have no "text"'),
        ('{"id": "w1", "speaker": "Modi"}', 'it holds look-ups, not articles: they have no "text"'),
        ('{"turns": []}', 'it holds dialogues, not articles: they have no "text"'),
        ('{"body": "One."}\n{"body": "Two."}\n', 'it holds records, not articles: they have no "text"'),
        ("", "the file is empty"),
        ("\n \r\n\n", "the file is empty"),
        ('{"text": "One."}'.encode("utf-16"), "it is UTF-16; JSON Lines must be UTF-8"),
        ('{"text": "One."}'.encode("utf-16-be"), "it is UTF-16; JSON Lines must be UTF-8"),
        ('{"text": "One."}'.encode("utf-32"), "it is UTF-32; JSON Lines must be UTF-8"),
        ('{"text": "One."}'.encode("utf-32-le"), "it is UTF-32; JSON Lines must be UTF-8"),
    ],
)
def test_a_file_of_something_else_is_one_failure(tmp_path: Path, content: str | bytes, reason: str) -> None:
    (failure,) = found_in(tmp_path, content)

    assert isinstance(failure, Failure)
    assert (failure.line, failure.reason) == (None, reason)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "<p>The mayor, <b>Ilka Brandt</b>, resigned.</p><p>&ldquo;I am tired,&rdquo; she said.</p>",
            "The mayor, Ilka Brandt, resigned.\n“I am tired,” she said.",
        ),
        (
            "Fish &amp; chips &#8211; a love story.\nMore &quot;soon&quot;.",
            'Fish & chips – a love story.\nMore "soon".',
        ),
        (
            "NORDHAVEN (AP) — A ship sank.\nAdvertisement\nREAD MORE: Old story\nNobody died.",
            "A ship sank.\nNobody died.",
        ),
        (
            "**Nobody** saw [the ship](https://e.org/a).\n> We sank.\n## Later\nIt rains.",
            "Nobody saw the ship.\nWe sank.\nLater\nIt rains.",
        ),
        ("If a < b and b > c, then 2 * 3 * 4 = 24 & more.", "If a < b and b > c, then 2 * 3 * 4 = 24 & more."),
        ("One<br>two<br/><br>three", "One two\nthree"),
    ],
)
def test_markup_becomes_text(tmp_path: Path, text: str, plain: str) -> None:
    (found,) = found_in(tmp_path, json.dumps({"text": text, "title": "Mayor &amp; council &#8217;<i>leave</i>&#8217;"}))

    assert isinstance(found, FoundArticle)
    assert found.article.text == plain
    assert found.article.title == "Mayor & council ’leave’"


@pytest.mark.parametrize("date", ["Fri, 20 Nov 2026 00:00:00 GMT", "20/11/2026", "20.11.2026", "20 November 2026"])
def test_days_in_other_forms(tmp_path: Path, date: str) -> None:
    (found,) = found_in(tmp_path, json.dumps({"text": "One.", "date": date}))

    assert isinstance(found, FoundArticle)
    assert found.article.published == datetime(2026, 11, 20, tzinfo=UTC)


def test_the_agency_of_a_dateline_is_the_outlet_where_none_is_named(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, json.dumps({"text": "NORDHAVEN (AP) — A ship sank."}))

    assert isinstance(found, FoundArticle)
    assert (found.article.source, found.article.text) == ("AP", "A ship sank.")


def test_a_packed_file_is_read_and_a_damaged_one_keeps_what_came(tmp_path: Path) -> None:
    lines = "".join(f'{{"id": "{n}", "text": "Ferry number {n} was late again."}}\n' for n in range(2000))
    packed = gzip.compress(lines.encode())
    whole, cut = tmp_path / "whole.jsonl.gz", tmp_path / "cut.jsonl.gz"
    whole.write_bytes(packed)
    cut.write_bytes(packed[: len(packed) // 2])

    read = list(collect([whole]))
    half = list(collect([cut]))

    assert [found.article.id for found in read if isinstance(found, FoundArticle)] == [str(n) for n in range(2000)]
    assert 0 < len(half) < 2000
    assert isinstance(half[-1], Failure)
    assert "gzip" in half[-1].reason


@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize("cut", [False, True])
def test_few_packed_lines_before_damage_stay(tmp_path: Path, end: str, *, cut: bool) -> None:
    packed = gzip.compress(f'{{"text": "One."}}\n{{"text": "Two."}}{end}'.encode())
    path = tmp_path / "junk.jsonl.gz"
    path.write_bytes(packed[:-4] if cut else packed + b"junk")

    first, second, damage = collect([path])

    assert isinstance(first, FoundArticle)
    assert isinstance(second, FoundArticle)
    assert second.article.text == "Two."
    assert isinstance(damage, Failure)
    assert "gzip" in damage.reason


def test_an_empty_packed_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl.gz"
    path.write_bytes(gzip.compress(b""))

    (failure,) = collect([path])

    assert isinstance(failure, Failure)
    assert failure.reason == "the file is empty"


@pytest.mark.parametrize(
    ("date", "day"),
    [(1795161600, "2026-11-20"), (1795161600.5, "2026-11-20"), (1795161600000, "2026-11-20"), (20261120, "2026-11-20")],
)
def test_a_moment_as_a_number_is_a_date(tmp_path: Path, date: float, day: str) -> None:
    (found,) = found_in(tmp_path, json.dumps({"text": "One.", "date": date}))

    assert isinstance(found, FoundArticle)
    assert found.article.published is not None
    assert found.article.published.date().isoformat() == day


def test_html_that_was_escaped_once_more_is_text_as_a_reader_sees_it(tmp_path: Path) -> None:
    text = "&lt;p&gt;Fish is dear.&lt;/p&gt;&lt;p&gt;Bread &amp;amp; milk are not.&lt;/p&gt;"
    (found,) = found_in(tmp_path, json.dumps({"title": "Fish **dear** again", "text": text}))

    assert isinstance(found, FoundArticle)
    assert (found.article.title, found.article.text) == ("Fish dear again", "Fish is dear.\nBread & milk are not.")


@pytest.mark.parametrize("day", ["2026-11", "2026", "November 2026"])
def test_a_date_without_a_day_is_left_out_with_a_note(tmp_path: Path, day: str) -> None:
    (found,) = found_in(tmp_path, json.dumps({"text": "The quay fell.", "date": day}))

    assert isinstance(found, FoundArticle)
    assert (found.article.published, found.notes) == (None, (f'its date "{day}" names no day and was left out',))


@pytest.mark.parametrize("day", [[2026, 11, 20], [2026, 11, 20, 8, 15], {"year": 2026, "month": 11, "day": 20}])
def test_a_day_in_parts_is_a_date(tmp_path: Path, day: object) -> None:
    (found,) = found_in(tmp_path, json.dumps({"text": "The quay fell.", "date": day}))

    assert isinstance(found, FoundArticle)
    assert found.article.published == datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize("day", [[2026], [2026, 13, 1], ["2026", "11", "20"], {"year": 2026}, {"day": 3}])
def test_parts_that_are_no_day_are_named(tmp_path: Path, day: object) -> None:
    (found,) = found_in(tmp_path, json.dumps({"text": "The quay fell.", "date": day}))

    assert isinstance(found, Failure)
    assert "date" in found.reason


@pytest.mark.parametrize("day", ["/Date(1795132800000)/", "/Date(1795132800000+0100)/", "1795132800", 1795132800000])
def test_moments_as_programs_write_them(tmp_path: Path, day: object) -> None:
    (found,) = found_in(tmp_path, json.dumps({"text": "The quay fell.", "date": day}))

    assert isinstance(found, FoundArticle)
    assert found.article.published == datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("names", "source"), [(("lead_paragraph", "source_name"), "Lamp"), (("snippet", "publisherName"), "Lamp")]
)
def test_names_of_further_news_services(tmp_path: Path, names: tuple[str, str], source: str) -> None:
    about = {"title": "Quay", "pub_date": "2026-11-20", "web_url": "https://e.org/a"}
    (found,) = found_in(tmp_path, json.dumps({**about, names[0]: "A ship sank.", names[1]: source}))

    assert isinstance(found, FoundArticle)
    assert (found.article.text, found.article.source) == ("A ship sank.", source)
