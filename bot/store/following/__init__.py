"""What chats follow and when they are told.

following     subscriptions, article_views, candidates (what a filter may match), sweeping, topics, preferences
delivery      outbox, due_deliveries, schedules
repair        chat_migration (a group's new id), clock_repair (times written while the clock was ahead)
"""
