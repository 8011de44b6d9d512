"""Training of bot/stories/en_events, which tells whether two openings report one event.

data       affairs -> pairs of openings       train      fine-tuning of the reranker's upper layers
"""
