// What the page knows, and which chat it shows.

export const model = {
  bot: { id: 0, first_name: "newsbot", username: "" },
  users: [],
  chats: [],
  menus: {},
  examples: [],
  messages: new Map(), // chat id -> Map(message id -> message)
  drafts: new Map(), // chat id -> draft
  typing: new Map(), // chat id -> time when it ends
  unread: new Map(), // "user:chat" -> count
  connected: true,
  userId: 0,
  chatId: 0,
};

export const user = () => model.users.find((one) => one.id === model.userId);
export const chat = () => model.chats.find((one) => one.id === model.chatId);
export const isGroup = (one) => one.type !== "private";

/** The chats of a person: their own with the bot, then the groups. */
export function chatsOf(userId) {
  const own = model.chats.filter((one) => one.id === userId);
  return [...own, ...model.chats.filter((one) => isGroup(one) && one.members.includes(userId))];
}

export const menu = () => model.menus[`${model.userId}:${model.chatId}`] ?? [];
export const titleOf = (one) => (isGroup(one) ? one.title : model.bot.first_name);
export const textOf = (message) => message.text ?? message.caption ?? "";
export const entitiesOf = (message) => message.entities ?? message.caption_entities ?? [];
export const fromBot = (message) => message.from.id === model.bot.id;

export function messagesOf(chatId) {
  if (!model.messages.has(chatId)) model.messages.set(chatId, new Map());
  return model.messages.get(chatId);
}

export const lastOf = (chatId) => [...messagesOf(chatId).values()].at(-1);

/** One line that stands for a message in lists and replies. */
export function brief(message) {
  if (!message) return "";
  if (message.photo) return message.caption || "Picture";
  if (message.document) return message.document.file_name;
  if (message.sticker) return "Sticker";
  if (message.voice) return "Voice message";
  return textOf(message).replace(/\s+/g, " ") || service(message);
}

export function service(message) {
  return message.migrate_to_chat_id || message.migrate_from_chat_id ? "The group became a supergroup" : "";
}

export function takeSnapshot(data) {
  takeChats(data);
  model.messages = new Map(
    Object.entries(data.messages).map(([id, list]) => [Number(id), new Map(list.map((one) => [one.message_id, one]))]),
  );
  model.drafts.clear();
  model.typing.clear();
}

export function takeChats(data) {
  const { bot, users, chats, menus, examples } = data;
  Object.assign(model, { bot, users, chats, menus, examples });
  if (!user()) model.userId = users[0]?.id ?? 0;
  if (!chatsOf(model.userId).some((one) => one.id === model.chatId)) model.chatId = model.userId;
}

/** Counts a message that nobody looks at; true where it is in the chat that is shown. */
export function countUnread(chatId, message) {
  if (chatId === model.chatId) return true;
  const readers = chatId > 0 ? [chatId] : model.users.map((one) => one.id).filter((id) => id !== message.from.id);
  for (const id of readers) {
    const key = `${id}:${chatId}`;
    model.unread.set(key, (model.unread.get(key) ?? 0) + 1);
  }
  return false;
}

export const unreadOf = (userId, chatId) => model.unread.get(`${userId}:${chatId}`) ?? 0;
export const unreadTotal = (userId) => chatsOf(userId).reduce((sum, one) => sum + unreadOf(userId, one.id), 0);
