"""A local Bot API server with a chat page: people try newsbot with it, and the tests run on it.

    server        puts the parts together and serves them
    state         users, chats, messages           backend      the state with a record of calls
    models        their values                     profile      what the bot tells about itself
    files         files that were sent             faults       calls made to fail

The Bot API:

    api           HTTP in and out                  params       the arguments of a call
    methods       the table of methods             methods_bot, methods_chats, methods_inline, methods_media,
                                                   methods_messages
    content       a message read from a call       keyboards    its buttons
    formatted     text with entities               found_entities, html_entities
    limits        Telegram's rate limits           errors       Telegram's errors
    updates       the queue of updates             webhook      their delivery
    api_json      values -> Bot API objects

The page:

    page          its HTTP side                    page_guard   who may use it
    people        what users do                    page_tools   inline mode, record of calls, faults
"""
