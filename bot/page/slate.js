// The page: what happens at the bot, shown; what the person does, sent.

import * as api from "./api.js";
import * as composer from "./composer.js";
import * as conversation from "./conversation.js";
import { byId, capital, complain, el } from "./dom.js";
import * as form from "./form.js";
import * as greeting from "./greeting.js";
import { say } from "./words.js";

const REST = 60000; // ms that a hidden page with nothing in hand stays connected; a browser has few connections
let source = null;
let resting = 0;
let begun = false; // the place on the page is the person's after that

const listeners = {
  state(state) {
    conversation.restore(state.lines, state.jobs);
    state.pieces.forEach(greeting.hang);
    surfaces(state.connected);
    arrange();
    if (!begun) byId("log").lastElementChild?.scrollIntoView({ block: "start", behavior: "instant" });
    begun = true;
  },
  amended: conversation.amend,
  line(line) {
    const added = conversation.add(line);
    arrange();
    if (added) reveal(added);
  },
  step(job) {
    const first = !byId("jobs").children.length;
    conversation.step(job);
    arrange();
    if (first) reveal(byId("jobs"));
  },
  piece: greeting.hang,
  cleared() {
    conversation.empty();
    arrange();
  },
};

/** An empty page greets; any other shows its conversation. */
function arrange() {
  greeting.show(conversation.isEmpty());
  byId("clear").hidden = !byId("log").children.length;
  document.title = conversation.isBusy() ? say("working") : "Slate";
}

/** Bring something new into view: all of it if it fits, else its beginning. */
function reveal(node) {
  const tall = node.getBoundingClientRect().height > window.innerHeight * 0.6;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ block: tall ? "start" : "end", behavior: calm ? "instant" : "smooth" });
}

function surfaces(connected) {
  byId("surfaces").replaceChildren(
    ...Object.entries(connected).map(([name, sentence]) =>
      el("div", {}, el("dt", {}, capital(name)), el("dd", {}, capital(sentence))),
    ),
  );
  status(true, say("connected"));
}

function status(alive, word) {
  byId("dot").classList.toggle("alive", alive);
  byId("where").textContent = word;
}

function listen() {
  source?.close();
  source = new EventSource("/api/events");
  for (const [name, heard] of Object.entries(listeners)) {
    source.addEventListener(name, (event) => heard(JSON.parse(event.data)));
  }
  source.addEventListener("error", () => {
    status(false, say("reconnecting"));
    if (source.readyState === EventSource.CLOSED) setTimeout(begin, 3000); // refused, not interrupted
  });
}

async function begin() {
  try {
    const told = await api.features();
    composer.prepare(told);
    form.prepare(told.jukebox);
    conversation.prepare(composer.openForm, new Map(Object.entries(told.moods)));
    greeting.prepare(composer.askForSong);
    complain("");
    listen();
  } catch (problem) {
    status(false, say("not-connected"));
    complain(problem.message);
    setTimeout(begin, 3000);
  }
}

document.addEventListener("visibilitychange", () => {
  clearTimeout(resting);
  if (!document.hidden && source?.readyState === EventSource.CLOSED) listen();
  if (document.hidden) resting = setTimeout(() => conversation.isBusy() || source?.close(), REST);
});

byId("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
});

byId("language").addEventListener("change", (event) => {
  document.cookie = `language=${event.target.value}; path=/; max-age=31536000; samesite=strict`;
  location.reload();
});

document.addEventListener("click", (event) => {
  if (!byId("links").contains(event.target)) byId("links").open = false;
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, dialog, audio");
  if (event.key === "Escape") byId("links").open = false;
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  byId("line").focus(); // and the slash falls into it
});

let asked = 0;
byId("clear").addEventListener("click", async () => {
  const sure = !byId("clear-sure").hidden;
  doubt(!sure);
  if (!sure) return;
  await api.clear().catch((problem) => complain(problem.message));
  byId("line").focus();
});

/** Ask once more before the conversation goes, and stop asking after a while. */
function doubt(now) {
  clearTimeout(asked);
  byId("clear-sure").hidden = !now;
  byId("clear-word").hidden = now;
  if (now) asked = setTimeout(() => doubt(false), 4000);
}

begin();
