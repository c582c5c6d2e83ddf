// The command line with its files.

import * as api from "./api.js";
import { byId, capital, complain, el } from "./dom.js";
import * as form from "./form.js";
import * as palette from "./palette.js";
import { record } from "./recorder.js";
import { say } from "./words.js";

const line = byId("line");
const INVITATION = matchMedia("(max-width: 30rem)").matches ? say("short-invitation") : line.placeholder;
let known = { features: [], one: null, two: null, many: null, maxBytes: Infinity, mostFiles: 1 };
let files = [];
let pending = 0;

/** `told` is what the bot says can be asked. */
export function prepare(told) {
  known = told;
  palette.prepare(told.features, told.jukebox, choose);
  line.placeholder = INVITATION;
}

/** The feature of that name. */
export const feature = (name) => known.features.find((each) => each.name === name);

/** The feature that so many files without a word are meant for. */
const meant = (count) => feature(count > 2 ? known.many : count > 1 ? known.two : known.one);

/** The features that take files of every kind, such as lyrics; they ask for more in a form. */
const takers = () => known.features.filter((each) => each.parameters.some((parameter) => parameter.kind === "files"));

/** Whether a file may hold sound; where its kind is not told, it may. */
const sounds = (file) => !/^(text|image)\/|zip/.test(file.type) && !/\.(lrc|txt|zip)$/i.test(file.name);

/** Open a feature's form with what is there already. */
export function openForm({ feature: name, words, missing }, kept = []) {
  form.open(feature(name), words, kept, missing);
}

/** Ask for a built-in song's picture. */
export function askForSong(mood) {
  const one = meant(1);
  const wanted = one.parameters.find((each) => each.kind === "song");
  return send({ text: "", files: [] }, () => api.askFeature(one.name, { [wanted.name]: mood }));
}

/** Take files: into an open form, to a line that is being typed, or start at once. */
export function drop(dropped) {
  const taken = fitting(dropped);
  if (!taken.length) return;
  if (form.isOpen()) form.receive(taken);
  else if (!line.value.trim() && !files.length && !taken.every(sounds) && takers().length) form.open(takers()[0], {}, taken);
  else if (line.value.trim() || files.length || !meant(taken.length)) attach(taken);
  else send({ text: "", files: taken }, () => api.askLine("", taken));
}

function attach(more) {
  files = [...files, ...more].slice(0, known.mostFiles);
  draw();
  line.focus();
}

/** The files that are small and few enough; says what is wrong with the others. */
function fitting(all) {
  const big = all.find((file) => file.size > known.maxBytes);
  if (big) complain(say("file-too-large", { name: big.name, most: known.maxBytes / 2 ** 20 }));
  else if (all.length > known.mostFiles) complain(say("too-many-files", { most: known.mostFiles }));
  else return all;
  return [];
}

function draw() {
  byId("chips").replaceChildren(...files.map((file) => form.chip(file, () => remove(file))));
  byId("deeds").replaceChildren(...deeds());
  byId("tray").hidden = !files.length;
}

function remove(file) {
  files = files.filter((each) => each !== file);
  draw();
  line.focus();
}

/** Buttons for all that can be done with the attached files alone. */
function deeds() {
  const singles = (each) => each.parameters.filter((parameter) => parameter.kind === "song" && parameter.required).length;
  const takesAll = (each) => singles(each) === files.length || each.parameters.some((parameter) => parameter.kind === "songs");
  if (!files.every(sounds)) return takers().map(formFor);
  return known.features
    .filter((each) => each.onMessage && takesAll(each))
    .map((each) => {
      const click = () => send(take(), (sent) => api.askFeature(each.name, {}, sent.files));
      return el("button", { type: "button", class: "plain", on: { click } }, each.onMessage);
    });
}

/** A button for a feature's form, with the attached files in it. */
function formFor(each) {
  const click = () => form.open(each, {}, take().files);
  return el("button", { type: "button", class: "plain", on: { click } }, capital(each.name));
}

/** Take what is typed and attached out of the composer. */
function take() {
  const taken = { text: line.value.trim(), files };
  line.value = "";
  files = [];
  draw();
  return taken;
}

/** Send something; when it is not taken, it comes back, unless something else was begun by then. */
async function send(sent, ask) {
  busy(1);
  try {
    const answer = await ask(sent);
    complain("");
    if (answer.form) openForm(answer.form, sent.files);
  } catch (problem) {
    complain(problem.message);
    if (line.value || files.length) return;
    line.value = sent.text;
    files = sent.files;
    draw();
  } finally {
    busy(-1);
  }
}

function busy(by) {
  pending += by;
  byId("say").setAttribute("aria-busy", String(pending > 0));
  line.placeholder = pending ? say("sending") : INVITATION;
}

function choose(item) {
  palette.close();
  if (item.run) {
    send(take(), (sent) => api.askLine(`/${item.run}`, sent.files));
    return;
  }
  line.value = item.text;
  line.focus();
  palette.update();
}

line.addEventListener("input", palette.update);
line.addEventListener("blur", palette.close);
line.addEventListener("keydown", (event) => palette.key(event) && event.preventDefault());
byId("say").addEventListener("submit", (event) => {
  event.preventDefault();
  palette.close();
  if (line.value.trim() || files.length) send(take(), (sent) => api.askLine(sent.text, sent.files));
  else line.focus();
});
byId("slash").addEventListener("pointerdown", (event) => event.preventDefault());
byId("slash").addEventListener("click", () => {
  line.value = line.value || "/";
  line.focus();
  palette.update();
});
for (const id of ["attach", "choose"]) byId(id).addEventListener("click", () => {
  byId("files").onchange = () => {
    const picked = [...byId("files").files];
    byId("files").value = "";
    if (id === "choose") drop(picked);
    else attach(fitting(picked));
  };
  byId("files").click();
});
for (const id of ["record", "sing"]) byId(id).addEventListener("click", () => record((file) => drop([file])));
line.addEventListener("paste", (event) => {
  if (event.clipboardData.files.length) attach(fitting([...event.clipboardData.files]));
});

// the whole page takes files

let depth = 0;
let own = false; // one of the page's pictures is being dragged, perhaps out to another window
const brings = (event) => !own && event.dataTransfer?.types.includes("Files");

window.addEventListener("dragstart", () => (own = true));
window.addEventListener("dragend", () => (own = false));

window.addEventListener("dragenter", (event) => {
  if (!brings(event)) return;
  depth += 1;
  const count = [...event.dataTransfer.items].filter((item) => item.kind === "file").length;
  byId("drop-word").textContent = meant(count)?.onMessage ?? say("attach");
  byId("drop").hidden = form.isOpen();
});
window.addEventListener("dragleave", (event) => {
  if (!brings(event)) return;
  depth = Math.max(0, depth - 1);
  byId("drop").hidden = depth === 0 || form.isOpen();
});
window.addEventListener("dragover", (event) => event.target === line || event.preventDefault());
window.addEventListener("drop", (event) => {
  if (event.target === line && !brings(event)) return; // words fall into the line
  event.preventDefault(); // a link would replace the page
  if (!brings(event)) return;
  depth = 0;
  byId("drop").hidden = true;
  drop([...event.dataTransfer.files]);
});
