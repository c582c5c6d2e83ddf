// A form for a feature, made from its parameters.

import * as api from "./api.js";
import { byId, capital, el, icon } from "./dom.js";
import { say } from "./words.js";

const MOST_SEGMENTS = 6;
const MOST_OPEN = 5; // fields that lie open; the rest of a longer form is folded away
const box = byId("form");
let jukebox = [];
let fields = [];

/** `songs` are the built-in songs to suggest. */
export function prepare(songs) {
  jukebox = songs;
}

/** Whether a form is open. */
export const isOpen = () => box.open;

/** Give dropped files to the open form: one to each song that has none yet, or all to a field for many. */
export function receive(files) {
  const takers = fields.filter((field) => field.receive);
  const open = takers.filter((field) => field.many || !field.files().length);
  for (const field of open.length ? open : takers.slice(0, 1)) files = field.receive(files);
}

/** Ask for what a feature wants; `words` and `files` are there already, `missing` names what has to be filled in. */
export function open(feature, words = {}, files = [], missing = []) {
  let left = files;
  fields = feature.parameters.map((parameter) => {
    const value = words[parameter.name] ?? "";
    const made = field(parameter, value, value && parameter.kind === "song" ? [] : left);
    if (made.files) left = left.slice(made.files().length);
    return made;
  });
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const go = el("button", { class: "primary" }, feature.onMessage || capital(feature.name));
  const leave = el("button", { type: "button", class: "plain", on: { click: () => box.close() } }, say("cancel"));
  const form = el(
    "form",
    { novalidate: true },
    el("h2", { id: "form-name" }, el("span", { class: "command" }, `/${feature.name}`)),
    el("p", { class: "lead" }, feature.sentence),
    laid(feature.parameters, words, missing),
    el("div", { class: "moves" }, problem, go, leave), // always in sight
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    const sentence = await send(feature).catch((error) => error.message);
    go.disabled = false;
    problem.textContent = sentence;
    problem.hidden = !sentence;
    if (!sentence) box.close();
  });
  box.replaceChildren(form);
  if (!box.open) box.showModal();
  (fields.find((each) => missing.includes(each.name)) ?? fields[0])?.focus();
}

/** The fields in their order; of many, those that nobody has to fill in are folded away unless they hold something. */
function laid(parameters, words, missing) {
  const wanted = parameters.filter((each) => each.required || each.shown);
  const others = parameters.filter((each) => !wanted.includes(each)).slice(Math.max(0, MOST_OPEN - wanted.length));
  const spare = others.filter(({ name }) => !words[name] && !missing.includes(name)).map(({ name }) => name);
  const nodes = (folded) => fields.filter((each) => spare.includes(each.name) === folded).map((each) => each.node);
  if (!spare.length) return fields.map((each) => each.node);
  return [...nodes(false), el("details", { class: "fold" }, el("summary", {}, say("more-options")), nodes(true))];
}

/** Send the form; resolves to what is still missing, in a sentence. */
async function send(feature) {
  const words = Object.fromEntries(fields.map((each) => [each.name, each.value()]).filter(([, value]) => value));
  const consent = feature.parameters.find((each) => each.consent && words[each.name] !== "yes");
  if (consent) {
    fields.find((each) => each.name === consent.name).focus();
    return say("still-missing", { names: `${consent.label} (${consent.sentence})` });
  }
  const answer = await api.askFeature(feature.name, words, fields.flatMap((each) => each.files?.() ?? []));
  if (!answer.form) return "";
  const wanted = feature.parameters.filter((each) => answer.form.missing.includes(each.name));
  fields.find((each) => each.name === wanted[0]?.name)?.focus();
  return say("still-missing", { names: wanted.map((each) => each.label).join(", ") });
}

box.addEventListener("click", (event) => event.target === box && box.close());

function field(parameter, value, files) {
  if (["song", "songs", "files"].includes(parameter.kind)) return song(parameter, value, files);
  if (parameter.kind === "whole") return number(parameter, value);
  if (parameter.kind === "text") return text(parameter, value);
  if (parameter.kind === "flag" && parameter.default !== null) return flag(parameter, value);
  const choices = parameter.kind === "flag" ? ["yes", "no"] : parameter.choices;
  return (choices.length < MOST_SEGMENTS ? segments : select)(parameter, value || (parameter.default ?? ""), choices);
}

function labelled(parameter, ...controls) {
  const id = `field-${parameter.name}`;
  const name = el("label", { for: id }, parameter.label);
  const hint = el("p", { class: "hint", id: `${id}-hint` }, parameter.sentence);
  return el("div", { class: "field" }, name, hint, controls);
}

const attributes = (parameter) => ({
  id: `field-${parameter.name}`,
  "aria-describedby": `field-${parameter.name}-hint`,
  required: parameter.required,
});

