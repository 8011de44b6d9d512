"""What all rules about a paragraph read.

sentences         where sentences end
quotation_marks   where quotations begin and end
paragraph         tokens, sentences, quotations and subjects together
"""
