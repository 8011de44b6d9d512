"""Bot API methods that answer inline and guest queries, by Telegram's rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from handlers.localchat.api_json import Json
from handlers.localchat.backend import Backend
from handlers.localchat.content import read_preview, read_text
from handlers.localchat.errors import bad_request
from handlers.localchat.formatted import Formatted
from handlers.localchat.keyboards import Keyboard, read_markup
from handlers.localchat.models import Query
from handlers.localchat.params import Params
from handlers.localchat.state import BOT

QUERY_LIFETIME = timedelta(minutes=1)  # after that nobody waits for the answer any more
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
MAX_RESULTS = 50
MAX_RESULT_ID = 64  # bytes
MAX_NEXT_OFFSET = 64  # bytes
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """A result as sent by the user who chooses it."""

    body: Formatted
    keyboard: Keyboard
    link_preview: dict[str, Any]


def waiting(backend: Backend, number: str) -> Query:
    """The query that waits for an answer. Raises ApiError."""
    query = backend.state.queries.get(number)
    if query is None or backend.clock() - query.created > QUERY_LIFETIME:
        raise bad_request(TOO_OLD)
    return query


def answer_inline_query(backend: Backend, params: Params) -> bool:
    """answerInlineQuery: at most 50 results with distinct identifiers of 1-64 bytes."""
    query = waiting(backend, params.text("inline_query_id"))
    results = params.data("results")
    if not isinstance(results, list) or not all(isinstance(one, Mapping) for one in results):
        raise bad_request("can't parse inline query results JSON object")
    _check_ids([str(result.get("id", "")) for result in results])
    if len(params.text("next_offset").encode()) > MAX_NEXT_OFFSET:
        raise bad_request("NEXT_OFFSET_INVALID")
    _check_button(params.data("button"))
    for result in results:
        read_result(backend, result)
    query.answer = {name: params.data(name) for name in ("results", "is_personal", "cache_time", "button")}
    query.answer["next_offset"] = params.text("next_offset")
    backend.state.publish("answer", query.user.id, {"query_id": query.id, "user_id": query.user.id, "inline": True})
    return True


def _check_ids(ids: list[str]) -> None:
    if len(ids) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if not all(1 <= len(number.encode()) <= MAX_RESULT_ID for number in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")


def _check_button(button: Any) -> None:
    if button is None:
        return
    if not isinstance(button, Mapping) or not str(button.get("text", "")).strip():
        raise bad_request("can't parse InlineQueryResultsButton: text is empty")
    if not button.get("web_app") and not _PAYLOAD.fullmatch(str(button.get("start_parameter", ""))):
        raise bad_request("START_PARAM_INVALID")


def read_result(backend: Backend, result: Mapping[str, Any]) -> Choice:
    """The message for a result; articles only. Raises ApiError."""
    if result.get("type") != "article":
        raise bad_request("the local server takes inline results of the type article only")
    if not str(result.get("title", "")).strip():
        raise bad_request("can't parse inline query result: title is empty")
    content = result.get("input_message_content")
    if not isinstance(content, Mapping) or "message_text" not in content:
        raise bad_request("can't parse inline query result: message content is not specified")
    params = Params({**content, "text": content["message_text"]})
    keyboard = read_markup(result.get("reply_markup"))
    return Choice(body=read_text(backend, params), keyboard=keyboard, link_preview=read_preview(params))


def answer_guest_query(backend: Backend, params: Params) -> Json:
    """answerGuestQuery: the message appears in the calling chat, once."""
    query = waiting(backend, params.text("guest_query_id"))
    result = params.data("result")
    if not isinstance(result, Mapping):
        raise bad_request("can't parse inline query result JSON object")
    if query.message is None or query.answer is not None:
        raise bad_request(TOO_OLD)
    choice = read_result(backend, result)
    query.answer = {"result": result}
    backend.state.add_message(
        backend.state.chats[query.message.chat_id],
        BOT,
        body=choice.body,
        keyboard=choice.keyboard,
        link_preview=choice.link_preview,
        reply_to=query.message.message_id,
    )
    return {"inline_message_id": f"guest{query.id}"}
