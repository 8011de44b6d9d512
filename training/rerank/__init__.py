"""Training of bot/retrieval/reranking/en_rerank; README.md in this folder says how to run it."""
