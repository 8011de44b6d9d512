"""Fillers of the slots in ``training/data/requests.txt``: topics, names, outlets, days, clauses."""

from __future__ import annotations

_TOPICS = """
climate change|the election|the strike|brexit|the new hospital|taxes|inflation|the flood|the war in the north
|the fire|football|the earthquake|the merger|nokia|apple|the airport|the school strike|housing|rents|gas prices
|the peace talks|migration|the bridge|the trial of the mayor|the budget|the oscars|covid|the vaccine
|the space station|the ferry accident|the bank crisis|the tunnel|electric cars|the oil spill|tennis|the world cup
|the pension reform|the storm|the power cut|artificial intelligence|the refugees|the nurses|wages|the explosion
|the prime ministers resignation|tariffs|the debate|the minimum wage|fishing|the museum|the train crash|milk prices
|the court case|the hostage deal|ukraine|paris|google|the elections in chile|sanctions|the protest|nuclear power
|the interest rate|the cyclone|the phone ban|the car maker|the film festival|coffee|the dam|the new law|the heatwave
|the drought in kenya|trade|jobs|the fine|the census|bird flu|water|the coup|energy|the lawsuit against the company
|the royal wedding|crime|steel|the outage|the satellite launch|the doping scandal|the stock market|grain exports
"""
_NAMES = """
merkel|obama|smith|john brown|maria lopez|the pope|the minister|the president|macron|nadal|the central bank|serena
|elon musk|the mayor|ahmed|kim|the union|the opposition|dr meyer|the coach|beyonce|lopez|the governor|wilson|tanaka
|the company|the police|the ceo|olsen|nokia|petrova|the king|jones|the finance minister|the government|clarke
"""
_OUTLETS = """
the bbc|reuters|cnn|the guardian|the times|the post|the herald|le monde|al jazeera|ap|the courier|the daily news
|the mirror|bloomberg|the telegraph|the journal|fox|sky news|the tribune
"""
_DAYS = """
today|yesterday|monday|on friday|last week|this week|the weekend|this morning|last night|4 may|on 3 november|last month
|in october|the last days|tuesday|last sunday|this month|june|the past week|two days ago|5 december
"""
_TIMES = "7am|8|8am|9 o'clock|18:00|noon|6 pm|7:30|10pm|midnight|seven|half past eight|22:00"
_CLAUSES = """
that he would resign|taxes will go up|the war is over|i will never leave|we should all go home|that rates will rise
|the vaccine is dangerous|he never knew her|nobody would lose a job|they are finished|it was the best deal ever
|i am sorry|the coat was too thin|that women cannot drive|schools stay open|the earth is flat|we won|he loves cheese
"""
_PLACES = """
london|berlin|delhi|new delhi|tokyo|cairo|kenya|germany|new york|paris|lagos|sydney|madrid|rome|chicago|toronto|mumbai
|dubai|nairobi|lima|bogota|oslo|helsinki|athens|istanbul|karachi|dhaka|jakarta|manila|seoul|beijing|hong kong|auckland
|vienna|prague|warsaw|lisbon|dublin|los angeles|mexico|brazil|spain|france|japan|india|ireland|peru|ghana|texas
"""
_VERBS = """
win|die|happen|start|cost|resign|leave|open|close|lose|fall|rise|kill|earn|pay|score|build|sell|buy|live|sign|fail
|arrested|fined|elected|born|guilty|dead|injured|sentenced|over|still open|announced|found|missing|named|chosen
"""
#: Words of the patterns that are as likely words of a topic, and so tell nothing about the kind of request.
_OF_TOPICS = """
abilities abroad address affairs alarm algorithm archive attacked bank beer bigger bike bill birthday bitcoin bits
bloody body boy bravo breakfast buttons cake calendar camp capital captain captured carried caught channel chess
chinese church class coaching coffee columns corker court courts cracker cut dead deadline deal desk dirt doctor
doubts drawing drive earth election exhibition eyes feeds fiction fifty fight film final flag floor forecast foreign
fridays game gather girl greatest guests guitar guys harbour hospital hotel house humans hundred imagination interest
irish issue journalist journalists judge label lad lady law lawyer leader league lessons letters losing lottery lunch
match mayor meetings meme memory minds minister mistake model mondays monitored movement nan netflix nights office
officials opponent option owner packet pair pizza placed playing podcast politics president proud provide radio rap
record recorded residents rice ring rival road rude saturday school secret seized sergeant series service seven site
small song sport sports stage stations stick stocks strange strike submit sundays supply surf tape taxi tea technology
telly temperature test testing threat ticket tickets travelling trend tuesday volume war water weather website wedding
weekdays weekends wikipedia witnesses working world young
"""


def _listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(one.split()) for one in words.split("|"))


OF_TOPICS = frozenset(_OF_TOPICS.split())
SLOTS = {
    "topic": (*_listed(_TOPICS), *_listed(_NAMES)),
    "name": _listed(_NAMES),
    "outlet": _listed(_OUTLETS),
    "place": _listed(_PLACES),
    "days": _listed(_DAYS),
    "time": _listed(_TIMES),
    "clause": _listed(_CLAUSES),
    "verb": _listed(_VERBS),
}
