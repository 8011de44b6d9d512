"""How bot/retrieval/reranking/en_rerank is made; README.md in this folder says how to run it."""
