"""Filters as values: what they ask for (filters), in one order (normal_form), and as they are told (filters_in_words).

sentences: a filter typed as a whole sentence; choices: what an ambiguous word can mean; near_subscriptions: those that
a new one repeats. Reading what people type is filter_language's.
"""
