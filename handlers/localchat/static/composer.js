// The message box: typing, sending, replying, and the command list above it.

import { brief, menu, model } from "./model.js";
import { byId, el } from "./ui.js";

const text = byId("text");
const list = byId("commands");
const MAX_HEIGHT = 180; // pixels

let send = () => {};
let replyTo = null;
let choices = [];
let chosen = -1;

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
  showCommands(typed ? menu().filter(({ command }) => command.startsWith(typed[1].toLowerCase())) : []);
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
  showCommands(menu());
}

function showCommands(commands) {
  choices = commands;
  chosen = -1;
  list.hidden = !commands.length;
  list.replaceChildren(...commands.map(option));
  for (const node of [text, byId("slash")]) node.setAttribute("aria-expanded", String(!list.hidden));
  text.removeAttribute("aria-activedescendant");
  list.scrollTop = 0;
}

function option({ command, description }, index) {
  const node = el("div", { class: "option", role: "option", id: `command-${index}`, "aria-selected": "false" }, el("b", {}, `/${command}`), el("span", {}, description));
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
      insert(`/${choices[Math.max(chosen, 0)].command} `);
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
  const command = `/${choices[index].command}`;
  showCommands([]);
  deliver(command);
}
