"""The SQLite file that holds everything newsbot knows. SQL is written here only: one method per question.

The file: database, database_file, connection, snapshot, checkpoints, claim, backup, integrity, patience, clock_repair,
errors, rows; its tables: migrations, schema, schema_changes, schema_chats, schema_following, schema_schedules,
feed_schema.

The archive (archive, the SQLite side of bot/archive/port.py):

    articles    articles, known_article, article_contents, article_filter, article_statistics, whole_articles
    stories     stories, story_candidates, story_filling
    language    annotations, quotations, wordings, paragraph_context, descriptions
    names       identity, entities, speakers, companies, outlets, portraits, trends
    ranking     term_index, terms, fts, match, passages, passage_vectors
    elsewhere   index_changes: what a search cluster has not been told yet

Feeds: feeds, feed_entries, outlet_moves.

Chats:

    following   interests, interest_index, article_views, matched_interests, subscriptions, sweeping
    delivery    outbox, due_deliveries, schedules, topics
    talking     inbox, conversation, turns, preferences, feedback, showcase, chat_migration
"""
