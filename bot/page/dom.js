// Elements from values. Text only ever becomes text: nothing here reads HTML.

/** An element with attributes (`class`, `data`, `on` for listeners) and children; empty values are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "data") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** One of the page's own icons. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.classList.add("icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** The element of that id. */
export const byId = (id) => document.getElementById(id);

/** Upper case for the first letter. */
export const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Say something to people who listen to the page. */
export function announce(text) {
  byId("announce").textContent = text;
}

let timer = 0;

/** Show a sentence about what went wrong; an empty one takes it away. */
export function complain(sentence) {
  const node = byId("problem");
  clearTimeout(timer);
  node.textContent = sentence;
  node.hidden = !sentence;
  if (sentence) timer = setTimeout(() => complain(""), 12000);
}
