// Small helpers for the DOM. Nothing here ever parses HTML.

const SVG = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

/** An element with attributes (true = present, false or null = absent), listeners (on…) and children. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

// The emoji that the bot uses, drawn: not every computer has a font for them.
const DRAWN = { "👍": ["up", "thumbs up"], "👎": ["down-thumb", "thumbs down"], "🔔": ["bell", "bell"], "👤": ["person", "person"], "💬": ["speech", "speech"], "📰": ["file", "article"], "📊": ["chart", "chart"] };

/** The emoji that the words begin with as a picture, or null; and the words after it. */
export function drawn(words) {
  const first = Object.keys(DRAWN).find((emoji) => words.startsWith(emoji));
  if (!first) return [null, words];
  const [name, label] = DRAWN[first];
  const picture = icon(name);
  const rest = words.slice(first.length).trimStart();
  picture.classList.add("glyph");
  if (rest) return [picture, rest]; // words follow that say it
  picture.removeAttribute("aria-hidden");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", label);
  return [picture, rest];
}

/** A round picture with initials; the colour follows from the id. */
export function paintAvatar(node, id, title, isBot) {
  node.className = "avatar";
  node.dataset.tone = isBot ? "bot" : String((Math.abs(id) + (id < 0 ? 3 : 0)) % 6);
  node.replaceChildren(isBot ? icon("logo") : title.slice(0, 1).toUpperCase());
  return node;
}

export const avatar = (id, title, isBot = false) =>
  paintAvatar(el("span", { "aria-hidden": "true" }), id, title, isBot);

export function toast(words) {
  const node = el("div", { class: "toast" }, words);
  byId("toasts").append(node);
  setTimeout(() => node.classList.add("leaving"), 3200);
  setTimeout(() => node.remove(), 3600);
}

export function alertBox(words) {
  byId("alert-words").textContent = words;
  byId("alert").showModal();
}

export async function copy(text, words = "Copied") {
  try {
    await navigator.clipboard.writeText(text);
    toast(words);
  } catch {
    toast("The browser did not allow copying");
  }
}

/** The address when a page may link to it, else null. */
export function safeAddress(text) {
  let address;
  try {
    address = new URL(text);
  } catch {
    return null;
  }
  return ["http:", "https:", "tg:", "mailto:"].includes(address.protocol) ? address.href : null;
}

export const store = {
  get(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  },
};

const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long" });
const dayAndYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });

export const timeOf = (seconds) => clock.format(new Date(seconds * 1000));

export function dayOf(seconds) {
  const date = new Date(seconds * 1000);
  const today = new Date();
  if (date.toDateString() === today.toDateString()) return "Today";
  today.setDate(today.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return "Yesterday";
  return (date.getFullYear() === new Date().getFullYear() ? day : dayAndYear).format(date);
}
