// What could be typed next: commands after a slash, then their options and values.

import { byId, el } from "./dom.js";
import { say } from "./words.js";

const list = byId("palette");
const line = byId("line");
let features = [];
let jukebox = [];
let items = [];
let active = -1;
let chosen = () => {};

/** `onChoose(item)` is called with {text} to type or {run} to ask for at once. */
export function prepare(known, songs, onChoose) {
  [features, jukebox, chosen] = [known, songs, onChoose];
}

/** Fit the list to what is typed. */
export function update() {
  const typed = line.value.slice(0, line.selectionStart ?? undefined);
  const command = /^\/([a-z0-9_]*)$/i.exec(typed);
  items = command ? commands(command[1].toLowerCase()) : options(typed);
  active = command && items.length ? 0 : -1;
  draw();
}

/** Take the list away. */
export function close() {
  items = [];
  draw();
}

/** Use a key; false when it is not for the list. */
export function key(event) {
  if (!items.length) return false;
  if (event.key === "ArrowDown") active = (active + 1) % items.length;
  else if (event.key === "ArrowUp") active = (active + items.length + (active < 0 ? 0 : -1)) % items.length;
  else if (event.key === "Escape") items = [];
  else if (event.key === "Tab" && !event.shiftKey) return choose(items[Math.max(active, 0)], true);
  else if (event.key === "Enter" && active >= 0) return choose(items[active], false);
  else return false;
  draw();
  return true;
}

function choose(item, typing) {
  chosen(typing ? { text: item.text } : item);
  return true;
}

function commands(prefix) {
  return features
    .filter((feature) => feature.name.startsWith(prefix))
    .map((feature) => ({
      name: `/${feature.name}`,
      hint: feature.sentence,
      text: `/${feature.name} `,
      run: feature.name,
    }));
}

function options(typed) {
  const feature = features.find((each) => typed.toLowerCase().startsWith(`/${each.name} `));
  if (!feature) return [];
  const begun = typed.slice(0, typed.lastIndexOf(" ") + 1);
  const word = typed.slice(begun.length).toLowerCase();
  const [name, value] = word.split("=");
  const parameter = value === undefined ? null : feature.parameters.find((each) => each.name === name);
  if (parameter) return values(parameter, value, begun);
  return [...songs(feature, word, begun), ...names(feature, word, begun, typed)].slice(0, 8);
}

function songs(feature, word, begun) {
  const wanted = feature.parameters.find((each) => each.kind === "song" || each.kind === "songs");
  const plain = begun.trim().split(/\s+/).slice(1).filter((each) => !each.includes("="));
  if (!wanted || (wanted.kind === "song" && plain.length)) return [];
  return jukebox
    .filter((song) => song.mood.startsWith(word) && !plain.includes(song.mood))
    .map((song) => ({ name: song.mood, hint: say("from-jukebox", { name: song.title }), text: `${begun}${song.mood} ` }));
}

function names(feature, word, begun, typed) {
  return feature.parameters
    .filter((each) => ["choice", "whole", "flag"].includes(each.kind))
    .filter((each) => each.name.startsWith(word) && !typed.includes(`${each.name}=`))
    .map((each) => ({ name: `${each.name}=`, hint: each.sentence, text: `${begun}${each.name}=` }));
}

function values(parameter, value, begun) {
  const known = parameter.kind === "flag" ? ["yes", "no"] : parameter.choices;
  return known
    .filter((each) => each.startsWith(value) && each !== value)
    .map((each) => ({ name: each, hint: parameter.labels[each] === each ? "" : parameter.labels[each], text: `${begun}${parameter.name}=${each} ` }));
}

function draw() {
  list.replaceChildren(...items.map(option));
  list.hidden = !items.length;
  line.setAttribute("aria-expanded", String(Boolean(items.length)));
  if (items.length && active >= 0) line.setAttribute("aria-activedescendant", `option-${active}`);
  else line.removeAttribute("aria-activedescendant");
  list.children[active]?.scrollIntoView({ block: "nearest" });
}

function option(item, place) {
  const node = el(
    "li",
    { id: `option-${place}`, role: "option", "aria-selected": String(place === active) },
    el("b", {}, item.name),
    el("span", {}, item.hint),
  );
  node.addEventListener("pointerdown", (event) => event.preventDefault()); // keep the focus in the line
  node.addEventListener("click", () => choose(item, false));
  return node;
}
