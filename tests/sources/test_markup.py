"""HTML, Markdown, BBCode and shortcodes in fields of plain text."""

from __future__ import annotations

import pytest

from bot.sources.markup import plain_line, plain_text
from bot.sources.text_files import parse_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "The **board** of [Malle](https://e.org/n) approved the _new quay_.",
            "The board of Malle approved the new quay.",
        ),
        ("It is old, said *Otmar Quill* and `Ida`.", "It is old, said Otmar Quill and Ida."),
        ("One.\n* * *\nTwo.\n---\nThree.", "One.\n\nTwo.\n\nThree."),
        (
            "* 31 million for the quay\n• 4 million for the library",
            "31 million for the quay\n4 million for the library",
        ),
        ("See [the map][1].\n[1]: https://e.org/map", "See the map.\n"),
        ("[b]The board[/b] of [url=https://e.org]Malle[/url] met.[br]It left.", "The board of Malle met.\nIt left."),
        ("[img]https://e.org/q.jpg[/img]\n[color=red]Otmar[/color] came.", "\nOtmar came."),
        ('One.\n[gallery ids="1,2"]\n[caption id="a"]<b>A quay</b>[/caption]Two.', "One.\n\nTwo."),
        ("<aside><p>One.</p><p>Two.</p></aside>", "One.\nTwo."),
        ("<p>One.</p><aside>Box.</aside>", "One."),
        ("<lamp-story><lamp-line>One.</lamp-line><lamp-line>Two.</lamp-line></lamp-story>", "One.\nTwo."),
        ("[dropcap]T[/dropcap]he quay.[footnote]Says the town.[/footnote]", "The quay."),
        ("<![CDATA[<p>One.</p>]]><!-- ad -->", "One."),
        ("'''Malle''' is in [[Skerland|the north]].<ref>Lamp</ref>", "Malle is in the north."),
        ("| Item | Crowns |\n|---|---:|\n| Crane | 4 million |", "Item: Crowns\n\nCrane: 4 million"),
        ('He wrote:\n<post author="Ida" id="7">The quay is ours</post>.', "He wrote:\nThe quay is ours."),
        ("One.\n<embedded src='https://e.org/q' />\n<tweet id=\"7\">Two.</tweet>", "One.\n\nTwo."),
        ("See <https://e.org/q>; it cost 3\\*.", "See https://e.org/q; it cost 3*."),
        ("The board&amp;#8217;s &amp;quot;quay&amp;quot; &amp;amp; pier", 'The board’s "quay" & pier'),
        (r"One.\nTwo.\r\n\r\nThree\n\n“Four”\n", "One.\nTwo.\n\nThree\n\n“Four”\n"),
        (r"A caf\u00e9 \ud83d\ude00 \u201cclosed\u201d", "A café 😀 “closed”"),
        ("<table><tr><td>Quay</td><td>31 million</td></tr></table>", "Quay: 31 million"),
    ],
)
def test_as_a_reader_sees_it(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "“[S]he left,” he said [s]oon.",
        "2 * 3 * 4",
        "snake_case_name",
        r"in C:\news\n.txt, or \n alone",
        "price* of bread *without tax",
        "a < b > c",
        'if <x y> is "z" and <a="b">',
        "rock ’n’ roll `em",
    ],
)
def test_what_only_resembles_markup(text: str) -> None:
    assert plain_text(text) == text
    assert plain_line(text) == text


def test_in_text_files_too() -> None:
    article = parse_text("title [b]Quay[/b]\n\n<p>The quay fell.</p><p>It was &#8220;old&#8221;.</p>").article

    assert (article.title, article.text) == ("Quay", "The quay fell.\nIt was “old”.")
