// The wall of an empty page: four songs that come with Slate, each painted by another hand.

import { byId, el, icon } from "./dom.js";
import { picture } from "./pictures.js";
import { say } from "./words.js";

const tiles = new Map(); // mood -> its tile
const sound = new Audio();
let playing = null;
let slate = () => {};

/** `onSlate(mood)` asks for a song's picture. */
export function prepare(onSlate) {
  slate = onSlate;
}

/** Show the wall, or hide it and fall silent. */
export function show(visible) {
  byId("greeting").hidden = !visible;
  if (!visible) sound.pause();
}

/** Hang one piece, or hold its place until it is painted. */
export function hang(piece) {
  const tile = el("li", { class: "tile", data: { mood: piece.mood } }, frame(piece), caption(piece));
  const before = tiles.get(piece.mood);
  if (before) before.replaceWith(tile);
  else byId("gallery").append(tile);
  tiles.set(piece.mood, tile);
}

function frame(piece) {
  if (piece.picture) return picture(piece.picture, (close) => more(piece, close));
  const state = piece.failure || say("being-painted");
  return el("div", { class: piece.failure ? "blank" : "blank wet" }, el("span", {}, state));
}

function caption(piece) {
  const name = el("p", { class: "title" }, piece.title);
  const mood = el("p", { class: "mood", data: { mood: piece.mood } }, say("caption", { mood: piece.label, style: piece.style }));
  return el("div", { class: "caption" }, piece.sound ? play(piece) : null, el("div", {}, name, mood));
}

function play(piece) {
  const button = el("button", { type: "button", class: "round", "aria-label": say("play", { name: piece.title }), "aria-pressed": "false" }, icon("play"));
  button.addEventListener("click", () => (playing === button ? sound.pause() : begin(button, piece)));
  return button;
}

function begin(button, piece) {
  stopped();
  playing = button;
  button.setAttribute("aria-pressed", "true");
  button.replaceChildren(icon("pause"));
  sound.src = piece.sound.address;
  sound.play().catch(stopped);
}

function stopped() {
  playing?.setAttribute("aria-pressed", "false");
  playing?.replaceChildren(icon("play"));
  playing = null;
}

function more(piece, close) {
  sound.pause();
  const ask = el("button", { type: "button", class: "primary" }, say("ask-for", { name: piece.title }));
  ask.addEventListener("click", () => {
    close();
    slate(piece.mood);
  });
  return [
    el("audio", { controls: true, preload: "none", src: piece.sound.address, "aria-label": piece.title }),
    ask,
  ];
}

sound.addEventListener("ended", stopped);
sound.addEventListener("pause", stopped);
