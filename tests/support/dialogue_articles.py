"""The articles of the dialogues: short, openly fictional, newest last."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.models import NewArticle


def day(text: str) -> datetime:
    """A date or a time in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


BRIDGE = NewArticle(
    id="bridge",
    title="Port Lindon harbour bridge to close in March",
    source="Lindon Herald",
    url="https://herald.example/bridge?from=feed&x=1",
    published=day("2026-11-18T09:30"),
    text="""The harbour bridge of Port Lindon will close on 2 March for repairs that take fourteen months.
The city council voted for the closure after inspectors found 62 cracked bolts in the northern tower.
"Nineteen thousand cars a day is too much for a tired bridge," Transport Minister Elena Marsh said.
Marsh said that ferries would run every ten minutes while the bridge is shut.
Tom Reed, who owns a bakery at the northern end, said the closure would cost him half of his customers.
"Nobody asked us," Tom Reed said.
The Ministry of Transport said that the repairs would cost 48 million crowns.""",
)
BUDGET = NewArticle(
    id="budget",
    title="Minister defends <ferry> money & timetable",
    source="Coast Radio",
    url="https://coast.example/ferries",
    published=day("2026-11-20T17:05"),
    text="""Transport Minister Elena Marsh defended the money for four new ferries before parliament on Friday.
"Four ferries are cheaper than one collapsed bridge," Elena Marsh said.
"We will publish every invoice," Marsh told parliament.
Anna Reed, an opposition member, said that the timetable was a fairy tale.
"The minister is counting ferries that have no crew," Anna Reed said.
Elena Marsh said that sixty sailors had already signed contracts.
"They start in February," Marsh added.""",
)
STORM = NewArticle(
    id="storm",
    title="Storm Odile leaves 12,000 homes without power",
    source="Lindon Herald",
    url="",
    published=day("2026-11-21T06:00"),
    text="""Storm Odile cut the power of 12,000 homes along the coast on Saturday night.
Three people were hurt when a crane fell onto a warehouse in Greywick.
The grid company Norlys said that power would be back by Monday.
"The wind took down forty pylons in an hour," Norlys spokesman Ivo Brandt said.""",
)
VOLCANO = NewArticle(
    id="volcano",
    title="Volcano on Sarn island falls silent",
    source="Coast Radio",
    url="https://coast.example/volcano",
    published=day("2024-07-09"),
    text="""The volcano on Sarn island fell silent on Tuesday after nine weeks of eruptions.
Geologist Priya Nair said that the island's 340 people could go home in August.
"The mountain has gone back to sleep," Priya Nair said.""",
)
NOTES = tuple(
    NewArticle(
        id=f"note-{number}",
        title=f"Greywick market report number {number}",
        source="Market Post",
        url=f"https://market.example/{number}",
        published=day(f"2026-10-{number:02d}"),
        text=f"Traders in Greywick sold {number} hundred tons of herring on the market this week.",
    )
    for number in range(1, 9)
)
ALL = (VOLCANO, *NOTES, BRIDGE, BUDGET, STORM)

#: added later, for notifications
FERRY = NewArticle(
    id="ferry",
    title="First new ferry reaches Port Lindon",
    source="Coast Radio",
    url="https://coast.example/first-ferry",
    published=day("2026-11-22T11:00"),
    text="""The first of four new ferries reached Port Lindon on Sunday morning.
Transport Minister Elena Marsh waved from the quay.""",
)
NO_ADDRESS = NewArticle(
    id="no-address",
    title="Rowing cup goes to sailors",
    source="Lindon Herald",
    published=day("2026-11-22T11:30"),
    text="""A silver cup was won in rowing boats on Sunday. Elena Marsh thanked the sailors of the ferry.
The crew from Vantry Lake finished eleven seconds ahead of the fire brigade. Rain had delayed the start by two hours.
Forty teams raced, more than ever, and the oldest rower was a dentist of 81. Children drummed under umbrellas.""",
)
