"""Who said what: look-ups of quotes, and checks of what somebody is claimed to have said.

look-ups    search (speaker and selection), office_lookup, phrase_ranking, topic_ranking, topic_reading, running_speech;
                quotations (pages), wording, csv_export
checks      quote_checking (against the archive), checking (against articles); claims (a message -> claims), comparison,
            alignment, speech_segments, speaker_match, day_match, cut_sense, verdict_wording
"""
