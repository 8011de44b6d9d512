// One message as a bubble, with its buttons.

import { richText } from "./entities.js";
import { brief, entitiesOf, fromBot, model, service, textOf } from "./model.js";
import { avatar, copy, dayOf, drawn, el, icon, safeAddress, timeOf } from "./ui.js";

const BUTTON_ICONS = { url: "out", copy_text: "copy", switch_inline_query: "share", switch_inline_query_chosen_chat: "share" };

/** A row of the log. `actions` has reply(message), jump(id), send(text), press(message, row, column, node), insert(text). */
export function bubble(message, chat, actions) {
  if (service(message)) return el("div", { class: "pill", "data-id": message.message_id }, service(message));
  const mine = message.from.id === model.userId;
  const stack = el("div", { class: "stack" }, body(message, chat, mine, actions));
  if (message.reply_markup) stack.append(keyboard(message, actions));
  if (message.reaction) stack.append(el("span", { class: "reaction", "aria-label": `Reaction ${message.reaction}` }, message.reaction));
  const side = chat.type !== "private" && !mine ? avatar(message.from.id, message.from.first_name, fromBot(message)) : null;
  return el(
    "article",
    { class: `row ${mine ? "mine" : "theirs"}`, "data-id": message.message_id, "data-from": message.from.id, "data-date": message.date },
    el("span", { class: "visually-hidden" }, `${mine ? "You" : message.from.first_name}, ${dayOf(message.date)} ${timeOf(message.date)}: `),
    side,
    stack,
    tools(message, actions),
  );
}

function tools(message, actions) {
  const reply = el("button", { type: "button", class: "icon-button reply", "aria-label": "Reply", title: "Reply", onclick: () => actions.reply(message) }, icon("reply"));
  return el("div", { class: "tools" }, reply);
}

function body(message, chat, mine, actions) {
  const node = el("div", { class: "bubble" });
  if (chat.type !== "private" && !mine) node.append(el("b", { class: "name", "data-tone": tone(message) }, message.from.first_name));
  if (message.reply_to_message) node.append(original(message, actions));
  node.append(...media(message));
  const text = textOf(message);
  const [picture, rest] = drawn(text ?? "");
  if (picture && !rest) node.append(el("div", { class: "text" }, picture));
  else if (text) node.append(el("div", { class: "text" }, richText(text, entitiesOf(message), actions.send)));
  node.append(stamp(message));
  if (message.sticker) node.classList.add("bare");
  if (message.photo) node.classList.add("pictured");
  return node;
}

const tone = (message) => (fromBot(message) ? "bot" : String(message.from.id % 6));

function stamp(message) {
  const words = message.edit_date ? `edited ${timeOf(message.date)}` : timeOf(message.date);
  const full = new Date(message.date * 1000);
  return el("time", { class: "stamp", datetime: full.toISOString(), title: full.toLocaleString() }, words);
}

function original(message, actions) {
  const quoted = message.reply_to_message;
  return el(
    "button",
    { type: "button", class: "original", onclick: () => actions.jump(quoted.message_id), "aria-label": "Show the message replied to" },
    el("b", {}, quoted.from.id === model.userId ? "You" : quoted.from.first_name),
    el("span", {}, message.quote?.text ?? brief(quoted)),
  );
}

function media(message) {
  if (message.photo) {
    const { file_id: id, width, height } = message.photo.at(-1);
    return [el("img", { class: "photo", src: `/page/file/${id}`, width, height, alt: message.caption ?? "Picture", loading: "lazy" })];
  }
  if (message.document) {
    const { file_id: id, file_name: name, file_size: size } = message.document;
    const words = el("span", {}, el("b", {}, name), `${Math.max(1, Math.round(size / 1024))} KB`);
    return [el("a", { class: "file", href: `/page/file/${id}`, download: name }, icon("file"), words)];
  }
  if (message.sticker) return [el("span", { class: "sticker", role: "img", "aria-label": "Sticker, thumbs up" }, drawn(message.sticker.emoji)[0])];
  if (message.voice) return [el("span", { class: "file" }, icon("mic"), el("span", {}, el("b", {}, "Voice message"), "0:02"))];
  return [];
}

function keyboard(message, actions) {
  const rows = message.reply_markup.inline_keyboard.map((row, line) =>
    el("div", { class: "keys" }, ...row.map((button, column) => key(message, button, line, column, actions))),
  );
  const label = `Actions for: ${brief(message).slice(0, 60)}`;
  const node = el("div", { class: "keyboard", role: "toolbar", "aria-label": label, onkeydown: alongKeys }, ...rows);
  node.querySelectorAll(".key").forEach((one, at) => one.setAttribute("tabindex", at ? "-1" : "0"));
  return node;
}

/** Arrows move among a message's buttons, which are one tab stop together. */
function alongKeys(event) {
  const keys = [...event.currentTarget.querySelectorAll(".key")];
  const from = keys.indexOf(event.target);
  const to = { ArrowRight: from + 1, ArrowDown: from + 1, ArrowLeft: from - 1, ArrowUp: from - 1, Home: 0, End: keys.length - 1 }[event.key];
  if (from < 0 || to === undefined) return;
  event.preventDefault();
  const next = keys.at(to % keys.length);
  keys.forEach((one) => one.setAttribute("tabindex", one === next ? "0" : "-1"));
  next.focus();
}

function key(message, button, row, column, actions) {
  const action = Object.keys(BUTTON_ICONS).find((name) => name in button);
  const [picture, words] = drawn(button.text);
  const content = [picture, el("span", {}, words), action ? icon(BUTTON_ICONS[action]) : null];
  const attributes = { class: "key", "data-style": button.style ?? null };
  if (button.url) {
    const href = safeAddress(button.url);
    return el("a", { ...attributes, href, target: "_blank", rel: "noopener noreferrer" }, ...content);
  }
  const node = el("button", { ...attributes, type: "button" }, ...content);
  node.addEventListener("click", () => {
    if (button.copy_text) copy(button.copy_text.text);
    else if (button.callback_data) actions.press(message, row, column, node);
    else actions.insert(`@${model.bot.username} ${button.switch_inline_query_current_chat ?? button.switch_inline_query ?? ""}`);
  });
  return node;
}

/** A draft: what the bot is about to say. */
export function draftBubble(draft) {
  const content = draft.text ? richText(draft.text, draft.entities) : el("span", { class: "thinking" }, "Thinking…");
  return el("article", { class: "row theirs last draft" }, el("div", { class: "stack" }, el("div", { class: "bubble" }, el("div", { class: "text" }, content))));
}

export function typingBubble() {
  const dots = el("span", { class: "dots", role: "img", "aria-label": `${model.bot.first_name} is typing` }, el("i"), el("i"), el("i"));
  return el("article", { class: "row theirs last" }, el("div", { class: "stack" }, el("div", { class: "bubble typing" }, dots)));
}
