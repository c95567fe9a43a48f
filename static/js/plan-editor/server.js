// Asking the server, which has the last word.

import { config, text } from "./state.js";

const token = () => document.querySelector("#pe [name=csrfmiddlewaretoken]").value;

// Answers {status, body}; status 0 where nothing came back.
export async function ask(name, { json, form, query = "" } = {}) {
  const isSent = json !== undefined || form !== undefined;
  const headers = { Accept: "application/json" };
  if (isSent) headers["X-CSRFToken"] = token();
  if (json !== undefined) headers["Content-Type"] = "application/json";
  const body = json === undefined ? form : JSON.stringify(json);
  try {
    const answer = await fetch(config.addresses[name] + query, {
      method: isSent ? "POST" : "GET",
      headers,
      body,
      redirect: "manual",
    });
    if (answer.type === "opaqueredirect") return { status: 302, body: {} };
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { status: answer.status, body: isJson ? await answer.json() : {} };
  } catch {
    return { status: 0, body: {} };
  }
}

export function sentencesOf({ status, body }) {
  if (status === 302) return [text("signed-out")];
  const sentences = [...(body.sentences ?? []), ...Object.values(body.fields ?? {})];
  return sentences.length ? sentences : [text("failed")];
}
