"""Which articles report one event (the method is in bot/stories).

stories       each article belongs to one, assigned when it is added
candidates    articles that may report the same event as a new one
affairs       what became of a followed event: stories that are turns of it
filling       the articles of an older database
"""
