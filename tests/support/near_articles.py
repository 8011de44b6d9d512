"""Openly fictional articles on topics that they do not name word for word."""

from __future__ import annotations

from bot.models import NewArticle

STRIKE = NewArticle(
    id="strike",
    title="Dockers in Port Lindon walk out over night shifts",
    source="Coast Radio",
    text="""About 900 dockers walked out in Port Lindon on Monday after talks on night shifts failed.
Their union said that nobody had been paid for the nights since August.
"We will not load one more ship until the company pays," shop steward Ivo Brandt said.
Forty ships were waiting outside the harbour in the evening.
The shipping company said that the stoppage cost it two million crowns a day.""",
)
CLINIC = NewArticle(
    id="clinic",
    title="Village doctor retires and nobody takes over",
    source="Lindon Herald",
    text="""The only doctor of Greywick retired on Friday, and her practice stays closed.
Patients must now drive 40 kilometres to the hospital in Port Lindon.
The county has looked for a successor for two years without success.
"Young physicians want to live in the city," Mayor Tom Reed said.
A nurse will visit people over eighty at home twice a week.""",
)
BREAD = NewArticle(
    id="bread",
    title="Bread gets dearer again as flour runs short",
    source="Coast Radio",
    text="""A loaf of bread costs 12 per cent more than a year ago, the statistics office said.
Butter, milk and eggs became dearer as well.
Bakers blame the poor wheat harvest and the cost of electricity.
Families with three children pay 60 crowns a month more for their shopping.
The central bank expects prices to go on rising until spring.""",
)
ALL = (STRIKE, CLINIC, BREAD)
