"""The networks that ship with newsbot, and how text goes in and comes out.

span_tagger        names and quotations, as the last component of the spaCy pipeline; bioes encodes its tags
sentence_encoder   sentences -> vectors
wordpiece          words -> ids
session            how ONNX Runtime runs all of them
"""
