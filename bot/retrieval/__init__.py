"""From a question to an answer: candidate sentences, their order, what the reranker reads of them, what is shown.

first_stage   recall by terms (FTS5) and by meaning, ordered by BM25
ranking       evidence on each candidate, weighed
reranking     a cross-encoder reads question and sentence together
expansion     words of like meaning: thesaurus and WordNet
answers       the pipeline over all of these; follow-ups, short answers, declining
"""
