"""The sentence encoder: a three-layer student distilled from a larger model; see README.md.

corpora     training texts               questions   questions made from sentences
teacher     the larger model             student     the smaller one
distil      the training                 evaluate    how well vectors find the right sentence
"""
