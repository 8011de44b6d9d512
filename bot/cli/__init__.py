"""The command line: each command is a module with its name, and app puts them together.

Commands: add, archive, ask, backup (and restore), brief (and timeline), check, doctor, encode, feedback, feeds,
latest, match, person, run, stats, stories, sweep, who

common            what the commands share: options, opening the newsroom, printing
add_pages         ``add`` for addresses of articles
serving           what ``run`` runs, and next to it: newsroom_worker, backfill, syncing, examining
child_process     commands as processes of their own, which do this
allocator         one memory pool for all threads
installation      whether newsbot's own files are whole
output_...        text and JSON: output_text, output_reply, output_briefs, output_feeds, output_json,
                  output_reply_json; stats_report for both
"""
