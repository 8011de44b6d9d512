// The list of messages of the chat that is shown: day lines, groups of messages, scrolling.

import { bubble, draftBubble, typingBubble } from "./bubbles.js";
import { measureQuotes } from "./entities.js";
import { chat, isGroup, messagesOf, model } from "./model.js";
import { byId, dayOf, el } from "./ui.js";

const TOGETHER = 300; // seconds between messages of one sender that belong together
const NEAR_END = 120; // pixels

const log = byId("log");
const scroller = byId("scroller");
let actions = {};
let missed = 0;

export function setUpLog(given) {
  actions = { ...given, jump };
  scroller.addEventListener("scroll", followScroll, { passive: true });
  byId("jump").addEventListener("click", () => toEnd(true));
  new ResizeObserver(() => stayAtEnd && toEnd()).observe(log);
  new ResizeObserver(() => {
    measureQuotes(log);
    if (stayAtEnd) toEnd();
  }).observe(scroller);
}

let stayAtEnd = true;

function followScroll() {
  stayAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
  if (stayAtEnd) missed = 0;
  paintJump();
}

function paintJump() {
  byId("jump").hidden = stayAtEnd;
  byId("jump-count").hidden = !missed;
  byId("jump-count").textContent = missed;
}

export function toEnd(smooth = false) {
  scroller.scrollTo({ top: scroller.scrollHeight, behavior: smooth ? "smooth" : "instant" });
}

function jump(id) {
  const row = log.querySelector(`[data-id="${id}"]`);
  if (!row) return;
  row.scrollIntoView({ block: "center", behavior: "smooth" });
  row.classList.remove("found");
  requestAnimationFrame(() => row.classList.add("found"));
}

/** Draws the whole chat anew. */
export function paintLog() {
  const list = [...messagesOf(model.chatId).values()];
  log.setAttribute("aria-live", "off"); // history is not read out
  log.replaceChildren(...list.map((message) => bubble(message, chat(), actions)));
  list.forEach((message) => join(rowOf(message.message_id)));
  missed = 0;
  stayAtEnd = true;
  paintTail();
  measureQuotes(log);
  toEnd();
  paintJump();
  requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
}

const rowOf = (id) => log.querySelector(`:scope > [data-id="${id}"]`);

/** Puts a new message below the others. */
export function addRow(message) {
  dropTail();
  const row = bubble(message, chat(), actions);
  row.classList.add("new");
  log.append(row);
  join(row);
  measureQuotes(row);
  if (message.from.id === model.userId) stayAtEnd = true;
  if (!stayAtEnd) missed += 1;
  paintTail();
  if (stayAtEnd) toEnd();
  paintJump();
}

export function changeRow(message) {
  const old = rowOf(message.message_id);
  if (!old) return;
  const focused = old.contains(document.activeElement);
  const row = bubble(message, chat(), actions);
  old.replaceWith(row);
  joinAround(row);
  measureQuotes(row);
  if (focused) row.querySelector("button.key, a.key, button.reply")?.focus({ preventScroll: true });
}

export function removeRow(id) {
  const row = rowOf(id);
  if (!row) return;
  const next = row.nextElementSibling;
  row.remove();
  if (next) joinAround(next);
}

function joinAround(row) {
  join(row);
  const next = row.nextElementSibling;
  if (next?.dataset.id) join(next);
}

/** Day line above, and whether a row continues its predecessor's group. */
function join(row) {
  let before = row.previousElementSibling;
  if (before?.classList.contains("day") && before.previousElementSibling) {
    const older = before.previousElementSibling;
    if (dayOf(Number(older.dataset.date)) === before.textContent) return;
  }
  const date = Number(row.dataset.date);
  const newDay = row.dataset.date && (!before || (before.dataset.date && dayOf(Number(before.dataset.date)) !== dayOf(date)));
  if (newDay && !before?.classList.contains("day")) {
    row.before(el("div", { class: "pill day", role: "separator" }, dayOf(date)));
    before = null;
  }
  const together = before?.dataset.from === row.dataset.from && date - Number(before?.dataset.date) < TOGETHER;
  row.classList.toggle("joined", Boolean(row.dataset.from) && together);
  row.classList.add("last");
  if (together) before.classList.remove("last");
}

// ---- what comes after the messages: a draft, or typing dots ------------------------------------

function dropTail() {
  log.querySelectorAll(":scope > .tail").forEach((node) => node.remove());
}

export function paintTail() {
  dropTail();
  const draft = model.drafts.get(model.chatId);
  const typing = (model.typing.get(model.chatId) ?? 0) > Date.now();
  if (draft || typing) {
    const tail = draft ? draftBubble(draft) : typingBubble();
    tail.classList.add("tail");
    log.append(tail);
    if (stayAtEnd) toEnd();
  }
  const blank = !messagesOf(model.chatId).size && !draft && !typing;
  byId("empty").hidden = !blank;
  log.hidden = blank;
}

export function paintEmpty() {
  const group = isGroup(chat());
  byId("empty-title").textContent = group ? `Welcome to ${chat().title}` : `Ask ${model.bot.first_name} about the news`;
  byId("empty-words").textContent = group
    ? `In a group the bot reads commands, replies to it, and messages that mention @${model.bot.username}.`
    : model.bot.description || "Every answer is an exact excerpt of a real article, with its source, or a plain “my articles don't say”.";
  const mention = (text) => (group && !text.startsWith("/") ? `@${model.bot.username} ${text}` : text);
  byId("examples").replaceChildren(
    ...model.examples.map((text) => el("button", { type: "button", class: "example", onclick: () => actions.send(mention(text)) }, text)),
  );
}
