"""How the shipped models are made; README.md has the steps and says what each module does.

    Steps: convert (convert_syntax, convert_entities, convert_quotes), train, calibrate, package, evaluate
    Corpora: attributions, quote_docs, entity_corpora, gmb, conllu, labels, records, spacing, splits
    Written or generated: agency, quote_templates, entity_templates, augment, names, world, wording
    Evaluation: score_entities, score_quotes, counts, linking, systems
    pace: the learning rate of fine-tuning
    speakers: the weights by which speakers are verified
    Data for the lexicon: city_zones, wordnet

``spans`` trains the network for names and quotes, ``encoder`` the vectors, ``rerank`` the reranker, ``requests`` the
classifier of requests.
"""
