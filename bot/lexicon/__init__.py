"""Word knowledge as data: ``en/`` and ``languages/`` hold the lists, the modules make them easy to look up.

    loader                   a section of a file as a set, as rows or as part of a regular expression
    letters                  without their accents
    analysis                 stop words, demonyms, irregular forms: for the analyser
    calendar, numbers        words of dates and numbers
    given_names              whose name it may be, and short forms
    countries                countries and their peoples       places    their other names, and other places
    regions, city_zones      states and towns, time zones
    namesakes                words that name several things, or are words too
    figurative               "a storm of protest"
    reporting, pronouns      who says, and who "he" may be
    roles, organisations     titles and nouns for people; words of institutions

Every file names its source and licence in its first lines.
"""
