"""Questions to one snapshot of the archive, a module for each kind of data; ``file/snapshot.py`` puts them together.

articles      article_contents, article_filter, wordings, paragraph_context, outlets
names         entities, companies
quotes        quotations
ranking       fts, terms, passages, passage_vectors
"""
