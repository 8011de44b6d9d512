"""The page of a person or organisation.

profiles     who they are in the articles' words, latest quotes, companions
timeline     their quotes per week, month or year
describing   descriptions for articles that an older newsbot stored
"""
