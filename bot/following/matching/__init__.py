"""Whether an article is what a filter asks for (matching), and which words show it (marking).

index_keys: the words by which interests are found for an article; other_senses; topics (an article about football that
never says so)
"""
