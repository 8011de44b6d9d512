"""From the source that a paragraph names to who speaks in the article.

resolver, resolver_patterns    the order in which the others are asked
phrase_heads, appositions      the name in a phrase, or beside a description
spokespersons, documents       people who speak for others; letters and reports
own_clauses                    whom "he" or "his" means by its own sentence
passing                        speakers in a clause of a sentence about somebody else
speaker_lines, transcripts     names on lines of their own; interviews
reference_signs, verifier      how surely "he" or "the senator" means whom was found; who is told by name
"""
