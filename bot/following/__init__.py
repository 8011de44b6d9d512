"""What people follow: filters, the articles that match them, and when a message about one goes out.

A room uses only those above it:

filters          filters as values
names            the forms of names and words
article          an article as filters look at it
filter_language  reading what people type
mentions         whether an article names somebody
matching         whether it is what a filter asks for, and why
sending          when a message goes out
"""
