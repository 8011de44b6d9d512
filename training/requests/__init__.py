"""Training of the weights in bot/understanding/request_classifier.py; see __main__.py."""
