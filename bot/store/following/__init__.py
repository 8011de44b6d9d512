"""What chats follow and when they are told.

following     subscriptions, article_views, sweeping, topics, preferences
delivery      outbox, due_deliveries, schedules
repair        chat_migration (a group's new id), clock_repair (times written while the clock was ahead)
"""
