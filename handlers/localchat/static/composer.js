// The message box: typing, sending, replying, and the command list above it.

import { brief, menu, model } from "./model.js";
import { post } from "./net.js";
import { byId, el } from "./ui.js";

const text = byId("text");
const list = byId("commands");
const MAX_HEIGHT = 180; // pixels

let send = () => {};
let replyTo = null;
let choices = []; // { label, words, insert, take() }
let chosen = -1;
let typedAt = 0; // counts inline queries, so that a late answer to an older one is dropped
const PAUSE = 250; // milliseconds without typing before an inline query

export function setUpComposer(onSend) {
  send = onSend;
  byId("composer").addEventListener("submit", submit);
  text.addEventListener("input", changed);
  text.addEventListener("keydown", keyed);
  text.addEventListener("blur", () => setTimeout(() => !list.contains(document.activeElement) && showCommands([]), 150));
  for (const id of ["slash", "send"]) byId(id).addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus
  byId("slash").addEventListener("click", toggleCommands);
  byId("reply-cancel").addEventListener("click", () => setReply(null));
}

export const focusComposer = () => matchMedia("(pointer: fine)").matches && text.focus({ preventScroll: true });

function submit(event) {
  event.preventDefault();
  if (!text.value.trim()) return;
  deliver(text.value);
}

async function deliver(words) {
  const reply = replyTo;
  const before = text.value;
  text.value = "";
  setReply(null);
  changed();
  if (await send(words, reply?.message_id)) return;
  if (!text.value) text.value = before || words; // not lost when the server is away
  setReply(reply);
  changed();
}

export function insert(words) {
  text.value = words;
  changed();
  text.focus();
}

function changed() {
  byId("send").disabled = !text.value.trim();
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, MAX_HEIGHT)}px`;
  const typed = /^\/([a-z0-9_]*)$/i.exec(text.value);
  showCommands(typed ? menu().filter(({ command }) => command.startsWith(typed[1].toLowerCase())).map(command) : []);
  askInline();
}

// ---- inline mode: "@bot words" offers what the bot finds ---------------------------------------

function askInline() {
  const now = ++typedAt;
  const name = `@${model.bot.username} `.toLowerCase();
  if (!text.value.toLowerCase().startsWith(name)) return;
  const words = text.value.slice(name.length);
  setTimeout(async () => {
    if (now !== typedAt) return;
    const found = await post("inline", { ...here(), text: words.slice(0, 256) });
    if (!found || now !== typedAt) return;
    showCommands(found.results.map((one) => result(found.query_id, one)));
  }, PAUSE);
}

const here = () => ({ user_id: model.userId, chat_id: model.chatId });

function result(queryId, { id, title, description }) {
  const take = () => {
    text.value = "";
    changed();
    post("choose", { ...here(), query_id: queryId, result_id: id });
  };
  return { label: title, words: description, take };
}

function command({ command: name, description }) {
  return { label: `/${name}`, words: description, insert: `/${name} `, take: () => deliver(`/${name}`) };
}

function keyed(event) {
  if (!list.hidden && listKey(event)) {
    event.preventDefault();
    return;
  }
  if (event.key === "Escape" && replyTo) setReply(null);
  const newLine = event.shiftKey || event.isComposing || matchMedia("(pointer: coarse)").matches;
  if (event.key === "Enter" && !newLine) submit(event);
}

// ---- replying ----------------------------------------------------------------------------------

export function setReply(message) {
  replyTo = message;
  byId("reply-bar").hidden = !message;
  if (!message) return;
  byId("reply-name").textContent = message.from.id === model.userId ? "You" : message.from.first_name;
  byId("reply-text").textContent = brief(message);
  text.focus();
}

// ---- commands ------------------------------------------------------------------------------------

function toggleCommands() {
  if (!list.hidden) {
    showCommands([]);
    return;
  }
  text.focus();
  showCommands(menu().map(command));
}

function showCommands(commands) {
  choices = commands;
  chosen = -1;
  list.hidden = !commands.length;
  list.replaceChildren(...commands.map(option));
  byId("slash").setAttribute("aria-expanded", String(!list.hidden));
  text.removeAttribute("aria-activedescendant");
  list.scrollTop = 0;
}

function option({ label, words }, index) {
  const node = el("div", { class: "option", role: "option", id: `command-${index}`, "aria-selected": "false" }, el("b", { dir: "auto" }, label), el("span", { dir: "auto" }, words));
  node.addEventListener("mousedown", (event) => event.preventDefault());
  node.addEventListener("click", () => take(index));
  return node;
}

function listKey(event) {
  switch (event.key) {
    case "ArrowDown":
    case "ArrowUp":
      select((chosen + (event.key === "ArrowDown" ? 1 : choices.length - (chosen < 0 ? 0 : 1))) % choices.length);
      return true;
    case "Escape":
      showCommands([]);
      return true;
    case "Tab":
      if (event.shiftKey) return false;
      if (!choices[Math.max(chosen, 0)].insert) return false;
      insert(choices[Math.max(chosen, 0)].insert);
      return true;
    case "Enter":
      if (chosen < 0) return false;
      take(chosen);
      return true;
  }
  return false;
}

function select(index) {
  list.children[chosen]?.setAttribute("aria-selected", "false");
  chosen = index;
  const node = list.children[index];
  node.setAttribute("aria-selected", "true");
  node.scrollIntoView({ block: "nearest" });
  text.setAttribute("aria-activedescendant", node.id);
}

/** As in Telegram: a chosen command is sent; Tab writes it into the box instead. */
function take(index) {
  const { take: act } = choices[index];
  showCommands([]);
  act();
}
