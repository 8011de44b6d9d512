"""The archive in SQLite (archive, the SQLite side of bot/archive/port.py).

articles      articles, known_article, annotations, article_statistics, whole_articles
names         identity, speakers, descriptions, portraits, trends
ranking       term_index
elsewhere     index_changes: what a search cluster has not been told yet
"""
