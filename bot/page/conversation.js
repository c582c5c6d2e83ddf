// What was said and what is being worked on.

import * as api from "./api.js";
import { announce, byId, capital, complain, el } from "./dom.js";
import { framed, save, sized } from "./pictures.js";
import { say } from "./words.js";

const log = byId("log");
const NUMBER = /^[+−-]?[\d.,]+(\s?%)?$/;
const cards = new Map(); // job -> its progress
let moods = new Map(); // the words that get a mood's colour
let begun = () => {};

/** `onForm` opens a form; `labels` maps the names of the moods to the moods. */
export function prepare(onForm, labels) {
  begun = (answer) => answer.form && onForm(answer.form);
  moods = labels;
}

/** Whether anything was said or is being done. */
export const isEmpty = () => !log.children.length && !cards.size;

/** Whether something is being done. */
export const isBusy = () => cards.size > 0;

/** Show the whole conversation; what is there already stays untouched. */
export function restore(lines, jobs) {
  const there = [...log.children].map((node) => node.dataset.key);
  const same = there.length <= lines.length && there.every((key, place) => key === lines[place].key);
  if (!same) log.replaceChildren();
  for (const line of lines.slice(log.children.length)) log.append(node(line));
  const open = new Set(jobs.map((job) => job.job));
  for (const job of cards.keys()) if (!open.has(job)) drop(job);
  jobs.forEach(step);
}

/** Add one line, in place of its job's progress. */
export function add(line) {
  if (log.querySelector(`[data-key="${line.key}"]`)) return null;
  if (line.job) drop(line.job);
  const added = node(line);
  log.append(added);
  if (line.who === "slate") announce([line.text, ...line.files.map((file) => file.alt)].join(" "));
  return added;
}

/** Put a better answer in a line's place. */
export function amend({ key, line }) {
  const before = log.querySelector(`[data-key="${key}"]`);
  if (!before) return;
  before.replaceWith(node(line));
  announce([line.text, ...line.files.map((file) => file.alt)].join(" "));
}

/** Show how far a job is. */
export function step(job) {
  if (!cards.has(job.job)) byId("jobs").append(card(job));
  const { stage, bar, fill } = cards.get(job.job);
  const waiting = job.ahead ? say("waiting", { count: job.ahead }) : "";
  const percent = Math.round(100 * job.fraction);
  stage.textContent = waiting || capital(job.stage) || say("beginning");
  bar.setAttribute("aria-valuenow", percent);
  bar.setAttribute("aria-valuetext", say("percent", { stage: stage.textContent, percent }));
  fill.style.transform = `scaleX(${job.fraction})`;
}

/** Forget everything that was said. */
export function empty() {
  log.replaceChildren();
}

function card(job) {
  const stage = el("p", { class: "stage" });
  const fill = el("span", { class: "fill" });
  const name = say("progress-of", { feature: job.feature });
  const bar = el("div", { class: "bar", role: "progressbar", "aria-label": name, "aria-valuemin": 0, "aria-valuemax": 100 }, fill);
  const stop = el("button", { type: "button", class: "quiet" }, say("cancel"));
  const wave = el("span", { class: "wave", "aria-hidden": "true" }, [1, 2, 3, 4, 5].map(() => el("i")));
  stop.addEventListener("click", () => {
    stop.disabled = true;
    api.cancel(job.job).catch((problem) => complain(problem.message));
  });
  const whole = el("div", { class: "card", data: { job: job.job } }, wave, el("div", {}, stage, bar), stop);
  cards.set(job.job, { whole, stage, bar, fill });
  return whole;
}

function drop(job) {
  cards.get(job)?.whole.remove();
  cards.delete(job);
}

function node(line) {
  return line.who === "you" ? question(line) : answer(line);
}

function question(line) {
  const files = line.files.map((name) => el("span", { class: "chip" }, name));
  const text = line.text && el("span", { class: line.text.startsWith("/") ? "command" : "" }, line.text);
  return el("li", { class: "line you", data: { key: line.key } }, el("span", { class: "unseen" }, `${say("you-said")} `), text, files);
}

