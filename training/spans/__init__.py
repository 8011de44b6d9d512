"""Training of the span model: names, and who said what.

examples   documents -> training examples     batch    examples -> tensors
model      the network                        crf      its layer over BIOES tags
train      fine-tuning                        export   torch -> ONNX, into a pipeline
"""
