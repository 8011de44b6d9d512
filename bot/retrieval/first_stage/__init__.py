"""The few hundred sentences that are worth ranking.

recall    by terms and by meaning, with bounded work; filters where operators or dates select the articles
bm25      rank-bm25 over what was recalled; bm25_scan over whole articles
dense     the sentences nearest in meaning
"""
