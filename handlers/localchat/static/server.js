// For whoever runs the bot: what it called last, and trouble to order.

import { model } from "./model.js";
import { post } from "./net.js";
import { byId, el, timeOf, toast } from "./ui.js";

const EVERY = 1500; // milliseconds between two looks while the box is open

export async function openServer() {
  byId("server").showModal();
  while (byId("server").open) {
    await paint();
    await new Promise((done) => setTimeout(done, EVERY));
  }
}

async function paint() {
  const answer = await fetch("/page/server");
  if (!answer.ok) return;
  const { calls, pending, troubles } = await answer.json();
  byId("server-pending").textContent = pending ? `${pending} updates wait for the bot` : "Nothing waits for the bot";
  if (!byId("troubles").childElementCount) byId("troubles").replaceChildren(...troubles.map(trouble));
  byId("calls").replaceChildren(...calls.map(call));
}

function trouble(words) {
  const order = async () => {
    const done = await post("fault", { user_id: model.userId, chat_id: model.chatId, trouble: words });
    toast(done ? `Ordered: ${words}` : "Not ordered");
  };
  return el("button", { type: "button", class: "link-button", onclick: order }, words);
}

function call({ method, at, error, why }) {
  const told = error ? ` – ${error} ${why}` : why ? ` – ${why}` : "";
  return el("li", { class: error ? "failed" : null }, el("time", {}, timeOf(at)), ` ${method}${told}`);
}
