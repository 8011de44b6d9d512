"""For whoever watches over newsbot: ``monitor`` serves /healthz and /metrics, ``metrics`` counts."""
