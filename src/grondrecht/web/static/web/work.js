// Saves drafts while somebody writes. The workplace works without this file: there is a button.
"use strict";

(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form || !window.fetch) return;
  const told = form.querySelector("[data-draft-said]");
  const PAUSE = 2000;
  const AGAIN = 15000;
  let timer = 0;
  let unsaved = false;
  let sending = false;

  const say = (words, lost) => {
    // The same words again would not be read out, and need not be.
    if (told.textContent !== words) told.textContent = words;
    told.classList.toggle("is-lost", lost);
  };

  const later = (pause) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, pause);
  };

  async function save() {
    if (sending || !unsaved) return;
    sending = true;
    unsaved = false;
    const body = new FormData(form);
    body.set("do", "draft");
    try {
      const answer = await fetch(form.getAttribute("action"), {
        method: "POST",
        body,
        headers: { "X-Draft": "1" },
        redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      say((await answer.json()).said, false);
    } catch (error) {
      unsaved = true;
      say(told.dataset.draftLost, true);
      later(AGAIN);
    }
    sending = false;
  }

  form.addEventListener("input", () => {
    unsaved = true;
    later(PAUSE);
  });
  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    unsaved = false;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
})();
