"""What a text asks for, from its words and what the archive knows. Nothing is searched here.

router             text -> request, for chat, command line and measurements alike; requests are its values
manner             politeness, manners, small_talk, languages, spelling, several_wishes
questions          question, answer_type, query_syntax, entity_linking, offices, office_questions,
                   outlets
on the last turn   followup_types, request_completion, navigation
requests           quote_requests, check_requests, headline_requests, topic_requests and topic_forms,
                   follow_requests, setting_requests and silence, page_requests, compiled by
                   forms; where no grammar reads, learned_requests and
                   request_building, request_classifier, least_chances, overruling
"""
