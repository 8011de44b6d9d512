"""Whether an article names somebody or something: names_in_article, with the cases that need more than the name.

name_forms, titled_names, signed_names, families; places: towns_in_article, fields (a place or its team), politics (of a
place), areas (parts of the world)
"""
