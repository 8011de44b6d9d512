"""Paragraphs of agency style, of our own writing: who says what, through roles, bodies, layouts and lost marks."""

from __future__ import annotations

import pytest

from bot.models import Manner, QuoteKind
from tests.support.language import Annotate, annotator

Said = list[tuple[str, str]]


@pytest.fixture(scope="module")
def annotate() -> Annotate:
    return annotator()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "LONDON (AP) — Transport Minister Elena Marsh opened the new tunnel on Monday. The minister said the work had "
            "cost less than planned.",
            [("Elena Marsh", "the work had cost less than planned")],
        ),
        (
            "KARSK, March 3 (Reuters) - The government will sell its stake in the port, Finance Minister Olga Renn said on "
            "Tuesday. The stake is worth 2 billion crowns, the minister told a news conference.",
            [("Olga Renn", "The government will sell its stake in the port"),
             ("Olga Renn", "The stake is worth 2 billion crowns")],
        ),
        (
            '"Prices will fall by spring," the central bank governor, Anton Reuss, said. The governor warned, however, '
            "that wages were rising too fast.",
            [("Anton Reuss", "Prices will fall by spring"), ("Anton Reuss", "that wages were rising too fast")],
        ),
        (
            "Reyl said he was sorry. “I let people down,” the coach said. “It will not happen again.”",
            [("Reyl", "he was sorry"), ("Reyl", "I let people down … It will not happen again.")],
        ),
        (
            'The judge, Helena Voss, sentenced him to four years. "You betrayed people who trusted you," the judge told '
            "him.",
            [("Helena Voss", "You betrayed people who trusted you")],
        ),
        (
            'The prosecutor\'s office did not reply to an email. A lawyer for Strake, Julian Abara, called the charges "a '
            'fairy tale".',
            [("Julian Abara", 'the charges "a fairy tale"')],
        ),
    ],
    ids=["title", "agency dateline", "apposition ahead", "no office known", "judge", "lawyer for"],
)  # fmt: skip
def test_a_role_is_who_has_it(annotate: Annotate, text: str, said: Said) -> None:
    assert annotate(text).said() == said


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "The Ministry of Health reported 14 new cases of cholera. The ministry said it had sent two teams north.",
            "Ministry of Health", "it had sent two teams north",
        ),
        (
            "The Supreme Court of Velmora heard the case for six hours. The court ruled that the tax was unlawful.",
            "Supreme Court of Velmora", "that the tax was unlawful",
        ),
        (
            "Orlen Motors lost 40 million crowns. The company said it would close two of its plants by June.",
            "Orlen Motors", "it would close two of its plants by June",
        ),
        (
            "Velport Council met on Monday. The council said in a statement that the site flooded every winter.",
            "Velport Council", "that the site flooded every winter",
        ),
        (
            "The Skerland Trawlermen's League (STL) met on Friday. The League called that \"a funeral with a signing ceremony\" "
            "and demanded 120 million marks in aid.",
            "Skerland Trawlermen's League", "a funeral with a signing ceremony",
        ),
        (
            "The Velmora Seamen's Union (VSU) met. The VSU said talks would resume on Sunday. The union added that it "
            "wanted six percent.",
            "Velmora Seamen's Union", "that it wanted six percent",
        ),
        (
            "GENEVA: The World Health Organization (WHO) met on Friday. The agency urged countries to stay alert.",
            "World Health Organization", "countries to stay alert",
        ),
        (
            'The airline Skyline said all flights had been cancelled. "We apologise to our passengers," it said.',
            "Skyline", "We apologise to our passengers",
        ),
        (
            "The Karsk Club of lenders met on Friday. The Club said both loans would be repaid by June.",
            "Karsk Club", "both loans would be repaid by June",
        ),
        (
            "A spokesman for Velmora's Digital Authority (DA) said it had asked for a full account.",
            "Digital Authority", "it had asked for a full account",
        ),
        (
            "A spokesperson for Orlen Motors said the recall covered 12,000 cars. \"No one has been hurt,\" the "
            "spokesperson added.",
            "Orlen Motors", "No one has been hurt",
        ),
    ],
)  # fmt: skip
def test_a_body_is_the_one_named_before(annotate: Annotate, text: str, speaker: str, words: str) -> None:
    assert words in annotate(text).by(speaker)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "At least four sailors have been killed, the Ministry of Overseas Affairs (MOA) reported in June.",
            [("Ministry of Overseas Affairs", "At least four sailors have been killed")],
        ),
        (
            "It was the earliest snowfall since 1986, the Velmora Weather Service (VWS) said.",
            [("Velmora Weather Service", "It was the earliest snowfall since 1986")],
        ),
        (
            "Tomas Breck spoke last. He said farmers in the Orlo Valley drove 74 kilometres a day and would be hit hardest.",
            [("Tomas Breck", "farmers in the Orlo Valley drove 74 kilometres a day and would be hit hardest")],
        ),
        (
            "Asked about the delay, Irena Kolb said the ministry had no comment.",
            [("Irena Kolb", "the ministry had no comment")],
        ),
        (
            "Officials fear that the dam could break, but engineer Hana Sato insisted it would hold.",
            [("Officials", "that the dam could break"), ("Hana Sato", "it would hold")],
        ),
        (
            "Police said two men had been arrested, adding that a third was being sought.",
            [("Police", "two men had been arrested"), ("Police", "that a third was being sought")],
        ),
        (
            "President Maria Solis, speaking in Karsk, said her country “will not kneel”, and called the sanctions “a gift "
            "to our farmers”.",
            [("Maria Solis", "her country “will not kneel”"), ("Maria Solis", "the sanctions “a gift to our farmers”")],
        ),
        ("Arjun Mehra thanked his host on the same site.", []),
        ("Neither the company nor the union responded to a request for comment.", []),
        ('The book "A Year in the Marsh" tells how the river was dammed.', []),
        ("Under the agreement, seen by the Meridian Post, the company will pay 40 million crowns.", []),
    ],
)
def test_reported_words(annotate: Annotate, text: str, said: Said) -> None:
    assert annotate(text).said() == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Marsh: We are not going to close the line.", [("Marsh", "We are not going to close the line")]),
        ("Update: The line was closed at noon.", []),
        ('From Reuters: "Oil fell two percent on Monday."', [("Reuters", "Oil fell two percent on Monday.")]),
        (
            "“The roof came down,” recalled Tomas Iversen. “I heard it. Then there was only dust.\n“My brother was inside. "
            "They found him at noon.”",
            [("Tomas Iversen", "The roof came down … I heard it. Then there was only dust. … My brother was inside. They "
                               "found him at noon.")],
        ),
        (
            "'We can't wait,' said Nadia Perez, 31. 'The children are hungry.'",
            [("Nadia Perez", "We can't wait … The children are hungry.")],
        ),
        (
            "“He told me, ‘Leave now,’ and I left,” Amina Diallo said.",
            [("Amina Diallo", "He told me, ‘Leave now,’ and I left")],
        ),
        (
            '"We won," said captain Joana Reis — "and nobody believed in us."',
            [("Joana Reis", "We won … and nobody believed in us.")],
        ),
        (
            "“The tunnel is safe”, insisted Lars Holm, who runs the operator.",
            [("Lars Holm", "The tunnel is safe")],
        ),
        ('Is the bridge safe? "Yes," says Holm. "For now."', [("Holm", "Yes … For now.")]),
        (
            '"It\'s a good day," Laura Brandt said, adding: "We have waited long enough."',
            [("Laura Brandt", "It's a good day"), ("Laura Brandt", "We have waited long enough.")],
        ),
        ("The so-called “green wall” is a row of 3,000 poplars.", []),
        ('"Our children deserve better" was the headline in the Courier.', []),
    ],
)  # fmt: skip
def test_layouts_and_marks(annotate: Annotate, text: str, said: Said) -> None:
    assert annotate(text).said() == said