function answer(line) {
  const pictures = line.files.filter((file) => file.kind === "image");
  const sounds = line.files.filter((file) => file.kind === "audio");
  const others = line.files.filter((file) => !["image", "audio"].includes(file.kind));
  const hung = pictures.length === 1 && !line.table; // one picture hangs beside its label, as on a wall
  const shape = pictures.length && pictures[0].width > pictures[0].height * 1.2 ? "broad" : "";
  const classes = ["line", "slate", hung ? "hung" : "", hung ? shape : "", line.private ? "private" : "", line.refused ? "refused" : ""];
  const apart = line.facts.filter((fact) => !(line.table && rowOf(fact, line.table)));
  const label = el(
    "div",
    { class: "label" },
    text(line.text),
    apart.length ? facts(apart) : null,
    sounds.map(player),
    others.map((file) => save(file, file.name)),
    hung ? moves(line.moves) : null,
  );
  const list = line.table && table(line.table, line.facts); // under the one picture that shows the same at a glance
  const whole = el(
    "li",
    { class: classes.join(" ").trim(), data: { key: line.key } },
    el("span", { class: "unseen" }, `${say(line.private ? "slate-said-privately" : "slate-said")} `),
    hung ? [wall(pictures), label] : [label, pictures.length === 1 ? [wall(pictures), list] : [list, wall(pictures)], moves(line.moves)].flat(),
  );
  return hung ? sized(whole, pictures[0]) : whole;
}

function text(said) {
  const [first, ...rest] = said.replace(/(\d) %/g, "$1\u00a0%").split(/\n{2,}/);
  return [el("p", { class: "said" }, first), ...rest.map((paragraph) => el("p", {}, paragraph))];
}

function facts(list) {
  return el("dl", { class: "facts" }, list.map((fact) => el("div", {}, el("dt", {}, fact.name), el("dd", {}, linked(fact)))));
}

function linked(fact) {
  return fact.link ? el("a", { href: fact.link, target: "_blank", rel: "noopener noreferrer" }, fact.value) : fact.value;
}

function wall(pictures) {
  if (!pictures.length) return null;
  const tall = pictures.length > 1 && pictures[1].height > pictures[1].width ? " tall" : "";
  return el("div", { class: `wall${tall}`, data: { count: pictures.length } }, pictures.map(framed));
}

function player(file) {
  return el("audio", { controls: true, preload: "none", src: file.address, title: file.alt, "aria-label": file.alt });
}

/** The row that a fact is about: it has the row's number for a name, and nothing to say but where the song is. */
const rowOf = (fact, { rows }) => rows.find(([number]) => number && number === fact.name.replace(/\.$/, ""));

function table({ columns, rows }, told) {
  const links = new Map(told.filter((fact) => fact.link).map((fact) => [rowOf(fact, { rows }), fact.link]));
  const classes = columns.map((_, place) => (rows.every((row) => NUMBER.test(row[place])) ? "number" : null));
  const head = columns.map((name, place) => (name ? el("th", { scope: "col", class: classes[place] }, name) : el("td")));
  const body = rows.map((row) => el("tr", {}, row.map((value, place) => cell(value, classes[place], place === 1 && links.get(row)))));
  const inner = el("table", { data: { columns: columns.length } }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, body));
  return el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": say("table") }, inner);
}

function cell(value, kind, link) {
  return el("td", { class: kind, data: moods.has(value) ? { mood: moods.get(value) } : {} }, linked({ value, link }));
}

function moves(list) {
  if (!list.length) return null;
  return el("div", { class: "moves" }, list.map(button));
}

function button(move) {
  const pressed = el("button", { type: "button", class: "plain", data: { code: move.code } }, move.label);
  pressed.addEventListener("click", async () => {
    pressed.disabled = true;
    try {
      begun(await api.press(move));
    } catch (problem) {
      complain(problem.message);
    } finally {
      pressed.disabled = false;
    }
  });
  return pressed;
}
