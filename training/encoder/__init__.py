"""The sentence encoder: a three-layer student distilled from a larger model; see README.md."""
