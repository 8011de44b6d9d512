"""Group articles that report the same event into stories, across outlets.

    profile      article -> weighted terms, weekday, shingles: all that a comparison needs, some 1.5 kB
    event_axes   a vector of the sentence encoder -> where its event and its subject lie
    countries    terms -> the countries that they name
    pair_facts   an article and others -> what it has in common with each of them
    similarity   these -> log odds that both report one event
    second_look  where these leave it unsure: how alike are the openings of both?
    event_reading    how alike they are: by the vectors of a network trained for it
    grouping     an article and the open stories near it -> the story that it joins, and stories to be merged
    affairs      two profiles -> log odds that one tells what became of the other's event: a turn
    encoding     profiles as bytes for the store
    publishers   outlets -> publishers, so that nine editions of one count once

Pure; bot/store/stories/stories.py stores profiles and finds those worth comparing.
"""
