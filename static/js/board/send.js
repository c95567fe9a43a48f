// Writing to the server, and what to do where it refuses.

import { say, note, element, clear } from "./announce.js";
import { showDialog } from "./dialog.js";
import { look } from "./refresh.js";
import { addresses, now, text } from "./state.js";

const token = () => document.querySelector("#board-addresses [name=csrfmiddlewaretoken]").value;

// Answers {status, body}; status 0 where nothing came back.
export async function post(address, fields) {
  const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: token() });
  try {
    const answer = await fetch(address, {
      method: "POST",
      body,
      redirect: "manual",
      headers: { Accept: "application/json" },
    });
    if (answer.type === "opaqueredirect") return { status: 302, body: {} };
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { status: answer.status, body: isJson ? await answer.json() : {} };
  } catch {
    return { status: 0, body: {} };
  }
}

const seenNumber = () => now.seen.split(".")[0];
export const stopAddress = (stop) => addresses.stop.replace("/0/", `/${stop}/`);

// Writes one gesture; says what became of it, and offers what else there is.
export async function send(gesture) {
  clear();
  const { done, ...fields } = gesture;
  const answer = await post(stopAddress(gesture.stop), { seen: seenNumber(), ...fields });
  if (answer.status === 200) {
    say(done);
    await look();
    return true;
  }
  refuse(answer, gesture);
  return false;
}

function refuse({ status, body }, gesture) {
  if (body.stale) {
    compare(body, gesture);
    return;
  }
  const sentences = sentencesOf(status, body);
  say(sentences.join(" "));
  const offers = (body.offers ?? []).map(({ label, ...slot }) => ({
    label,
    run: () => send({ ...gesture, ...slot }),
  }));
  note(sentences, offers, { label: text("close") });
  look();
}

export function sentencesOf(status, body) {
  if (status === 302) return [text("signed-out")];
  if (status === 404) return [text("gone")];
  const fields = Object.values(body.fields ?? {}).flat();
  const sentences = [...(body.sentences ?? []), ...fields];
  return sentences.length ? sentences : [text("failed")];
}

// Shows side by side what was seen, is wanted and is there; the officer chooses.
function compare(body, gesture) {
  const { stale } = body;
  const holder = document.createElement("section");
  holder.append(...body.sentences.map((sentence) => element("h2", "h5-x", sentence)), table(stale));
  const acts = element("p", "stop-acts", "");
  const mine = element("button", "btn btn-primary", text("on-top"));
  const theirs = element("button", "btn btn-outline", text("take-theirs"));
  acts.append(mine, theirs);
  holder.append(acts);
  const dialog = showDialog(holder);
  mine.addEventListener("click", () => {
    dialog.close();
    send({ ...gesture, version: stale.version, seen: stale.seen });
  });
  theirs.addEventListener("click", () => {
    dialog.close();
    look();
  });
  say(body.sentences.join(" "));
}

function table({ fields }) {
  const made = element("table", "table-x stale", "");
  const head = made.createTHead().insertRow();
  for (const name of ["field", "was", "yours", "theirs"]) {
    const cell = element("th", "", text(name));
    cell.scope = "col";
    head.append(cell);
  }
  const rest = made.createTBody();
  for (const field of fields) {
    const row = rest.insertRow();
    const name = element("th", "", field.label);
    name.scope = "row";
    row.append(name, ...[field.was, field.yours, field.theirs].map((v) => element("td", "", v)));
  }
  return made;
}
