"""Bot API methods for files: pictures, documents, getFile."""

from __future__ import annotations

import struct
from pathlib import PurePosixPath

from handlers.localchat.api_json import Json, file_json
from handlers.localchat.backend import Backend
from handlers.localchat.content import open_chat, read_caption
from handlers.localchat.errors import ApiError, bad_request
from handlers.localchat.methods_messages import send
from handlers.localchat.models import File, Media, MediaKind
from handlers.localchat.params import Params, Upload

MAX_PHOTO = 10 * 2**20  # bytes
MAX_SIDES = 10_000  # pixels, sum of width and height
MAX_RATIO = 20  # ratio of the longer to the shorter side
MAX_DOCUMENT = 50 * 2**20
MAX_DOWNLOAD = 20 * 2**20

_JPEG_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3})


def send_photo(backend: Backend, params: Params) -> Json:
    """sendPhoto: PNG or JPEG up to 10 MB, width and height at most 10,000 pixels together and 20 to 1."""
    caption = read_caption(backend, params)
    chat = open_chat(backend, params)
    given = params.upload("photo")
    if isinstance(given, Upload) and len(given.content) > MAX_PHOTO:
        raise bad_request(
            f"file of size {len(given.content)} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
        )
    file = _file(backend, given)
    if not file.width or not file.height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if file.width + file.height > MAX_SIDES or max(file.width, file.height) > MAX_RATIO * min(file.width, file.height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return send(backend, chat, params, body=caption, media=Media(kind=MediaKind.PHOTO, file=file))


def send_document(backend: Backend, params: Params) -> Json:
    """sendDocument: any file up to 50 MB."""
    caption = read_caption(backend, params)
    chat = open_chat(backend, params)
    file = _file(backend, params.upload("document"))
    return send(backend, chat, params, body=caption, media=Media(kind=MediaKind.DOCUMENT, file=file))


def get_file(backend: Backend, params: Params) -> Json:
    """getFile: the path at which a file of up to 20 MB can be downloaded."""
    file = backend.state.files.get(params.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return file_json(file) | {"file_path": file.path}


def _file(backend: Backend, given: Upload | str) -> File:
    if isinstance(given, Upload):
        return keep_upload(backend, given)
    if known := backend.state.files.get(given):
        return known
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # nothing is fetched: the server works offline
    raise bad_request("wrong file identifier/HTTP URL specified")


def keep_upload(backend: Backend, upload: Upload) -> File:
    """Store an uploaded file in memory. Raises ApiError if it is empty or too large."""
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > MAX_DOCUMENT:
        raise ApiError(413, "Request Entity Too Large")
    name = PurePosixPath(upload.name.replace("\\", "/")).name or "file"
    width, height = picture_size(upload.content)
    file = File(
        id=f"local{backend.state.number()}",
        name=name,
        size=len(upload.content),
        mime_type=upload.mime_type,
        width=width,
        height=height,
    )
    return backend.state.files.keep(file, upload.content)


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels of a PNG or JPEG; (0, 0) for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    return _jpeg_size(content) if content[:2] == b"\xff\xd8" else (0, 0)


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return 0, 0
