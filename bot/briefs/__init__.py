"""Verbatim sentences that together cover a topic: briefs, timelines, comparisons, days, trends.

briefing    requests: reads the archive, calls the pure modules, cites
material    the articles about a topic, with their sentences
nearness    how near articles and sentences are to it in meaning
coverage    sentences -> the few that together say most of what many articles say
brief       three to seven of them, by day
timeline    the first report and the turns after it
comparison  the quotes of each speaker that stand side by side
trending    names that more articles mention now than before
"""
