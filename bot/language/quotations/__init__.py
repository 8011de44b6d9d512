"""The quotations of one paragraph: words, cue and source, before it is known who the source is.

extraction           puts together what the others find
the model's spans    span_repair, source_repair, cue_linking, source_linking, distances,
                     span_extension, clause_ends
by rule              direct, beside_marks (quotation marks), indirect (reported speech), inner_speech (in quotes)
whether it is one    plausibility, wordless, bare_things, acts, named_works,
                     modality, auxiliaries, unspoken, unsaid_patterns
medium               posted, written or said
"""
