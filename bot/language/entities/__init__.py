"""The names, amounts and dates of one paragraph.

recognition     puts together what the others find
name_cleaning   a span of the model -> a name
rules           names that the model misses
numeric         money, percentages, quantities, dates, numbers
"""
