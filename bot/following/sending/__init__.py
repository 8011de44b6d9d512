"""When a message goes out: schedule, clock_words, time_zones, retry_policy."""
