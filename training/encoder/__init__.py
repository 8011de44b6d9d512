"""The sentence encoder: a student of three layers that learns a larger model's vectors; see README.md."""
