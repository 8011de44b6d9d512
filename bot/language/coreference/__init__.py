"""Which mentions in an article are the same person, institution or place.

names          clusters; person_names, name_parts, surname_genders, organisation_names, near_names,
               repetitions, label_voting
mentions       the entities with position and role, for the rest: offices, main_clauses, ages
pronouns       salience, salience_patterns, fitting, pronoun_genders, antecedents ("who", "which")
descriptions   nominals, nominals_patterns ("the senator"), bodies ("the ministry"), unnamed_people ("a cashier")
"""
