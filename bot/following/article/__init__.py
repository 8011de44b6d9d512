"""An article as filters look at it.

whole           article_view, sentence_bits, word_runs, written_words, towns_and_regions (a place within another)
for one filter  article_on_demand, words_on_demand, names_on_demand, by_key
"""
