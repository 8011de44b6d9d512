"""A small cross-encoder reads question and sentence together.

stage              which sentences it reads, and what becomes of their order
cross_encoder      question and sentence -> score and marked words
model_input        their tokens
question_judging   whether an article answers a saved question
"""
