"""The forms in which a name or a word may be printed, by the words alone: no article is read here.

names   full_names and name_sizes (where a name ends), names_compared, other_names, further_forms (that no article
        prints), short_words (Dept., MPs), acronyms, states (by abbreviations)
words   capitals, compound_writings, figures
"""
