"""Training of the span model: names, and who said what."""
