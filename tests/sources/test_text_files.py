"""The seed format, its furniture, dates and encodings: pure functions."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import SourceError
from bot.sources.boilerplate import is_boilerplate
from bot.sources.dates import parse_date
from bot.sources.decoding import decode
from bot.sources.records import MAX_PARAGRAPHS, MAX_TEXT, build, clean, web_address
from bot.sources.text_files import parse_text


def test_the_seed_document_s_first_line_gives_date_and_lead() -> None:
    article = parse_text(" date 2024-07-09 NEW DELHI: Russia has agreed.\nThey met in Moscow.\nALSO WATCH:").article

    assert article.text == "Russia has agreed.\nThey met in Moscow."
    assert article.published == datetime(2024, 7, 9, tzinfo=UTC)
    assert (article.title, article.source, article.url, article.id) == ("", "", "", "")


def test_a_full_header_in_any_order() -> None:
    article = parse_text(
        "date 2026-10-05T08:30:00+02:00\n\nurl https://example.org/a\n"
        "source  The Post \ntitle Two bridges close\n\nBody."
    ).article

    assert article.published == datetime(2026, 10, 5, 6, 30, tzinfo=UTC)
    assert (article.title, article.source, article.url) == ("Two bridges close", "The Post", "https://example.org/a")
    assert article.text == "Body."


@pytest.mark.parametrize(
    "line",
    [
        "date palms are in flower.",
        "url shorteners are back.",
        "Title fights are back.",
        "titles were won.",
        "date",
    ],
)
def test_a_sentence_that_begins_like_a_header_is_text(line: str) -> None:
    assert parse_text(f"source The Post\n{line}\nMore.").article.text == f"{line}\nMore."


def test_a_second_title_is_text() -> None:
    article = parse_text("title First\ntitle second\nMore.").article

    assert (article.title, article.text) == ("First", "title second\nMore.")


@pytest.mark.parametrize(
    ("lead", "text", "agency"),
    [
        ("NEW DELHI: Russia has agreed.", "Russia has agreed.", ""),
        ("NEW DELHI, July 9 (ANI) - Russia has agreed.", "Russia has agreed.", "ANI"),
        ("New Delhi [India], July 9 (ANI): Russia has agreed.", "Russia has agreed.", "ANI"),
        ("MADRID — Rafael Nadal won.", "Rafael Nadal won.", ""),
        ("Warsaw – Poland has agreed.", "Poland has agreed.", ""),
        ("Tromsdalen, Norway - The bridge is shut.", "The bridge is shut.", ""),
        ("Jakarta -- “We won.”", "“We won.”", ""),
        ("Warsaw: Poland has agreed.", "Warsaw: Poland has agreed.", ""),
        ("Warsaw – that is where they met.", "Warsaw – that is where they met.", ""),
        ("Fire – It was her first word.", "Fire – It was her first word.", ""),
        ("Rosa Holt – The story of a mayor.", "Rosa Holt – The story of a mayor.", ""),
        ("PORT-AU-PRINCE, Haiti (AP) — The airport closed.", "The airport closed.", "AP"),
        ('ST. PETERSBURG, 9 July 2024 (Reuters) -- "We won."', '"We won."', "Reuters"),
        ("ÉVREUX, France: Les said no.", "Les said no.", ""),
        (
            "ORLO: Teachers in the town went back to work on Friday.",
            "Teachers in the town went back to work on Friday.",
            "",
        ),
        ("NORDHAVEN, DENMARK - NOVEMBER 20: Mayor Brandt left.", "Mayor Brandt left.", ""),
        ("MADRID, 29 nov (EFE).- A ship sank.", "A ship sank.", "EFE"),
        ("VELO BAY – A ship sank.", "A ship sank.", ""),
        (
            "VELO BAY: A ship sank off the coast of Velo Bay on Monday.",
            "A ship sank off the coast of Velo Bay on Monday.",
            "",
        ),
        ("NORDHAVEN (dpa) - A ship sank.", "A ship sank.", "dpa"),
        ("(Reuters) - A ship sank.", "A ship sank.", "Reuters"),
        ("WASHINGTON D.C. — A ship sank.", "A ship sank.", ""),
        ("SHE LEFT. — A ship sank.", "SHE LEFT. — A ship sank.", ""),
        ("(CNN)A ship sank.", "A ship sank.", "CNN"),
        ("Nordhaven (AP)“We sank.”", "“We sank.”", "AP"),
        ("NORDHAVEN (Reuters) -A ship sank.", "A ship sank.", "Reuters"),
        ("Nov 20 (UPI) --A ship sank.", "A ship sank.", "UPI"),
        ("Nordhaven (AP)-backed ships sank.", "Nordhaven (AP)-backed ships sank.", ""),
        ("Nordhaven (AP) Ships sank.", "Nordhaven (AP) Ships sank.", ""),
        ("Otmar Quill (BJP)He won.", "Otmar Quill (BJP)He won.", ""),
        ("Nov 20 (Reuters) - A ship sank.", "A ship sank.", "Reuters"),
        ("Moscow (AP) — A ship sank.", "A ship sank.", "AP"),
        ("NORDHAVEN: It sank.\nNobody in Nordhaven died.", "It sank.\nNobody in Nordhaven died.", ""),
        ("NASA - the agency - waits.", "NASA - the agency - waits.", ""),
        ("WHO: Cases rise.", "WHO: Cases rise.", ""),
        ("The minister (BJP): We won.", "The minister (BJP): We won.", ""),
        ("MALLE, Skerland, Nov. 20, 2026 /PRNewswire/ -- The quay fell.", "The quay fell.", "PRNewswire"),
        ("LODDEN--(BUSINESS WIRE)--The quay fell.", "The quay fell.", "BUSINESS WIRE"),
        ("LODDEN, Nov. 20, 2026 (GLOBE NEWSWIRE) -- The quay fell.", "The quay fell.", "GLOBE NEWSWIRE"),
        ("Moscow: they met.", "Moscow: they met.", ""),
        ("He said: NEW DELHI: Go.", "He said: NEW DELHI: Go.", ""),
    ],
)
def test_datelines(lead: str, text: str, agency: str) -> None:
    article = parse_text(lead).article

    assert (article.text, article.source) == (text, agency)


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19: Cases doubled in Lodden in a week, the institute said.",
        "NASA – Administrator Ilka Brandt resigned on Friday.",
        "BRANDT: The quay stays open.\nWEIR: It does not.",
        "RASMUS HOLT, CAPTAIN: The ferry was safe.\n\nREPORTER: Was it old?\n\nHOLT: It was built in 1961.",
        "PIET AUMANN, FISHERMAN: The ferry sank on Friday near the old quay of the town.",
        "BRANDT: The quay of the town stays open all through the winter.\nSo said Ilka Brandt.",
        "THE MAYOR RESIGNED ON FRIDAY. SHE SAID: “I AM TIRED.” ILKA BRANDT HAD BEEN ILL.",
        "BREAKING NEWS: Cases doubled in Lodden in a week, the institute said.",
        "EXCLUSIVE - Cases doubled in Lodden in a week, the institute said.",
        "UKRAINE WAR: Cases doubled in Lodden in a week, the institute said.",
        "UNICEF: Cases doubled in Lodden in a week, the institute said.",
        "NATO, EU: Cases doubled in Lodden in a week, the institute said.",
        "BIRD FLU: Farmers in Malle must keep hens indoors, the ministry said.",
        "RENT CAP: Tenants in Lodden pay less from May on, the town council said.",
        "COAL MINE CLOSURE: Tenants in Lodden pay less from May on, the town council said.",
        "FACT CHECK: Cases doubled in Lodden in a week, the institute said.",
        "WARNING: Cases doubled in Lodden in a week, the institute said.",
        "ILKA BRANDT, MAYOR OF NORDHAVEN, RESIGNED: Nobody knows why she did that on a Friday.",
        "USA: Cases doubled in Lodden in a week, the institute said.",
        "LODDA: Cases doubled in a week at LODDA, the institute said on Friday.",
    ],
)
def test_opening_words_that_are_no_dateline_stay(text: str) -> None:
    assert parse_text(text).article.text == text


@pytest.mark.parametrize(
    "header",
    [
        "Title: Mayor goes\nSource: Harbour Lamp\nDate: 2026-11-20\nURL: https://lamp.example/a\n",
        "TITLE Mayor goes\nSOURCE Harbour Lamp\nDATE 2026-11-20\nURL https://lamp.example/a",
        '---\ntitle: "Mayor goes"\noutlet: Harbour Lamp\ndate: 2026-11-20\ntags: [a, b]\nlink: https://lamp.example/a\n---',
        "# Mayor goes\nsource: Harbour Lamp\ndate: 20 November 2026\nurl https://lamp.example/a",
        "title Mayor goes\nsource Harbour Lamp\ndate 20.11.2026\nurl https://lamp.example/a",
        "headline: Mayor goes\npublisher: Harbour Lamp\npublished: Fri, 20 Nov 2026 00:00:00 GMT\nurl: https://lamp.example/a",
        "title Mayor goes\nsource Harbour Lamp\ndate 2026/11/20\nurl https://lamp.example/a",
        "title Mayor goes\nsource Harbour Lamp\nDate: 20/11/2026\nurl https://lamp.example/a",
    ],
)
def test_headers_in_other_forms(header: str) -> None:
    article = parse_text(f"{header}\nThe mayor resigned.").article

    assert (article.title, article.source, article.text) == ("Mayor goes", "Harbour Lamp", "The mayor resigned.")
    assert (article.published, article.url) == (datetime(2026, 11, 20, tzinfo=UTC), "https://lamp.example/a")


@pytest.mark.parametrize("line", ["===========", "----", "  ---  "])
def test_a_first_line_that_is_underlined_is_the_title(line: str) -> None:
    article = parse_text(f"\nMayor goes\n{line}\nsource Harbour Lamp\n\nThe mayor resigned.").article

    assert (article.title, article.source, article.text) == ("Mayor goes", "Harbour Lamp", "The mayor resigned.")


@pytest.mark.parametrize("rest", ["\n---\nMore.", "--\nMore.", " More.\n\n---\nEnd."])
def test_a_line_that_is_no_underline_makes_no_title(rest: str) -> None:
    assert parse_text(f"The mayor resigned.{rest}").article.title == ""


def test_a_header_that_is_not_understood_is_noted() -> None:
    parsed = parse_text("Title: Mayor goes\nDate: last Friday\nThe mayor resigned.")

    assert parsed.notes == ('its header "Date: last Friday" was not understood',)
    assert (parsed.article.text, parsed.article.published) == ("The mayor resigned.", None)


@pytest.mark.parametrize(
    "header",
    [
        "Headline: Boat sinks\nOutlet: Malle Post\nPublished: 19 November 2026",
        '---\ntitle: "Boat sinks"\nsource: Malle Post\ndate: 2026-11-19T10:00:00Z\ntags: [a, b]\n---',
        '+++\ntitle = "Boat sinks"\nsource = "Malle Post"\ndate = 2026-11-19\n+++',
        "# Boat sinks\nSource: Malle Post\nDate: 2026/11/19",
        "Title - Boat sinks\nSource - Malle Post\nDate - 19 November 2026",
        "Title = Boat sinks\nSource = Malle Post\nDate = 2026-11-19",
        "**Title:** Boat sinks\n**Source:** Malle Post\n**Date:** 2026-11-19",
        "Author: Ada Birk\nTitle: Boat sinks\nSource: Malle Post\nDate: Nov 19, 2026\nTags: boats, sea",
        "Titel: Boat sinks\nQuelle: Malle Post\nDatum: 19.11.2026",
        "Headline: Boat sinks\nBy: Ada Birk\nPublished: 19 Nov 2026 14:05 CET\nOutlet: Malle Post",
        "SECTION: News; Pg. 4\nLENGTH: 12 words\nHEADLINE: Boat sinks\nBYLINE: Ada Birk\n"
        "DATE: November 19, 2026 Thursday\nPUBLISHER: Malle Post\n\nBODY:",
    ],
)
def test_headers_as_other_programs_write_them(header: str) -> None:
    article = parse_text(f"{header}\n\nThe boat sank off Malle on Thursday.").article

    assert (article.title, article.source, article.text) == (
        "Boat sinks",
        "Malle Post",
        "The boat sank off Malle on Thursday.",
    )
    assert article.published is not None
    assert article.published.date() == datetime(2026, 11, 19, tzinfo=UTC).date()


@pytest.mark.parametrize(
    "line",
    ["Author: the word is old.", "Source - the river rises there.", "Tags: they hung from every tree.", "+++"],
)
def test_a_first_line_like_a_foreign_header_is_text(line: str) -> None:
    assert parse_text(f"source Malle Post\n\n{line}\nMore.").article.text.endswith("More.")
    assert line in parse_text(f"{line}\nMore.").article.text


@pytest.mark.parametrize("line", ["Date: a story of love in the harbour town", "---", "# ", "Titles: three of them"])
def test_what_only_resembles_a_header_is_text(line: str) -> None:
    assert parse_text(f"{line}\nThe mayor resigned.").article.text.endswith("The mayor resigned.")
    assert parse_text(f"{line}\nThe mayor resigned.").article.title == ""


def test_the_header_s_outlet_goes_before_the_dateline_s_agency() -> None:
    assert parse_text("source The Post\nNEW DELHI (ANI) - Russia agreed.").article.source == "The Post"


PAGE_LINES = (Path(__file__).parents[1] / "resources" / "page_lines.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", [line for line in PAGE_LINES if line.startswith(("- ", "+ "))])
def test_lines_of_the_page_are_told_from_lines_of_the_article(line: str) -> None:
    assert is_boilerplate(line[2:]) == line.startswith("-")


@pytest.mark.parametrize(
    "line",
    [
        "ALSO WATCH:",
        "Also read: Ten bridges to see",
        "READ MORE: The bridge in pictures",
        "Read more",
        "RELATED",
        "Related stories:",
        "Advertisement",
        "ADVERTISEMENT:",
        "Share this article",
        "Share on Facebook",
        "Subscribe to our newsletter for more.",
        "Sign up for our morning briefing",
        "Follow us on X and Facebook",
        "  Click here to see the map ",
        "Story continues below advertisement",
        "View this post on Instagram",
        "A post shared by Ida Vos (@idavos)",
        "This content is not available in your region.",
        "Page 2 of 3",
        "Continued on page A4",
        "2h ago",
        "By: Ida Vos",
        "Published: November 20, 2026 at 5:03 PM EST | Updated: November 21, 2026 at 9:12 AM EST",
        "LOAD-DATE: November 21, 2026",
        "LANGUAGE: ENGLISH",
    ],
)
def test_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement spending fell by 3 percent.",
        "Read more books, the minister told pupils.",
        "Related companies must report it.",
        "Share prices fell.",
        "Subscribe they did, in their thousands.",
        "The station asks listeners to follow us on X.",
        "Also read by millions was his second book.",
        "View this post on the harbour wall as a warning, he said.",
        "Page 2 of the report names the mayor.",
        "Continued on Page Street, the parade ended at noon.",
        "Language: a weapon of the mayor.",
        "Published in 2026 | Read by nobody",
        "Recommended: two doses a day, said the board.",
        "",
    ],
)
def test_no_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize("text", ["", " \n\t", "ALSO WATCH:\nAdvertisement", "---", "title Only a title", "\ufeff\x00"])
def test_without_text_there_is_no_article(text: str) -> None:
    with pytest.raises(SourceError, match="no article text"):
        parse_text(text)


@pytest.mark.parametrize("date", ["2024-02-30", "2024-02-30T10:00", "2024-7-9", "2024-07-0x", "0001-01-01T00:00+14:00"])
def test_a_date_that_is_none_is_named(date: str) -> None:
    with pytest.raises(SourceError, match="is not a date") as caught:
        parse_text(f"date {date} NEW DELHI: It rains.")

    assert date in str(caught.value)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-07-09", datetime(2024, 7, 9, tzinfo=UTC)),
        (" 2024-07-09T10:00 ", datetime(2024, 7, 9, 10, tzinfo=UTC)),
        ("2024-07-09 10:00:01.5Z", datetime(2024, 7, 9, 10, 0, 1, 500000, tzinfo=UTC)),
        ("2024-07-09T01:00+05:30", datetime(2024, 7, 8, 19, 30, tzinfo=UTC)),
        ("Tue, 09 Jul 2024 10:00:00 +0200", datetime(2024, 7, 9, 8, tzinfo=UTC)),
        ("2024-07-09 10:00 EST", datetime(2024, 7, 9, 15, tzinfo=UTC)),
        ("2024-07-09T24:00:00Z", datetime(2024, 7, 9, tzinfo=UTC)),
        ("2024-07-09 23:59:60", datetime(2024, 7, 9, tzinfo=UTC)),
        ("2024-07-09 10:00 p.m.", datetime(2024, 7, 9, tzinfo=UTC)),
        ("9 July 2024", datetime(2024, 7, 9, tzinfo=UTC)),
        ("9 July 2024 at 10 a.m. IST", datetime(2024, 7, 9, tzinfo=UTC)),
        ("Tuesday, July 9th, 2024", datetime(2024, 7, 9, tzinfo=UTC)),
        ("13/07/2024", datetime(2024, 7, 13, tzinfo=UTC)),
        ("09.07.2024", datetime(2024, 7, 9, tzinfo=UTC)),
        ("2024/07/09", datetime(2024, 7, 9, tzinfo=UTC)),
        ("Tuesday 9 July 2024 14.05 GMT", datetime(2024, 7, 9, tzinfo=UTC)),
        ("July 9, 2024 Tuesday", datetime(2024, 7, 9, tzinfo=UTC)),
        ("9 July '24", datetime(2024, 7, 9, tzinfo=UTC)),
    ],
)
def test_dates(text: str, moment: datetime) -> None:
    assert parse_date(text) == moment


def test_the_longest_text_is_taken_and_one_character_more_is_not() -> None:
    assert len(build(text="a" * MAX_TEXT).article.text) == MAX_TEXT
    with pytest.raises(SourceError, match="2,000,000 characters"):
        build(text="a" * (MAX_TEXT + 1))


def test_a_list_of_lines_is_no_article() -> None:
    assert build(text="a\n" * MAX_PARAGRAPHS).article.text.count("a") == MAX_PARAGRAPHS
    with pytest.raises(SourceError, match="50,000 lines"):
        build(text="a\n" * (MAX_PARAGRAPHS + 1))


def test_what_sqlite_or_telegram_would_refuse_is_cleaned_away() -> None:
    assert clean("\ufeff a\r\nb\rc\u2028d\x0be\x00\x07f\ud800 ") == "a\nb\nc\nd\nef\ufffd"


def test_a_title_that_is_a_body_is_none() -> None:
    assert build(text="Body.", title="word " * 200).article.title == ""
    assert build(text="Body.", title=" Two\n bridges ").article.title == "Two bridges"


@pytest.mark.parametrize("url", ["HTTPS://example.org/a?b=c#d", "http://[::1]:80/"])
def test_web_addresses(url: str) -> None:
    assert web_address(f" {url}\n") == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org/a",
        "/a",
        "javascript:alert(1)",
        "ftp://example.org",
        "https://",
        "http://[::1",
        "https://a b",
        "https://e.org/" + "a" * 2048,
    ],
)
def test_no_web_addresses(url: str) -> None:
    assert web_address(url) == ""


def test_an_address_that_is_left_out_is_noted() -> None:
    parsed = build(text="Body.", url="javascript:alert(1)")

    assert parsed.article.url == ""
    assert parsed.notes == ("its address is not a web address and was left out",)


CURLY = "The minister said “yes” – at the café. " * 3
RUSSIAN = "Министр сказал, что мост будет закрыт до конца недели, сообщает агентство. " * 4


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "Başbakan dün akşam İzmir'de yaptığı konuşmada yeni köprünün açılacağını, ışıkların değişeceğini söyledi.",
            "cp1254",
        ),
        (
            "A miniszterelnök szerint az új hidat jövőre nyitják meg, a költségekről később döntenek, űrhajós is lesz.",
            "cp1250",
        ),
        ("Það er ekki hægt að opna brúna fyrr en á næsta ári, sagði forsætisráðherrann við blaðamenn í gær.", "cp1252"),
        ("As eleições não mudam as decisões: os cidadãos pedem soluções, disse a presidente às televisões.", "cp1252"),
        ("Põhja-Eesti sõidab jälle: jõe ületamine võib võtta tunde, ütles õde, kes töötab öösel haiglas.", "cp1252"),
        ("Le maire a dû fermer le pont jusqu'en août, où le coût sera sûrement connu, a-t-il répété.", "cp1252"),
    ],
)
def test_languages_whose_encodings_resemble_each_other(text: str, encoding: str) -> None:
    assert decode((text + " ").encode(encoding) * 2)[0] == (text + " ") * 2


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        (CURLY.encode(), CURLY, ""),
        (CURLY.encode("utf-8-sig"), CURLY, ""),
        (CURLY.encode("utf-16"), CURLY, ""),
        (b"\xfe\xff" + CURLY.encode("utf-16-be"), CURLY, ""),
        (CURLY.encode("utf-16-le"), CURLY, ""),
        (CURLY.encode("utf-16-be"), CURLY, ""),
        (CURLY.encode("utf-32"), CURLY, ""),
        (CURLY.encode("utf-32-le"), CURLY, ""),
        (CURLY.encode("utf-32-be"), CURLY, ""),
        (CURLY.encode("cp1252"), CURLY, "it is not UTF-8 and was read as cp1252"),
        (RUSSIAN.encode("cp1251"), RUSSIAN, "it is not UTF-8 and was read as cp1251"),
        (CURLY.encode() + b"\xff!", CURLY + "\ufffd!", "bytes that are not utf-8 were replaced"),
        (b"plain \x92 quote", "plain ’ quote", "it is not UTF-8 and was read as cp1252"),
        (b"plain \x81 byte", "plain \ufffd byte", "bytes that are not cp1252 were replaced"),
    ],
    ids=[
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-be",
        "utf-16-le without a mark",
        "utf-16-be without a mark",
        "utf-32",
        "utf-32-le without a mark",
        "utf-32-be without a mark",
        "cp1252",
        "cp1251",
        "bad byte",
        "one byte",
        "undefined",
    ],
)
def test_encodings(data: bytes, text: str, note: str) -> None:
    decoded, notes = decode(data)

    assert decoded == text
    assert note in ("", *notes)
    assert bool(notes) == bool(note)


@pytest.mark.parametrize(
    "line",
    [
        "You have 3 free articles left this month.",
        "You’ve got one free story remaining.",
        "Share this story on WhatsApp",
        "Comments (1,204)",
        "Written by Ilka Brandt; edited by Otto Holt",
        "Image source, Reuters",
        "MORE: How the quay was built",
        "T&Cs apply.",
        "Terms & conditions apply",
        "This article first appeared in The Harbour Post.",
        "This story was originally published by Lodden Today",
    ],
)
def test_more_lines_that_belong_to_the_page(line: str) -> None:
    assert parse_text(f"The quay opened.\n{line}\nIt rained.").article.text == "The quay opened.\nIt rained."


@pytest.mark.parametrize(
    "line",
    [
        "You have two free hands, the mayor said.",
        "More than 300 people came.",
        "Share prices on the exchange fell.",
        "Comments on the plan are due in May.",
        "The play, written by Ilka Brandt, opens today.",
        "The image source was a phone, police said.",
        "Terms and conditions apply to all tenants, the court ruled.",
        "This story began in Lodden.",
    ],
)
def test_sentences_like_lines_of_the_page_stay(line: str) -> None:
    assert parse_text(f"The quay opened.\n{line}").article.text == f"The quay opened.\n{line}"


def _read_twice(text: str) -> str:
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte) for byte in text.encode()
    )


@pytest.mark.parametrize(
    "text", ["The naïve “señor” said no.", "It’s £5 in Évreux\nand žluť in Ústí.", "Größe zählt – überall…"]
)
def test_utf_8_that_was_read_as_windows_1252_is_repaired(text: str) -> None:
    decoded, notes = decode(_read_twice(text).encode())

    assert decoded == text
    assert notes == ("it had been read as Windows-1252 instead of UTF-8 and was repaired",)


@pytest.mark.parametrize(
    "text",
    [
        "“Le café”… a fermé",
        "“SÓ AMANHÃ”, disse “A MANHÃ”",
        "It shows Ã© instead of é.",
        "TÂCHE «ÇA», â propos €5",
        "20 °C ±3 «où»",
    ],
)
def test_text_that_only_looks_as_if_read_twice_stays(text: str) -> None:
    assert decode(text.encode()) == (text, ())


@pytest.mark.parametrize("declared", ["ISO-8859-1", "windows-1252", "us-ascii"])
def test_the_declared_encoding_is_read_as_browsers_do(declared: str) -> None:
    assert decode(CURLY.encode("cp1252"), declared=declared) == (CURLY, ())


@pytest.mark.parametrize("declared", ["no-such-thing", "hex", "idna", "undefined"])
def test_a_nonsensical_declared_encoding_is_passed_over(declared: str) -> None:
    assert decode(CURLY.encode("cp1252"), declared=declared)[0] == CURLY


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 text",
        b"PK\x03\x04 docx",
        bytes(range(256)) * 4,
        b"\0\1\2" * 9,
        bytes(100),
        RUSSIAN.encode("utf-16-le"),
    ],
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="text"):
        decode(data)


def test_times_of_a_live_blog_are_no_part_of_its_sentences() -> None:
    text = "20:15 CET: The ferry left.\n20.40h - Captain Rask was calm.\n[21:05] It is in Sund.\n21:30 | “Yes.”"

    assert parse_text(f"title Live\n\n{text}").article.text == (
        "The ferry left.\nCaptain Rask was calm.\nIt is in Sund.\n“Yes.”"
    )
    assert parse_text("title Live\n\n20:15: The ferry left.").article.text == "20:15: The ferry left."


@pytest.mark.parametrize("mark", ["-30-", "###", "ENDS", "– Ends –"])
def test_the_mark_of_an_end_is_no_line_of_the_article(mark: str) -> None:
    assert parse_text(f"title Quay\n\nOne.\n{mark}\nTwo.\nThree.\nFour.").article.text == "One.\nTwo.\nThree.\nFour."
    assert parse_text("title Quay\n\nOne.\nEnds meet.\nTwo.").article.text == "One.\nEnds meet.\nTwo."


def test_what_follows_the_end_of_a_press_release_is_left_out() -> None:
    text = "The quay fell.\nIt cost 31 million.\nNobody was hurt.\n- Ends -\nThe quay was built in 1990."

    assert parse_text(f"title Quay\n\n{text}").article.text.endswith("Nobody was hurt.")
    assert parse_text("title Quay\n\nOne.\n###\nTwo.\nThree.\nFour.").article.text.endswith("Four.")


@pytest.mark.parametrize("head", ["", "date 2026-11-20\n"])
def test_a_headline_above_an_empty_line_is_the_title(head: str) -> None:
    article = parse_text(f"{head}QUAY OF MALLE FALLS\n\nBy Sune Vang\n\nThe quay fell on Friday.\nIt was old.").article

    assert (article.title, article.text) == ("QUAY OF MALLE FALLS", "The quay fell on Friday.\nIt was old.")


@pytest.mark.parametrize(
    "text",
    [
        "The quay fell.\n\nIt was old.",
        "The quay fell\n\nIt was old",
        "The quay fell\nIt was old.\n\nIt is gone.",
        "“The quay fell”\n\nIt was old.",
        "NORDHAVEN, 20 November 2026\n\nIt was old.",
    ],
)
def test_a_first_paragraph_is_no_headline(text: str) -> None:
    assert parse_text(text).article.text == text


@pytest.mark.parametrize("day", ["2026", "2026-11", "November 2026", "Q4 2026"])
def test_a_date_without_a_day_is_left_out_with_a_note(day: str) -> None:
    parsed = parse_text(f"title Quay\ndate {day}\nThe quay fell.")

    assert (parsed.article.text, parsed.article.published) == ("The quay fell.", None)
    assert parsed.notes == (f'its date "{day}" names no day and was left out',)


@pytest.mark.parametrize(
    "head", ["title\nsource\ndate\n", "Title:\nSource: \nDate:\n", "title Quay\nsource\ndate\n", "Headline\nurl:\n"]
)
def test_fields_that_were_left_empty_are_no_text(head: str) -> None:
    article = parse_text(f"{head}The quay fell.\nIt was old.").article

    assert (article.text, article.source) == ("The quay fell.\nIt was old.", "")


@pytest.mark.parametrize(
    "text", ["Title\nThe quay fell.", "Date\n\nIt was a fruit.", "Source: nobody knows.\nTitle\nIt fell."]
)
def test_a_word_alone_is_no_empty_field(text: str) -> None:
    assert parse_text(text).article.text.endswith(text.rpartition("\n")[2])


@pytest.mark.parametrize("between", ["\n\n", "\n---\n", "\n\n* * *\n"])
@pytest.mark.parametrize(
    "head", ["title {}\nsource Post\ndate 2026-11-2{}\n", "Title: {}\nDate: 2{} November 2026\n\n"]
)
def test_a_file_of_several_articles_is_refused(head: str, between: str) -> None:
    two = between.join(f"{head.format(name, day)}{name} fell." for day, name in enumerate(("Quay", "Ferry")))

    with pytest.raises(SourceError, match="several articles"):
        parse_text(two)


def test_one_field_further_down_is_no_other_article() -> None:
    text = "It fell.\n\nTitle: The book\nIt is long."

    assert parse_text(f"title Quay\ndate 2026-11-20\n{text}").article.text == text


@pytest.mark.parametrize(
    "line",
    [
        "[Photo: Mayor Ilka Brandt cuts a ribbon. (Malle Post/Sune Vang)]",
        "Image: The quay in spring. (AP)",
        "Unsubscribe | View in browser",
        "Manage your preferences",
    ],
)
def test_captions_and_the_ends_of_newsletters_are_no_text(line: str) -> None:
    assert parse_text(f"The quay fell.\n{line}\nIt was old.").article.text == "The quay fell.\nIt was old."


@pytest.mark.parametrize("between", [" | ", "|", "\t", " = ", ": "])
def test_fields_apart_by_other_marks(between: str) -> None:
    fields = (("Title", "Quay"), ("Source", "Malle Post"), ("Date", "20 November 2026"))
    head = "".join(f"{name}{between}{value}\n" for name, value in fields)
    article = parse_text(f"{head}\nThe quay fell.\nIt was old.").article

    assert (article.title, article.source, article.text) == ("Quay", "Malle Post", "The quay fell.\nIt was old.")
    assert article.published is not None


@pytest.mark.parametrize("name", ["Date published", "Published on", "POSTED ON", "Release date", "published date"])
def test_the_day_by_whatever_name(name: str) -> None:
    head = f"Headline: Quay\n{name}: 20 November 2026\nPublication: Malle Post\nAuthor: Tove Lind\n"
    article = parse_text(f"{head}\nThe quay fell.").article

    assert (article.title, article.source, article.text) == ("Quay", "Malle Post", "The quay fell.")
    assert article.published == datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize("value", ["1795392000", "1795392000000"])
def test_a_day_in_seconds(value: str) -> None:
    article = parse_text(f"title Quay\ndate {value}\nThe quay fell.").article

    assert (article.text, article.published) == ("The quay fell.", datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize("value", ["yesterday", "last Friday", "20th of Brumaire"])
def test_a_day_that_says_nothing_beside_other_fields_is_noted(value: str) -> None:
    parsed = parse_text(f"title Quay\ndate {value}\nThe quay fell.")

    assert (parsed.article.text, parsed.article.published) == ("The quay fell.", None)
    assert parsed.notes == (f'its header "date: {value}" was not understood',)


@pytest.mark.parametrize("line", ["date palms are grown here.", "date night in Malle: nobody came to the quay"])
def test_a_sentence_that_begins_like_a_field_is_text(line: str) -> None:
    assert parse_text(f"title Quay\n{line}\nThe quay fell.").article.text == f"{line}\nThe quay fell."


@pytest.mark.parametrize("days", ["18-20 November 2026", "18 – 20 Nov. 2026"])
def test_several_days_as_a_date_are_told(days: str) -> None:
    parsed = parse_text(f"title Quay\ndate {days}\nThe quay fell.")

    assert (parsed.article.text, parsed.article.published) == ("The quay fell.", None)
    assert parsed.notes == (f'its header "date: {days}" was not understood',)


@pytest.mark.parametrize("text", ["https://post.example/quay", "www.post.example/quay\n\nhttps://post.example/2"])
def test_an_address_is_no_article(text: str) -> None:
    with pytest.raises(SourceError, match="holds only an address"):
        parse_text(text)


@pytest.mark.parametrize(
    "text", ["\x1b[1mThe quay\x1b[0m fell.", "\x1b[38;5;196mThe\x1b[m quay fell.", "\x1b]0;title\x07The quay fell."]
)
def test_the_colours_of_a_terminal_are_no_text(text: str) -> None:
    assert parse_text(text).article.text == "The quay fell."


def test_lines_of_windows_1252_within_utf_8_are_read_as_what_they_are() -> None:
    data = "José Núñez met Zoë Ødegård.\n".encode() + "The café of Núñez closed.\n".encode("cp1252") + b"It rained."

    assert decode(data) == (
        "José Núñez met Zoë Ødegård.\nThe café of Núñez closed.\nIt rained.",
        ("what is not UTF-8 in it was read as cp1252",),
    )


@pytest.mark.parametrize("address", ["<https://e.org/a>", "[e.org](https://e.org/a)", "https://e.org/a"])
def test_an_address_in_markup(address: str) -> None:
    assert parse_text(f"title Quay\nurl {address}\nA ship sank.").article.url == "https://e.org/a"


@pytest.mark.parametrize("date", ["3/9/2026", "03/09/26", "3-9-2026"])
def test_a_day_that_may_be_two_is_left_out_with_a_note(date: str) -> None:
    parsed = parse_text(f"title Quay\ndate {date}\n\nA ship sank.")

    assert (parsed.article.text, parsed.article.published) == ("A ship sank.", None)
    assert parsed.notes == (f'its header "date: {date}" was not understood',)
