"""What people follow: filters, the articles that match them, and when a message about one goes out.

reading a filter    filter_language, filter_tokens, outlet_clauses, clauses, normal_form, sentences, refusals;
                        full_names and name_sizes (where a name ends), wishes (in whole sentences)
filters as values   filters, filters_in_words, index_keys, choices (what an ambiguous word can mean), near_subscriptions
an article          article_view, sentence_bits, word_runs, written_words
    for one filter  article_on_demand, words_on_demand, names_on_demand, by_key
comparing           matching, marking
    names           names_compared, names_in_article, name_forms, further_forms (that no article prints), other_names,
                        titled_names, signed_names, acronyms,
                        short_words (of a name: Dept., MPs), families
    places          towns_in_article, towns_and_regions, fields (a place or its team), states (by abbreviations),
                        politics (of a place), areas (parts of the world)
    words           other_senses, compound_writings, capitals, figures,
                        topics (an article about football that never says so)
messages            schedule, clock_words, time_zones, retry_policy
"""
