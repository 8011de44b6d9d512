"""Verbatim sentences that together tell a topic: briefs, timelines, comparisons, days, trends."""
