// A little help for those whose browser runs it; every page works without.
"use strict";

// What was told is kept in this tab alone: each answer an entry of its history, the last one for
// a page that is opened anew.
const KEPT = "advisor-kept";
const liveNow = () => document.querySelector("[data-live]");
const carriedBy = (live) => live?.querySelector("form:not([data-kept]) > input[name=state]")?.value || "";
const kept = () => { try { return sessionStorage.getItem(KEPT) || ""; } catch { return ""; } };
const keep = (state) => {
  try {
    if (state) sessionStorage.setItem(KEPT, state);
    else sessionStorage.removeItem(KEPT);
  } catch { /* a browser that keeps nothing goes on without */ }
};

// Ask for the page of the interview; null where what came is another page.
async function askFor(address, body) {
  const answer = await fetch(address, { method: "POST", body, credentials: "same-origin", redirect: "error" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-live]");
  return fresh && { fresh, title: page.title };
}

function show({ fresh, title }) {
  const live = liveNow();
  const unfolded = new Set([...live.querySelectorAll("details[open] > summary")].map((one) => one.textContent.trim()));
  live.replaceWith(fresh);
  for (const one of fresh.querySelectorAll("details > summary")) {
    if (unfolded.has(one.textContent.trim())) one.parentElement.open = true;
  }
  document.title = title;
  const question = document.getElementById("question");
  const line = fresh.querySelector(".problem-line");
  const refused = fresh.querySelector("[aria-invalid]");
  (refused || question)?.focus({ preventScroll: true });
  if (question && question.getBoundingClientRect().top < 0) question.scrollIntoView({ block: "start" });
  const verdict = fresh.querySelector(".verdict-word")?.textContent.trim() || "";
  document.getElementById("spoken").textContent = `${line ? `${line.textContent} ` : ""}The opinion is now: ${verdict}`;
}

function rest(live, resting) {
  if (resting) live.setAttribute("aria-busy", "true");
  else live.removeAttribute("aria-busy");
  for (const one of live.querySelectorAll("button")) one.disabled = resting;
}

// A form of the interview is sent without leaving the page, and what came of it is spoken.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const live = form.closest("[data-live]");
  const button = event.submitter;
  const action = new URL(button?.getAttribute("formaction") || form.getAttribute("action"), location.href);
  if (!live || form.method !== "post" || form.enctype !== "application/x-www-form-urlencoded" || !action.pathname.endsWith("/check")) return;
  event.preventDefault();
  if (live.hasAttribute("aria-busy")) return;
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.append(button.name, button.value);
  const away = live.querySelector("[data-away]");
  away.hidden = true;
  rest(live, true);
  let answer;
  try {
    answer = await askFor(action, body);
  } catch {
    rest(live, false);
    away.hidden = false;
    button?.focus({ preventScroll: true });
    away.scrollIntoView({ block: "center" });
    return;
  }
  if (answer) {
    const state = carriedBy(answer.fresh);
    if (state !== carriedBy(live)) {
      history.pushState({ told: state }, "", action);
      keep(state);
    }
    show(answer);
    return;
  }
  if (button?.name) {
    const said = document.createElement("input");
    Object.assign(said, { type: "hidden", name: button.name, value: button.value });
    form.append(said);
  }
  form.submit();
});

// Back, forward and reload show what had been told then; a page opened anew offers the last.
async function showAsThen(state) {
  const live = liveNow();
  rest(live, true);
  try {
    const token = live.querySelector("input[name=token]").value;
    const answer = await askFor(live.dataset.live, new URLSearchParams({ token, state }));
    if (answer) show(answer);
    else location.reload();
  } catch {
    rest(live, false);
    live.querySelector("[data-away]").hidden = false;
  }
}

if (liveNow()) {
  const live = liveNow();
  // A link to the page begins anew, though some browsers keep what the entry before it knew.
  const anew = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  const told = anew ? "" : history.state?.told;
  const shown = carriedBy(live);
  const offer = live.querySelector("[data-kept]");
  if (told && told !== shown && offer) showAsThen(told);
  else {
    history.replaceState({ told: shown }, "", live.dataset.live);
    if (!offer) keep(shown);
    else if (kept() && kept() !== shown) {
      offer.append(Object.assign(document.createElement("input"), { type: "hidden", name: "state", value: kept() }));
      offer.querySelector("[type=button]").addEventListener("click", () => { keep(""); offer.remove(); });
      offer.hidden = false;
    }
  }
  addEventListener("popstate", (event) => {
    if (event.state?.told && liveNow()) showAsThen(event.state.told);
  });
}

// A file can be dropped anywhere on its field's card.
for (const drop of document.querySelectorAll("[data-drop]")) {
  const field = drop.querySelector("input[type=file]");
  const mark = (on) => drop.classList.toggle("over", on);
  drop.addEventListener("dragover", (event) => { event.preventDefault(); mark(true); });
  drop.addEventListener("dragleave", () => mark(false));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
  });
}

// A room: the tally is kept up to date, and the page follows when the instructor goes on.
const room = document.querySelector("[data-room]");
if (room) {
  const typing = () => room.querySelector("form input:checked") !== null;
  const look = async () => {
    try {
      const answer = await fetch(room.dataset.room, { credentials: "same-origin" });
      if (!answer.ok) return;
      const now = await answer.json();
      const moved = now.phase !== room.dataset.phase || String(now.number) !== room.dataset.number;
      const seats = room.querySelector("[data-seats]");
      const answered = room.querySelector("[data-answered]");
      if (seats) seats.textContent = now.seats;
      if (answered) answered.textContent = now.answered;
      if (moved && !(typing() && now.phase === "asking")) location.replace(location.pathname);
    } catch { /* the machine that serves is away for a moment */ }
  };
  setInterval(look, room.classList.contains("wall") ? 1500 : 2500);
}
