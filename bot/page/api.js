// The bot over HTTP. Every failure becomes a Problem whose message is a sentence for the person.

import { say } from "./words.js";

export class Problem extends Error {}

/** What can be asked here; also makes the browser known to the bot. */
export const features = () => call("/api/features");

/** A typed line with files; resolves to {form} when something is missing. */
export const askLine = (line, files) => call("/api/ask", multipart({ line }, files));

/** A feature with its words and files. */
export const askFeature = (feature, words, files = []) =>
  call("/api/ask", multipart({ feature, words: JSON.stringify(words) }, files));

/** Press a button of an answer. */
export const press = (move) => call("/api/move", json({ code: move.code, label: move.label }));

/** End a job. */
export const cancel = (job) => call("/api/cancel", json({ job }));

/** Forget the conversation. */
export const clear = () => call("/api/clear", json({}));

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Problem(say("unreachable"));
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(body.error ?? say("failed"));
  return body;
}

function json(body) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

function multipart(fields, files) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  for (const file of files) body.append("files", file, file.name);
  return { method: "POST", body };
}
