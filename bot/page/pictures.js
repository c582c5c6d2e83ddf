// Pictures, alone and enlarged.

import { byId, el, icon } from "./dom.js";
import { say } from "./words.js";

/** What each picture on the page shows when it is enlarged. */
const shown = new WeakMap();
const box = byId("lightbox");
let row = [];
let at = 0;

/** A picture that can be enlarged; `more` makes extra parts (a player, a button) for the enlarged view. */
export function picture(file, more = () => []) {
  const image = el("img", {
    src: file.address,
    alt: file.alt,
    width: file.width || null,
    height: file.height || null,
    loading: "lazy",
    decoding: "async",
  });
  const button = el("button", { type: "button", class: "picture", "aria-label": say("enlarge", { alt: file.alt }) }, image);
  button.addEventListener("click", () => open(button));
  shown.set(button, { ...file, more });
  return button;
}

/** A picture in a frame that takes its place before the picture is loaded, with a link that saves it. */
export function framed(file) {
  return sized(el("figure", {}, picture(file), save(file)), file);
}

/** The element, knowing a picture's size. */
export function sized(node, file) {
  if (!file.width) return node;
  node.style.setProperty("--width", `${file.width}px`);
  node.style.setProperty("--ratio", file.width / file.height);
  return node;
}

/** A link that saves a file. */
export function save(file, text = "") {
  const label = text ? null : say("save-file", { name: file.name });
  const kind = text ? "plain" : "round save";
  return el("a", { class: kind, href: file.address, download: file.name, "aria-label": label }, icon("save"), text);
}

function open(button) {
  row = [...document.querySelectorAll("main button.picture")].filter((each) => each.offsetParent);
  at = row.indexOf(button);
  draw();
  box.showModal();
}

function draw() {
  const file = shown.get(row[at]);
  const big = byId("big");
  big.src = file.address;
  big.alt = file.alt;
  if (file.width) [big.width, big.height] = [file.width, file.height];
  byId("big-alt").textContent = file.alt;
  byId("big-more").replaceChildren(...file.more(() => box.close()), save(file, say("save")));
  for (const name of ["previous", "next"]) byId(name).hidden = row.length < 2;
}

function turn(by) {
  at = (at + by + row.length) % row.length;
  draw();
}

byId("previous").addEventListener("click", () => turn(-1));
byId("next").addEventListener("click", () => turn(1));
byId("close").addEventListener("click", () => box.close());
box.addEventListener("click", (event) => event.target === box && box.close());
box.addEventListener("keydown", (event) => {
  if (event.target.tagName === "AUDIO") return;
  if (event.key === "ArrowLeft") turn(-1);
  if (event.key === "ArrowRight") turn(1);
});
box.addEventListener("close", () => {
  byId("big-more").replaceChildren(); // a player falls silent when it leaves the page
  row[at]?.focus();
});
