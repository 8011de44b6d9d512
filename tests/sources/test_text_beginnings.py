"""How text files of different people and agencies begin, and in which encodings they come."""

from __future__ import annotations

import pytest

from bot.sources.datelines import without_dateline
from bot.sources.decoding import decode
from bot.sources.text_files import parse_text

STORY = "The council approved the quay on Thursday.\n\nThe mayor praised it."


@pytest.mark.parametrize(
    ("head", "title", "day"),
    [
        ("Quay approved\nJo Blank\n20 November 2026\n\n", "Quay approved", "2026-11-20"),
        ("Quay approved\n\nJo Blank, City Reporter\nNov. 20, 2026\n\n", "Quay approved", "2026-11-20"),
        ("Quay approved\n\nJo Blank | 20 Nov 2026\n\n", "Quay approved", "2026-11-20"),
        ("Maria Lund\n20 November 2026\n\n", "", "2026-11-20"),
        ("Storm Ottoline Hits Coast\n20 November 2026\n\n", "Storm Ottoline Hits Coast", "2026-11-20"),
        ("UPDATE 2-Quay approved\n\nMARSK, Nov 20 (Reuters) - ", "Quay approved", ""),
        ("CORRECTED-WRAPUP 3-Quay approved\n\n", "Quay approved", ""),
        ("UPDATE: Council meets again\n\n", "UPDATE: Council meets again", ""),
        ("> Quay approved\n\n", "Quay approved", ""),
        ("Title Quay approved\nSource The Post\nDate 20 November 2026\n\n", "Quay approved", "2026-11-20"),
        ("<title>Quay approved</title>\n<DATE>20 Nov 2026</DATE>\n\n", "Quay approved", "2026-11-20"),
    ],
)
def test_what_stands_above_an_article_is_no_part_of_it(head: str, title: str, day: str) -> None:
    article = parse_text(head + STORY).article

    assert (article.title, article.text) == (title, STORY)
    assert (article.published.date().isoformat() if article.published else "") == day


@pytest.mark.parametrize(
    "wrote", ["", "On Fri, 20 Nov 2026 at 08:00, Jo <jo@x.org> wrote:\n", "Am 20.11. schrieb Jo:\n"]
)
def test_a_quoted_mail_is_read_without_its_marks(wrote: str) -> None:
    quoted = "\n".join(f"> {line}" for line in ("Quay approved", "", *STORY.split("\n")))

    article = parse_text(wrote + quoted).article

    assert (article.title, article.text) == ("Quay approved", STORY)


@pytest.mark.parametrize("line", ["Title fights are back.", "Date palms are in flower", "Source The Post"])
def test_one_line_that_begins_like_a_field_is_text(line: str) -> None:
    assert line in parse_text(f"{line}\n{STORY}").article.text


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Nordhaven, 20 November 2026 – ", ""),
        ("Saint Orlo, December 3, 2025 — ", ""),
        ("UPDATE 1 - TILBROOK, Nov 20 (Reuters) - ", "Reuters"),
    ],
)
def test_datelines_with_a_full_day_or_behind_a_label(line: str, agency: str) -> None:
    assert without_dateline(line + STORY) == (STORY, agency)


@pytest.mark.parametrize("line", ["Born 20 November 2026, she", "On Friday, 20 November 2026, the"])
def test_a_sentence_with_a_day_is_no_dateline(line: str) -> None:
    assert without_dateline(f"{line} council met.") == (f"{line} council met.", "")


RUSSIAN = "Городской совет в четверг одобрил новый причал. Мэр сказал, что работы займут два года."
JAPANESE = "日本の新しい橋が木曜日に開通した。市長の佐藤太郎氏は「十年待った」と述べた。"
CHINESE = "市政府週四批准了新的碼頭。市長李明說，工程將耗資三千萬元。居民擔心交通會更加擁擠。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (f"title A new bridge\ndate 2026-11-20\n\n{JAPANESE}", "shift_jis"),
        (CHINESE, "big5"),
        ("市政府周四批准了新的码头。市长李明说，工程将耗资三千万元。", "gbk"),
        ("부산 시의회가 목요일에 새 부두 건설을 승인했다. 시장은 기쁘다고 말했다.", "euc_kr"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "cp866"),
        ("Το δημοτικό συμβούλιο ενέκρινε την Πέμπτη τη νέα αποβάθρα.", "cp1253"),
        ("המועצה אישרה ביום חמישי את הרציף החדש. ראש העיר אמר שהעבודות יימשכו שנתיים.", "cp1255"),
        ("وافق المجلس يوم الخميس على الرصيف الجديد. وقال رئيس البلدية إن العمل سيستغرق عامين.", "cp1256"),
        ("สภาเมืองอนุมัติท่าเรือใหม่เมื่อวันพฤหัสบดี นายกเทศมนตรีกล่าวว่าจะใช้เวลาสองปี", "cp874"),
    ],
)
def test_encodings_of_other_scripts(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text
