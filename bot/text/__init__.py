"""Reading single texts: terms, names, numbers, dates, spans. Pure.

Terms, by which texts are matched:

    analyzer           text -> terms                 inflection     is one word a form of another?
    spelling_variants  defence, defense              compounds      ceasefire, cease-fire, cease fire
    contractions       "won't" -> "will not"         english_words  is it a word?

Names and numbers:

    names              the key of a name             name_matching  the same, with regard to capitals
    numbers            "Sixty-three" -> 63           romanisation   Mubarak, Mubarack
    name_numbers       "Formula 1", "Formula One"    signed_names   C++, .NET, AT&T
    slips              "Anthony Wiener" for Weiner

Dates:

    dates              text -> windows of time       date_grammar   periods with their prepositions
    date_periods       one period                    date_tokens    the words that the rules read
    date_absolute, date_relative                     the rules: "14 July", "last week"
    date_cursor        a position in the tokens      calendar_periods   weeks, months, Easter
    spoken_clock       "half past six" -> 6:30

Positions:

    spans              pieces of an article          quoted_words   an interrupted quotation, joined
    link_lines         "Read more: Wildfire near Athens"

What people type:

    typed              every character visible and in its usual form; characters: the same for articles
"""
