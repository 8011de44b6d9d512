"""From ranked sentences to an answer: excerpts, words in bold, or that nothing answers.

pipeline          the order of everything here
follow-ups        query_rewriting, dependence, reading_choice, references, replacement,
                  verb_ellipsis, turns
others            browsing (only operators or a date), topic_search
order             precedence, recurrence, said_by, duplicates
short answers     extraction; from the reranker marked_words, span_edges, plausible_spans; of a kind amounts, figures,
                  cases, clause_spans, reasons, description, abbreviations, aboard, office_holders, beside_kind;
                  closeness; ruled out by polarity and parties
shown             excerpts, consensus (several articles), answerability and lacking (decline
                  or not)
"""
