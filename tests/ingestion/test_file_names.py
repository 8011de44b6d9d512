"""Whether a text in a file of a known name is a revision of its article or another article, in any script."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.ingestion.file_names import name_among
from bot.models.articles import StoredArticle

#: Two articles of one script on different things.
APART = [
    (
        "The council approved a new quay on Thursday after two years of debate, and the mayor praised it.",
        "Malle beat Orlo by two goals to one on Sunday; their coach was pleased with the young keeper.",
    ),
    (
        "市政府周四批准了新的码头。市长李明说，工程将耗资三千万元。居民担心交通会更加拥挤。",
        "足球队在星期天以二比一击败对手。教练王强表示非常满意。下一场比赛将在北京举行。",
    ),
    (
        "日本の新しい橋が木曜日に開通した。市長の佐藤太郎氏は「十年待った」と述べた。工事には五十億円がかかった。",
        "大阪の市議会は予算案を否決した。反対派は増税に抗議している。知事は会見を開く予定だ。",
    ),
    (
        "नगर परिषद ने गुरुवार को नए घाट को मंजूरी दी। महापौर ने कहा कि इसमें दो वर्ष लगेंगे।",
        "फुटबॉल टीम ने रविवार को मैच जीता। कोच ने खिलाड़ियों की प्रशंसा की। अगला मुकाबला दिल्ली में होगा।",
    ),
    (
        "Городской совет в четверг одобрил новый причал. Мэр сказал, что работы займут два года.",
        "Команда выиграла матч в воскресенье. Тренер похвалил молодого вратаря после игры.",
    ),
    (
        "สภาเมืองอนุมัติท่าเรือใหม่เมื่อวันพฤหัสบดี นายกเทศมนตรีกล่าวว่าจะใช้เวลาสองปี",
        "ทีมฟุตบอลชนะการแข่งขันเมื่อวันอาทิตย์ โค้ชชื่นชมผู้รักษาประตูคนใหม่",
    ),
]


def name(known: str, text: str) -> str:
    """The id of an article with ``text`` in a file named as that of ``known``."""
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    stored = StoredArticle(
        public_id="news", title="", source="", url="", published=None, added=moment, lead="", text=text, digest="d" * 64
    )
    return name_among([("news", "", known)], stored)


@pytest.mark.parametrize(("first", "second"), APART)
def test_another_article_in_a_file_of_a_known_name_gets_a_name_of_its_own(first: str, second: str) -> None:
    assert name(first, second) == "news-dddddddd"


@pytest.mark.parametrize("text", [text for pair in APART for text in pair])
def test_an_edited_text_is_a_revision(text: str) -> None:
    half = len(text) // 2

    assert name(text, text[:half] + text[half + 4 :]) == "news"
    assert name(text, text + text[:half][::-1]) == "news"
