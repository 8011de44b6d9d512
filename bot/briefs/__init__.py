"""Verbatim sentences that together cover a topic: briefs, timelines, comparisons, days, trends."""
