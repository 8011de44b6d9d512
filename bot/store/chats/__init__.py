"""What is said in chats.

inbox           updates, kept until they are answered
conversation    turns, for follow-up questions, and views, for paging; turns are converted in turns
feedback        readers' verdicts on answers
showcase        what the examples shown to newcomers are made of
"""
