"""The order of the recalled sentences.

ranker        the passes over candidates
features      a sentence -> its features as an answer
passages      candidates with their details
time_features its features of time; days_told the days of which a sentence tells
typed_spans   spans of the type that is asked for, found by value_patterns; answer_span those that the reranker marks
"""
