"""Photos at the local server: Telegram's limits, and memory that does not grow with what was sent."""

from __future__ import annotations

import struct
import zlib

import httpx
import pytest
from telegram.error import BadRequest

from bot.models import ChatKey
from handlers.localchat.faults import late
from handlers.localchat.files import Files
from handlers.localchat.methods_media import MAX_PHOTO
from handlers.localchat.models import File
from handlers.transport.bot import RawUpdatesBot
from handlers.transport.pace import UNPACED
from handlers.transport.rate_limit import RateLimit
from handlers.transport.sender import Sender
from handlers.views.messages import Picture, note
from tests.support import localchat as support
from tests.support.localchat import ask
from tests.support.telegram_user import LocalUser, PeopledServer

clock, server, bot, asha = support.clock, support.server, support.bot, support.asha


def png(width: int, height: int, *, size: int = 0) -> bytes:
    """A picture of which only the beginning is true, of at least ``size`` bytes."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    return content.ljust(size, b"\0")


@pytest.mark.parametrize(("width", "height"), [(1, 1), (9_500, 500), (500, 9_500), (2_000, 100)])
async def test_sizes_that_are_taken(bot: RawUpdatesBot, asha: LocalUser, width: int, height: int) -> None:
    message = await bot.send_photo(asha.id, png(width, height))

    assert (message.photo[-1].width, message.photo[-1].height) == (width, height)


@pytest.mark.parametrize(("width", "height"), [(9_501, 500), (5_001, 5_000), (2_001, 100), (100, 2_001)])
async def test_sizes_that_are_refused(bot: RawUpdatesBot, asha: LocalUser, width: int, height: int) -> None:
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await bot.send_photo(asha.id, png(width, height))


async def test_a_photo_of_ten_megabytes(bot: RawUpdatesBot, asha: LocalUser) -> None:
    message = await bot.send_photo(asha.id, png(10, 10, size=MAX_PHOTO))
    assert message.photo[-1].file_size == MAX_PHOTO

    with pytest.raises(BadRequest, match=rf"[Ff]ile of size {MAX_PHOTO + 1} bytes is too big for a photo"):
        await bot.send_photo(asha.id, png(10, 10, size=MAX_PHOTO + 1))


@pytest.mark.parametrize(("caption", "taken"), [("x" * 1024, True), ("😀" * 512, True), ("😀" * 512 + "x", False)])
async def test_captions_count_in_utf_16(bot: RawUpdatesBot, asha: LocalUser, caption: str, taken: bool) -> None:
    if taken:
        assert (await bot.send_photo(asha.id, png(10, 10), caption=caption)).caption == caption
    else:
        with pytest.raises(BadRequest, match="caption is too long"):
            await bot.send_photo(asha.id, png(10, 10), caption=caption)


async def test_tags_of_a_caption_do_not_count(bot: RawUpdatesBot, asha: LocalUser) -> None:
    message = await bot.send_photo(asha.id, png(10, 10), caption=f"<b>{'x' * 1024}</b>", parse_mode="HTML")

    assert message.caption == "x" * 1024


async def test_old_files_give_way(server: PeopledServer, bot: RawUpdatesBot, asha: LocalUser) -> None:
    server.backend.state.files.limit = 5_000
    first = (await bot.send_photo(asha.id, png(10, 10, size=2_000))).photo[-1]
    path = (await bot.get_file(first.file_id)).file_path
    second = (await bot.send_photo(asha.id, png(10, 10, size=2_000))).photo[-1]
    assert len(await (await bot.get_file(first.file_id)).download_as_bytearray()) == 2_000

    await bot.send_photo(asha.id, png(10, 10, size=2_000))

    answer = await ask(server, "getFile", {"file_id": first.file_id})
    assert answer["description"] == "Bad Request: wrong file_id or the file is temporarily unavailable"
    async with httpx.AsyncClient(verify=False) as client:
        assert (await client.get(str(path))).status_code == 404
        assert (await client.get(f"{server.url}page/file/{first.file_id}")).status_code == 404
        assert (await client.get(f"{server.url}page/file/{second.file_id}")).content == png(10, 10, size=2_000)


def test_one_file_larger_than_all_is_kept_alone() -> None:
    files = Files(limit=10)
    for name, content in (("a", b"x" * 4), ("b", b"x" * 50), ("b", b"x" * 60)):
        files.keep(File(id=name, name=name, size=len(content), mime_type=""), content)

    assert (files.content("a"), files.content("b")) == (None, b"x" * 60)
    files.keep(File(id="c", name="c", size=10, mime_type=""), b"x" * 10)
    assert (files.content("b"), files.content("c")) == (None, b"x" * 10)


async def test_the_record_of_calls_holds_no_pictures(
    server: PeopledServer, bot: RawUpdatesBot, asha: LocalUser
) -> None:
    await bot.send_photo(asha.id, png(10, 10, size=2_000), filename="chart.png")

    [call] = server.calls_of("sendPhoto")
    kept = [value for value in call.params.values() if not isinstance(value, str)]
    assert [(value.name, value.content) for value in kept] == [("chart.png", b"")]


async def test_a_photo_without_an_answer_in_time_is_not_sent_twice(server: PeopledServer, asha: LocalUser) -> None:
    server.faults.add("sendPhoto", late(0.5))
    picture = Picture(png=png(10, 10), caption=note("Rain"), instead=note("Rain in words"))

    async with support.new_bot(server, patience=0.1) as impatient:
        sent = await Sender(impatient, RateLimit(UNPACED)).send_picture(ChatKey(chat_id=asha.id), picture)

    assert sent is None
    assert [said.text for said in asha.history()] == ["Rain"]
    assert server.calls_of("sendMessage") == []


async def test_a_photo_that_should_become_a_text_is_answered_anew(bot: RawUpdatesBot, asha: LocalUser) -> None:
    photo = await bot.send_photo(asha.id, png(10, 10), caption="Rain")

    await Sender(bot, RateLimit(UNPACED)).edit(ChatKey(chat_id=asha.id), photo.message_id, note("Sun"))

    assert [said.text for said in asha.history()] == ["Rain", "Sun"]
