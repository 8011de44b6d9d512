// The line to the server: a stream of events that comes back by itself, and requests.

const KINDS = ["snapshot", "chats", "message", "edited", "deleted", "action", "draft", "answer"];
const FIRST_PAUSE = 400; // milliseconds
const LONGEST_PAUSE = 5000;

/** Listens for ever: `onEvent(kind, chatId, data)` for each event, `onState(connected)` when the line changes. */
export function listen(onEvent, onState) {
  let source = null;
  let timer = 0;
  let pause = FIRST_PAUSE;

  function connect() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource("/page/events");
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => {
        if (kind === "snapshot") {
          pause = FIRST_PAUSE;
          onState(true);
        }
        const { chat_id: chatId, data } = JSON.parse(event.data);
        onEvent(kind, chatId, data);
      });
    }
    source.addEventListener("error", () => {
      source.close();
      onState(false);
      timer = setTimeout(connect, pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    });
  }

  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && connect());
  connect();
  return { retry: connect };
}

/** Sends something that a person did; the answer's JSON, or null where the server refused or is away. */
export async function post(action, content) {
  try {
    const answer = await fetch(`/page/${action}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(content),
    });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