function text(parameter, value) {
  const input = parameter.lines
    ? el("textarea", { rows: 6, maxlength: 20000, ...attributes(parameter) }, value)
    : el("input", { type: "text", value, ...attributes(parameter) });
  return { name: parameter.name, node: labelled(parameter, input), value: () => input.value.trim(), focus: () => input.focus() };
}

function number(parameter, value) {
  const start = value || (parameter.default ?? "");
  const limits = { min: parameter.lowest, max: parameter.highest, step: 1 };
  const input = el("input", { type: "number", value: start, ...limits, ...attributes(parameter) });
  const given = () => (input.value === String(parameter.default ?? "") ? "" : input.value);
  return { name: parameter.name, node: labelled(parameter, input), value: given, focus: () => input.focus() };
}

function flag(parameter, value) {
  const on = value ? value === "yes" : parameter.default;
  const input = el("input", { type: "checkbox", role: "switch", class: "switch", checked: on, ...attributes(parameter) });
  const given = () => (input.checked === parameter.default ? "" : input.checked ? "yes" : "no");
  return { name: parameter.name, node: labelled(parameter, input), value: given, focus: () => input.focus() };
}

function select(parameter, value, choices) {
  const none = parameter.required || parameter.default !== null ? [] : [el("option", { value: "" }, say("as-usual"))];
  const options = choices.map((each) => el("option", { value: each, selected: each === value }, parameter.labels[each]));
  const input = el("select", attributes(parameter), none, options);
  return { name: parameter.name, node: labelled(parameter, input), value: () => unusual(parameter, input.value), focus: () => input.focus() };
}

/** A choice that says something: the usual one goes without saying. */
const unusual = (parameter, value) => (value === parameter.default ? "" : value);

function segments(parameter, value, choices) {
  const all = parameter.required || parameter.default !== null ? choices : ["", ...choices];
  const inputs = all.map((each) => el("input", { type: "radio", name: parameter.name, value: each, checked: each === value }));
  const labels = all.map((each, place) => el("label", {}, inputs[place], el("span", {}, each ? parameter.labels[each] : say("as-usual"))));
  const node = el(
    "fieldset",
    { class: "field" },
    el("legend", {}, parameter.label),
    el("p", { class: "hint" }, parameter.sentence),
    el("div", { class: "segments" }, labels),
  );
  const picked = () => inputs.find((input) => input.checked);
  return { name: parameter.name, node, value: () => unusual(parameter, picked()?.value ?? ""), focus: () => (picked() ?? inputs[0]).focus() };
}

function song(parameter, value, given) {
  const many = parameter.kind !== "song";
  const named = parameter.kind !== "files"; // a song may be named instead
  let files = many ? [...given] : given.slice(0, 1);
  const names = el("ul", { class: "chips" });
  const input = el("input", { type: "text", value, placeholder: say("or-name-one"), ...attributes(parameter) });
  const picker = el("input", { type: "file", hidden: true, multiple: many, accept: named ? byId("files").accept : "" });
  const choose = el("button", { type: "button", class: "plain" }, say(many ? "choose-files" : "choose-file"));
  const draw = () => names.replaceChildren(...files.map((file) => chip(file, () => keep(files.filter((each) => each !== file)))));
  const keep = (kept) => ((files = kept), draw());
  /** Take as many as there is room for; gives those that are left. */
  const receive = (more) => {
    keep(many ? [...files, ...more] : more.length ? more.slice(0, 1) : files);
    return many ? [] : more.slice(1);
  };
  choose.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => receive([...picker.files]));
  const row = el("div", { class: "row" }, choose, picker, named ? input : []);
  const target = el("div", { class: "target" }, names, row, named ? suggestions(input, many) : []);
  draw();
  return {
    name: parameter.name,
    node: labelled(parameter, target),
    value: () => (many ? quoted(input.value) : files.length ? "" : input.value.trim()),
    files: () => files,
    many,
    receive,
    focus: () => (files.length || !named ? choose : input).focus(),
  };
}

function suggestions(input, many) {
  const buttons = jukebox.map(({ mood, title }) => {
    const button = el("button", { type: "button", class: "chip", data: { mood } }, title);
    button.addEventListener("click", () => {
      input.value = many && input.value.trim() ? `${input.value.trim()}, ${title}` : title;
      input.focus();
    });
    return button;
  });
  return el("div", { class: "suggestions" }, buttons);
}

/** Names between commas as the bot's grammar reads several: in quotes. */
const quoted = (names) =>
  names
    .split(",")
    .map((name) => name.trim().replaceAll('"', ""))
    .filter(Boolean)
    .map((name) => `"${name}"`)
    .join(" ");

/** A file's name with a button that removes it. */
export function chip(file, remove) {
  const button = el("button", { type: "button", "aria-label": say("remove", { name: file.name }), on: { click: remove } }, icon("close"));
  return el("li", { class: "chip" }, el("span", {}, file.name), button);
}
