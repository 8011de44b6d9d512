"""Training of the weights in bot/understanding/request_classifier.py; see __main__.py.

wordings   requests from training/data/requests.txt      slots   what their gaps are filled with
fitting    the softmax
"""
