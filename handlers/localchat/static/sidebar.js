// Who one is, which chat is shown, and the head of the chat.

import { brief, chat, chatsOf, isGroup, lastOf, model, titleOf, unreadOf, unreadTotal, user } from "./model.js";
import { avatar, byId, dayOf, el, paintAvatar, store, timeOf } from "./ui.js";

let show = () => {};

export function setUpSidebar(onShow) {
  show = onShow;
  byId("open-sidebar").addEventListener("click", () => setOpen(true));
  byId("close-sidebar").addEventListener("click", () => setOpen(false));
  byId("veil").addEventListener("click", () => setOpen(false));
  byId("sidebar").addEventListener("keydown", (event) => event.key === "Escape" && setOpen(false));
  byId("theme").addEventListener("click", flipTheme);
  byId("people").addEventListener("keydown", arrows);
}

function setOpen(open) {
  byId("sidebar").classList.toggle("open", open);
  byId("veil").hidden = !open;
  byId("open-sidebar").setAttribute("aria-expanded", String(open));
  (open ? byId("people").querySelector('[aria-checked="true"]') : byId("open-sidebar"))?.focus();
}

export function flipTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  store.set("theme", root.dataset.theme);
}

export function paintSidebar() {
  byId("people").replaceChildren(...model.users.map(person));
  byId("chats").replaceChildren(...chatsOf(model.userId).map(entry));
  byId("menu-dot").hidden = !model.users.some((one) => unreadTotal(one.id));
  paintHead();
}

function person(one) {
  const here = one.id === model.userId;
  const unread = here ? 0 : unreadTotal(one.id);
  return el(
    "button",
    { type: "button", class: "person", role: "radio", "aria-checked": String(here), tabindex: here ? "0" : "-1", "data-id": one.id, onclick: () => choose(one.id) },
    avatar(one.id, one.first_name),
    el("span", {}, one.first_name),
    unread ? badge(unread) : null,
  );
}

const badge = (count) => el("span", { class: "badge", "aria-label": `${count} unread` }, count);

function choose(id) {
  const group = isGroup(chat()) && chat().members.includes(id);
  show(id, group ? model.chatId : id);
  byId("people").querySelector('[aria-checked="true"]')?.focus();
}

function arrows(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const index = model.users.findIndex((one) => one.id === model.userId);
  choose(model.users.at((index + step) % model.users.length).id);
}

function entry(one) {
  const last = lastOf(one.id);
  const here = one.id === model.chatId;
  const unread = here ? 0 : unreadOf(model.userId, one.id);
  const who = last && isGroup(one) ? `${last.from.id === model.userId ? "You" : last.from.first_name}: ` : "";
  const when = last && (dayOf(last.date) === "Today" ? timeOf(last.date) : dayOf(last.date));
  const button = el(
    "button",
    { type: "button", class: "entry", "aria-current": here ? "true" : null, onclick: () => (show(model.userId, one.id), setOpen(false)) },
    avatar(one.id, titleOf(one), !isGroup(one)),
    el("span", { class: "entry-words" }, el("b", {}, titleOf(one)), el("span", {}, last ? who + brief(last) : "No messages yet")),
    el("span", { class: "entry-side" }, when ?? "", unread ? badge(unread) : null),
  );
  return el("li", {}, button);
}

export function paintHead() {
  const one = chat();
  paintAvatar(byId("head-avatar"), one.id, titleOf(one), !isGroup(one));
  byId("head-title").textContent = titleOf(one);
  const typing = (model.typing.get(one.id) ?? 0) > Date.now();
  const status = byId("head-status");
  status.classList.toggle("typing", typing);
  status.textContent = typing ? "typing…" : isGroup(one) ? `${one.members.length} members` : `bot · you are ${user().first_name}`;
  document.title = titleOf(one);
}

/** The small menu in the corner: `entries` are [words, action]. */
export function setUpMenu(entries) {
  const menu = byId("menu");
  const more = byId("more");
  const setMenu = (open) => {
    menu.hidden = !open;
    more.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const items = entries().map(([words, action]) =>
      el("button", { type: "button", role: "menuitem", onclick: () => (setMenu(false), more.focus(), action()) }, words),
    );
    menu.replaceChildren(...items);
    items[0].focus();
  };
  more.addEventListener("click", () => setMenu(menu.hidden));
  document.addEventListener("pointerdown", (event) => !menu.parentElement.contains(event.target) && setMenu(false));
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
    if (event.key === "Escape") (setMenu(false), more.focus());
  });
}

