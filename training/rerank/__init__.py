"""How bot/retrieval/en_rerank is made; README.md in this folder says how to run it."""
