"""Training of bot/retrieval/reranking/en_rerank; README.md in this folder says how to run it.

Data: groups (questions with right and wrong sentences), own (ours), texts and vocabulary
Training: model, train
Making it small: cut, shrink, export, plain; restore reads such a model for further training
Weights beside it: mixing, reading ("read"), deciding ("judged")
evaluate
"""
