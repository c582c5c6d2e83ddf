// The page's own words, in the language that the page was served in.

const words = JSON.parse(document.getElementById("words").textContent);

/** A text by its name; `values` fill its braces. */
export const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, place) => values[place]);