def test_a_lost_closing_mark_does_not_swallow_the_speaker(annotate: Annotate) -> None:
    (quote, *_) = annotate('"I do not think so, said Karin Osei.').annotation.quotes

    assert (quote.speaker, quote.kind, quote.spans[0]) == ("Karin Osei", QuoteKind.DIRECT, (1, 18))


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ('"We will rebuild every house," Luis Ortega wrote on Facebook.', Manner.POSTED),
        ('"A dark day," Luis Ortega posted on X, formerly Twitter.', Manner.POSTED),
        ('Luis Ortega tweeted on Sunday: "See you in court."', Manner.POSTED),
        ('"It is over," Luis Ortega said in a second post.', Manner.POSTED),
        ('"It is over," Luis Ortega said in a statement on Truth Social.', Manner.POSTED),
        ('"It is over," Luis Ortega said in his Mastodon post.', Manner.POSTED),
        ('"It is over," Luis Ortega said in a short LinkedIn message.', Manner.POSTED),
        ("In a letter to parliament, Luis Ortega wrote that 300 soldiers would be sent home.", Manner.WRITTEN),
        ('A statement from the palace read: "The king is resting and thanks everyone."', Manner.WRITTEN),
        ('"It is over," Luis Ortega said in a statement.', Manner.WRITTEN),
        ("According to a report by the Audit Office, 40 bridges need urgent repair.", Manner.WRITTEN),
        ("Luis Ortega said in a televised statement that elections would be held in May.", Manner.SAID),
        ('"It is over," Luis Ortega told the Washington Post on his first day in the post.', Manner.SAID),
        ('"It is over," Luis Ortega said on X-rays of the bridge.', Manner.SAID),
    ],
)
def test_how_the_words_came_out(annotate: Annotate, text: str, manner: Manner) -> None:
    (quote,) = annotate(text).annotation.quotes

    assert quote.manner is manner


