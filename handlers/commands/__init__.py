"""What people type and tap.

registry      the tables of all commands and buttons     context      what every action gets, and its frame
ask           /ask, free text, verdicts on answers       respond      any request -> its reply, shown
callbacks     presses of buttons                         navigate     "next page" in words
who, check, person, latest, briefs, compare              quotes, claims, pages of people, headlines, topics
article       an article, page by page                   pictures     charts of timelines and trends
following     /follow, /following                        subscription_page   one subscription
unfollow      /unfollow                                  ended        following again what was ended
gathered      pages of a digest
settings      /settings, /digest                         preferences  language, length, previews
asked_settings  settings asked for in a sentence         prompts      questions of the bot, and the replies
feeds         /feeds, /addfeed, /removefeed, /stats      admission    /allow, /ban, /unban
menu          /help, /privacy, /sources, /forgetme       start        /start and deep links
drawing       the thread of the pictures
usage         commands without their words ask for them
"""
