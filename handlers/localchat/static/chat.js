// The page: events from the server change the model, the model is painted, and what one does goes to the server.

import { focusComposer, insert, setReply, setUpComposer } from "./composer.js";
import { addRow, changeRow, paintEmpty, paintLog, paintTail, removeRow, setUpLog } from "./log.js";
import { chat, countUnread, fromBot, isGroup, messagesOf, model, takeChats, takeSnapshot } from "./model.js";
import { listen, post } from "./net.js";
import { flipTheme, paintHead, paintSidebar, setUpMenu, setUpSidebar } from "./sidebar.js";
import { openServer } from "./server.js";
import { alertBox, byId, el, safeAddress, store, toast } from "./ui.js";

const TYPING = 5000; // milliseconds that Telegram shows "typing"
const DRAFT = 30000;
const ANSWER = 15000; // milliseconds that a pressed button waits

const waiting = new Map(); // query id -> pressed button
const early = new Map(); // query id -> answer that came before the number of its query

const where = () => ({ user_id: model.userId, chat_id: model.chatId });

// ---- what comes from the server -------------------------------------------------------------------

const arrivals = {
  snapshot(_, data) {
    takeSnapshot(data);
    paintAll();
  },
  chats(_, data) {
    const before = model.chatId;
    takeChats(data);
    paintSidebar();
    paintBlocked();
    paintEmpty();
    if (before !== model.chatId) paintAll();
  },
  message(chatId, message) {
    messagesOf(chatId).set(message.message_id, message);
    if (fromBot(message)) {
      model.drafts.delete(chatId);
      model.typing.delete(chatId);
    }
    if (countUnread(chatId, message)) addRow(message);
    paintSidebar();
  },
  edited(chatId, message) {
    if (!messagesOf(chatId).has(message.message_id)) return;
    messagesOf(chatId).set(message.message_id, message);
    if (chatId === model.chatId) changeRow(message);
    paintSidebar();
  },
  deleted(chatId, { message_id: id }) {
    messagesOf(chatId).delete(id);
    if (chatId === model.chatId) {
      removeRow(id);
      paintTail();
    }
    paintSidebar();
  },
  action(chatId) {
    model.typing.set(chatId, Date.now() + TYPING);
    setTimeout(paintLive, TYPING + 50, chatId);
    paintLive(chatId);
  },
  draft(chatId, draft) {
    model.drafts.set(chatId, draft);
    setTimeout(() => {
      if (model.drafts.get(chatId) === draft) model.drafts.delete(chatId);
      paintLive(chatId);
    }, DRAFT);
    paintLive(chatId);
  },
  answer(_, answer) {
    if (answer.user_id !== model.userId || answer.inline) return;
    if (waiting.has(answer.query_id)) settle(answer);
    else early.set(answer.query_id, answer);
  },
};

function paintLive(chatId) {
  if (chatId !== model.chatId) return;
  paintTail();
  paintHead();
}

function paintAll() {
  paintSidebar();
  paintEmpty();
  paintLog();
  paintBlocked();
}

/** Which topic of a forum one writes to. */
function paintTopics() {
  const { topics = [] } = chat();
  const select = byId("topic");
  byId("topic-bar").hidden = !topics.length;
  const wanted = topics.includes(Number(select.value)) ? select.value : "0";
  select.replaceChildren(...[0, ...topics].map((id) => el("option", { value: String(id) }, id ? `Topic ${id}` : "General")));
  select.value = wanted;
}

function paintBlocked() {
  paintTopics();
  const { forbidden } = chat();
  const byMe = !isGroup(chat());
  byId("composer").hidden = Boolean(forbidden);
  byId("blocked").hidden = !forbidden;
  byId("unblock").hidden = !byMe;
  byId("blocked-words").textContent = byMe ? "You have blocked the bot." : "The bot has left this group.";
}

// ---- what one does ------------------------------------------------------------------------------------

async function send(text, replyTo) {
  const thread = Number(byId("topic").value) || 0;
  const sent = await post("say", { ...where(), text, reply_to: replyTo ?? null, thread_id: thread });
  if (!sent) toast("Not sent: the server did not take it");
  return Boolean(sent);
}

async function press(message, row, column, button) {
  if (button.classList.contains("busy")) return;
  button.classList.add("busy");
  button.setAttribute("aria-busy", "true");
  const pressed = await post("press", { ...where(), message_id: message.message_id, row, column });
  if (!pressed) {
    calm(button);
    toast("That button is gone");
    return;
  }
  waiting.set(pressed.query_id, button);
  setTimeout(() => settle({ query_id: pressed.query_id }), ANSWER);
  if (early.has(pressed.query_id)) settle(early.get(pressed.query_id));
}

function settle(answer) {
  const button = waiting.get(answer.query_id);
  if (!button) return;
  waiting.delete(answer.query_id);
  early.delete(answer.query_id);
  calm(button);
  if (answer.text) (answer.show_alert ? alertBox : toast)(answer.text);
  const address = answer.url && safeAddress(answer.url);
  if (address) open(address, "_blank", "noopener");
}

function calm(button) {
  button.classList.remove("busy");
  button.removeAttribute("aria-busy");
}

function show(userId, chatId) {
  model.userId = userId;
  model.chatId = chatId;
  model.unread.delete(`${userId}:${chatId}`);
  store.set("user", userId);
  setReply(null);
  paintAll();
  focusComposer();
}

const block = (blocked) => post("block", { ...where(), blocked });
const sample = (kind) => post("sample", { ...where(), kind });

// ---- putting it together ------------------------------------------------------------------------------

model.userId = Number(new URLSearchParams(location.search).get("user") ?? store.get("user"));
model.chatId = model.userId;

setUpLog({ reply: setReply, send, press, insert });
setUpComposer(send);
setUpSidebar(show);
setUpMenu(() => [
  ["Send a sticker", () => sample("sticker")],
  ["Send a voice message", () => sample("voice")],
  ...(isGroup(chat()) ? [] : [chat().forbidden ? ["Unblock the bot", () => block(false)] : ["Block the bot", () => block(true)]]),
  ...model.users.filter((one) => one.id !== model.userId).map((one) => [`${one.first_name} in another window`, () => open(`/?user=${one.id}`, "_blank", "noopener")]),
  ["What the bot calls, and faults", openServer],
  ["Switch light and dark", flipTheme],
]);
byId("unblock").addEventListener("click", () => block(false));

const line = listen(
  (kind, chatId, data) => arrivals[kind](chatId, data),
  (connected) => {
    byId("banner").hidden = connected;
    if (connected) document.body.dataset.ready = "true";
  },
);
byId("retry").addEventListener("click", line.retry);
