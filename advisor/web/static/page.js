// A little help for those whose browser runs it; every page works without.
"use strict";

// A form of the interview is sent without leaving the page, and what came of it is spoken.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const live = form.closest("[data-live]");
  const button = event.submitter;
  const action = new URL(button?.getAttribute("formaction") || form.getAttribute("action"), location.href);
  if (!live || form.method !== "post" || form.enctype !== "application/x-www-form-urlencoded" || !action.pathname.endsWith("/check")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.append(button.name, button.value);
  live.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(action, { method: "POST", body, credentials: "same-origin", redirect: "error" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-live]");
    if (!fresh) throw new Error("no page");
    const unfolded = new Set([...live.querySelectorAll("details[open] > summary")].map((one) => one.textContent.trim()));
    live.replaceWith(fresh);
    for (const one of fresh.querySelectorAll("details > summary")) {
      if (unfolded.has(one.textContent.trim())) one.parentElement.open = true;
    }
    document.title = page.title;
    const question = document.getElementById("question");
    const line = fresh.querySelector(".problem-line");
    const typed = fresh.querySelector(".question input:not([type=hidden]):not([type=checkbox]):not([type=radio])");
    (line && typed ? typed : question)?.focus({ preventScroll: true });
    if (question && question.getBoundingClientRect().top < 0) question.scrollIntoView({ block: "start" });
    const verdict = fresh.querySelector(".verdict-word")?.textContent.trim() || "";
    document.getElementById("spoken").textContent = `${line ? `${line.textContent} ` : ""}The opinion is now: ${verdict}`;
  } catch {
    if (button?.name) {
      const said = document.createElement("input");
      Object.assign(said, { type: "hidden", name: button.name, value: button.value });
      form.append(said);
    }
    form.submit();
  }
});

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
