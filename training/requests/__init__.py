"""How the weights of bot/understanding/request_classifier.py are fitted: see __main__.py."""
