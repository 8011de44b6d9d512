"""Reading what people type: text -> tokens -> clauses -> a filter, or a refusal with the place of the error.

filter_language, filter_tokens, clauses, outlet_clauses, refusals; wishes (in whole sentences)
"""
