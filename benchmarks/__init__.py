"""What newsbot costs and how good it is; README.md says how to run each.

Speed and size: retrieval, adding, annotating, cores, dense, matching, stories, rerank, archives
Under load: stack, broadcast, soak, feeds, cluster; polling for a simulated day
Quality: pages, ablation, conversations; why one sentence stands before another: why
Fitting of weights: fit_weights, fit_topics, fit_stories (with event_axes, story_examples, ecb_plus), fit_affairs
Shared: corpus, rewriting, peers, development, fitting, telegram
"""
