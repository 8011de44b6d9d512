"""Bot API methods about the bot itself: updates, webhook, answers to queries, commands, descriptions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handlers.localchat.api_json import Json, user_json
from handlers.localchat.backend import Backend
from handlers.localchat.errors import bad_request
from handlers.localchat.formatted import units
from handlers.localchat.methods_inline import waiting
from handlers.localchat.params import Params
from handlers.localchat.profile import checked_language, read_commands, read_scope
from handlers.localchat.state import BOT
from handlers.localchat.updates import MAX_BATCH
from handlers.localchat.webhook import WebhookSettings

MAX_CALLBACK_ANSWER = 200  # characters


def get_me(backend: Backend, params: Params) -> Json:
    """getMe."""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "supports_guest_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": backend.state.private_topics,
    }
    name = backend.profile.text("name", "", BOT.first_name)
    return user_json(BOT) | {"first_name": name} | abilities


async def get_updates(backend: Backend, params: Params) -> list[Json]:
    """getUpdates: long polling."""
    limit = params.integer("limit", MAX_BATCH)
    if not 1 <= limit <= MAX_BATCH:
        limit = MAX_BATCH
    backend.updates.allow(_allowed(params))
    return await backend.updates.poll(
        offset=params.integer("offset"), limit=limit, wait=max(0, params.integer("timeout"))
    )


def _allowed(params: Params) -> list[str] | None:
    allowed = params.data("allowed_updates")
    if allowed is not None and not isinstance(allowed, list):
        raise bad_request("can't parse allowed updates: expected an Array of String")
    return allowed


async def set_webhook(backend: Backend, params: Params) -> bool:
    """setWebhook: http or https on this machine."""
    settings = WebhookSettings(
        url=params.text("url"),
        secret=params.text("secret_token"),
        max_connections=params.integer("max_connections", 40),
    )
    backend.updates.allow(_allowed(params))
    if params.flag("drop_pending_updates"):
        await backend.updates.drop()
    await backend.webhook.use(settings)
    return True


async def delete_webhook(backend: Backend, params: Params) -> bool:
    """deleteWebhook."""
    if params.flag("drop_pending_updates"):
        await backend.updates.drop()
    await backend.webhook.use(WebhookSettings(url=""))
    return True


def get_webhook_info(backend: Backend, params: Params) -> Json:
    """getWebhookInfo."""
    hook = backend.webhook
    info: Json = {
        "url": hook.settings.url,
        "has_custom_certificate": False,
        "pending_update_count": len(backend.updates.pending),
    }
    if hook.settings.url:
        info["max_connections"] = hook.settings.max_connections
    if hook.last_error_at is not None:
        info |= {"last_error_date": int(hook.last_error_at.timestamp()), "last_error_message": hook.last_error}
    if backend.updates.allowed is not None:
        info["allowed_updates"] = sorted(backend.updates.allowed)
    return info


def log_out(backend: Backend, params: Params) -> bool:
    """logOut: all later calls are refused."""
    backend.logged_out = True
    return True


def close(backend: Backend, params: Params) -> bool:
    """close."""
    return True


# ---- answers ---------------------------------------------------------------------


def answer_callback_query(backend: Backend, params: Params) -> bool:
    """answerCallbackQuery."""
    query = waiting(backend, params.text("callback_query_id"))
    text = params.text("text")
    if units(text) > MAX_CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = {"text": text, "show_alert": params.flag("show_alert"), "url": params.text("url")}
    chat_id = query.message.chat_id if query.message else query.user.id
    backend.state.publish("answer", chat_id, {"query_id": query.id, "user_id": query.user.id} | query.answer)
    return True


# ---- what the bot says about itself -------------------------------------------------


def set_my_commands(backend: Backend, params: Params) -> bool:
    """setMyCommands."""
    return _store_commands(backend, params, read_commands(params.data("commands")))


def delete_my_commands(backend: Backend, params: Params) -> bool:
    """deleteMyCommands."""
    return _store_commands(backend, params, [])


def _store_commands(backend: Backend, params: Params, commands: list[dict[str, str]]) -> bool:
    scope, language = read_scope(params.data("scope")), checked_language(params.text("language_code"))
    backend.profile.commands[scope, language] = commands
    backend.state.publish("commands", 0, {})
    return True


def get_my_commands(backend: Backend, params: Params) -> list[dict[str, str]]:
    """getMyCommands."""
    scope, language = read_scope(params.data("scope")), checked_language(params.text("language_code"))
    return backend.profile.commands.get((scope, language), [])


def setter(name: str) -> Callable[[Backend, Params], Any]:
    """setMyName, setMyDescription or setMyShortDescription."""

    def set_text(backend: Backend, params: Params) -> bool:
        backend.profile.set_text(name, params.text("language_code"), params.text(name))
        return True

    return set_text


def getter(name: str) -> Callable[[Backend, Params], Any]:
    """getMyName, getMyDescription or getMyShortDescription."""

    def get_text(backend: Backend, params: Params) -> Json:
        fallback = BOT.first_name if name == "name" else ""
        return {name: backend.profile.text(name, checked_language(params.text("language_code")), fallback)}

    return get_text


def set_chat_menu_button(backend: Backend, params: Params) -> bool:
    """setChatMenuButton."""
    button = params.data("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse MenuButton: unsupported type specified")
    backend.profile.menu_buttons[params.integer("chat_id")] = button
    return True


def get_chat_menu_button(backend: Backend, params: Params) -> Json:
    """getChatMenuButton."""
    buttons = backend.profile.menu_buttons
    return buttons.get(params.integer("chat_id")) or buttons.get(0, {"type": "commands"})
