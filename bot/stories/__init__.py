"""Which articles tell the same event: one story, whoever prints it.

    profile      article -> weighted terms, weekday, shingles: all that a comparison needs, some 1.5 kB
    similarity   two profiles -> log odds that both tell one event
    grouping     an article and the open stories near it -> the story that it joins, and stories that it shows to be one
    publishers   outlets -> publishers, so that nine editions of one count once

Pure; bot/store/stories.py keeps profiles and finds those that are worth comparing.
"""
