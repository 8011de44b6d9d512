// Text with Telegram's entities as DOM nodes. Offsets are UTF-16 code units, which is how JavaScript counts too.

import { copy, el, icon, safeAddress } from "./ui.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };
const BLOCKS = ["blockquote", "expandable_blockquote", "pre"];

/** A fragment with the formatted text; `onCommand(text)` is called when a command in it is pressed. */
export function richText(text, entities = [], onCommand = null) {
  const fragment = document.createDocumentFragment();
  fill(fragment, text, 0, text.length, [...entities], onCommand);
  return fragment;
}

function fill(parent, text, from, to, entities, onCommand) {
  let position = from;
  let afterBlock = false;
  const write = (end) => {
    // A block ends its line by itself: the line break behind it would show as an empty line.
    const start = afterBlock && text[position] === "\n" ? position + 1 : position;
    if (end > start) parent.append(text.slice(start, end));
  };
  while (entities.length) {
    const entity = entities.shift();
    const start = Math.max(entity.offset, position);
    const end = Math.min(entity.offset + entity.length, to);
    if (end <= start) continue;
    const inner = [];
    while (entities.length && entities[0].offset < end) inner.push(entities.shift());
    write(start);
    const [outer, content] = wrap(entity, text.slice(start, end), onCommand);
    fill(content, text, start, end, inner, onCommand);
    parent.append(outer);
    position = end;
    afterBlock = BLOCKS.includes(entity.type);
  }
  write(to);
}

/** The node of an entity, and where its text goes. */
function wrap(entity, text, onCommand) {
  const both = (node) => [node, node];
  switch (entity.type) {
    case "text_link":
      return both(link(entity.url));
    case "url":
      return both(link(text));
    case "email":
      return both(link(`mailto:${text}`));
    case "bot_command":
      return both(el("button", { type: "button", class: "command", onclick: () => onCommand?.(text) }));
    case "code":
      return both(el("code", { tabindex: "0", title: "Copy", onclick: () => copy(text) }));
    case "pre":
      return preformatted(entity, text);
    case "spoiler":
      return both(spoiler());
    case "blockquote":
      return both(el("blockquote", { class: "quote" }));
    case "expandable_blockquote":
      return expandable();
    case "date_time":
      return dateTime(entity, text);
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return both(el("span", { class: "tag" }));
    default:
      return both(el(TAGS[entity.type] ?? "span"));
  }
}

function link(target) {
  const href = safeAddress(target);
  return href ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }) : el("span");
}

function preformatted(entity, text) {
  const code = el("code");
  const head = el(
    "span",
    { class: "pre-head" },
    entity.language || "text",
    el("button", { type: "button", class: "pre-copy", "aria-label": "Copy", onclick: () => copy(text) }, icon("copy")),
  );
  return [el("pre", {}, head, code), code];
}

function spoiler() {
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, press to show" });
  const show = () => {
    node.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
  };
  node.addEventListener("click", show);
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") show();
  });
  return node;
}

function expandable() {
  const body = el("div", { class: "quote-body" });
  const toggle = el("button", { type: "button", class: "quote-toggle", "aria-expanded": "false", "aria-label": "Show all" }, icon("down"));
  const quote = el("blockquote", { class: "quote expandable" }, body, toggle);
  const flip = () => {
    const open = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.setAttribute("aria-label", open ? "Show less" : "Show all");
  };
  toggle.addEventListener("click", (event) => {
    event.stopPropagation();
    flip();
  });
  quote.addEventListener("click", (event) => {
    const reading = String(getSelection()) || event.target.closest("a, button");
    if (!reading && (quote.classList.contains("long") || quote.classList.contains("open"))) flip();
  });
  return [quote, body];
}

/** Marks the expandable quotes that are longer than what is shown; call once they are on the page. */
export function measureQuotes(root) {
  for (const quote of root.querySelectorAll(".quote.expandable:not(.open)")) {
    const body = quote.firstElementChild;
    quote.classList.toggle("long", body.scrollHeight > body.clientHeight + 2);
  }
}

function dateTime(entity, text) {
  const date = new Date(entity.unix_time * 1000);
  const node = el("time", { datetime: date.toISOString(), title: date.toLocaleString() });
  const format = entity.date_time_format ?? "";
  if (!format) return [node, node];
  node.append(format === "r" ? relative(date) : new Intl.DateTimeFormat(undefined, dateOptions(format)).format(date));
  return [node, document.createDocumentFragment()];
}

function dateOptions(format) {
  return {
    ...(format.includes("w") && { weekday: "long" }),
    ...(/d/i.test(format) && { day: "numeric", month: format.includes("D") ? "long" : "short", year: "numeric" }),
    ...(/t/i.test(format) && { hour: "2-digit", minute: "2-digit", ...(format.includes("T") && { second: "2-digit" }) }),
  };
}

function relative(date) {
  const seconds = (date.getTime() - Date.now()) / 1000;
  const steps = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? steps.at(-1);
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}