def test_words_that_go_on_keep_their_manner(annotate: Annotate) -> None:
    told = annotate(
        '"The talks begin today," the Velandic Foreign Ministry said on X.\n"They will cover shipping," it added.\n'
        '"We are glad," Karin Osei said.'
    )

    assert [quote.manner for quote in told.annotation.quotes] == [Manner.POSTED, Manner.POSTED, Manner.SAID]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Mr Vance met the mayor, Peter Holt, on Monday. He insisted he still trusted Mr Holt.",
            [("Vance", "he still trusted Mr Holt")],
        ),
        ("Mr Vance arrived on Monday. He is said to be happy with the results of the long talks.", []),
    ],
    ids=["not who is named in the words", "hearsay"],
)
def test_a_pronoun_is_nobody_whom_the_words_name(annotate: Annotate, text: str, said: Said) -> None:
    assert annotate(text).said() == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The Karsk report came out on Monday. More to the point, argues the report, trade with the valley will grow.",
            ("trade with the valley will grow"),
        ),
        (
            "According to VTA, Oristov said that their talks were set for the next day, but in the quiet setting they were "
            "in, they could likely discuss the same things unofficially.",
            "that their talks were set for the next day, but in the quiet setting they were in, they could likely discuss "
            "the same things unofficially",
        ),
        ("Anton Reuss said, however, that wages were rising too fast.", "that wages were rising too fast"),
        ("Anton Reuss expressed thanks to the pilots for their help.", "thanks to the pilots for their help"),
    ],
    ids=["verb first", "lead up", "however", "thanks"],
)
def test_where_words_begin_and_end(annotate: Annotate, text: str, said: str) -> None:
    assert [words for _, words in annotate(text).said()] == [said]


def test_small_letters_are_no_name_where_names_have_capitals(annotate: Annotate) -> None:
    told = annotate("Leading plaintiff, the University of Karsk, said ten directors would pay the fine themselves.")

    assert [name.name for name in told.annotation.names] == ["University of Karsk"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ('According to VTA, Pavel Oristov said that the talks "would begin on the next day".', ["Pavel Oristov"]),
        ("Karin Osei said that Pavel Oristov had told her to leave the hall at once.", ["Karin Osei"]),
        (
            'Ten sailors had come back, the Harbour Board said.\nPavel Oristov called Karin Osei his "old companion" and '
            'said he was "truly glad" to see her, according to Veland\'s VTA state news agency.',
            ["Harbour Board", "Pavel Oristov"],
        ),
    ],
    ids=["relayed", "told about", "two verbs, relayed"],
)
def test_words_inside_words(annotate: Annotate, text: str, speakers: list[str]) -> None:
    """A relay's words are whose it tells of; what somebody tells of others is their own."""
    assert [speaker for speaker, _ in annotate(text).said()] == speakers


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('The plan of the Home Office is called "Better Homes, Stronger Towns".', []),
        ("Young people in Karsk are to be encouraged to learn about the harbour.", []),
        (
            "A resident said the road was closed. Statistics showed that two in five were. He added that it was cold.",
            [
                ("A resident", "the road was closed"),
                ("Statistics", "that two in five were"),
                ("A resident", "that it was cold"),
            ],
        ),
        (
            'Hazel Marn spoke first. "The threat is real," the Karsk MP told the committee.',
            [("Hazel Marn", "The threat is real")],
        ),
        (
            '"They sold a lot," said Donaldson, Lufkin and Jenrette Inc analyst William Marcus.',
            [("William Marcus", "They sold a lot")],
        ),
    ],
    ids=["a name", "they hear it", "no thing is he", "the member for a place", "behind the office"],
)
def test_who_says_nothing(annotate: Annotate, text: str, said: Said) -> None:
    assert annotate(text).said() == said
