"""Other words for those of a question.

synonyms    which terms of the archive may replace one another
thesaurus   near-synonyms of the news, and capitals that stand for states
wordnet     synonyms and hypernyms
"""
