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
    timer = window.setTimeout(() => save(), pause);
  };

  // What went wrong, in the words of the page; tried again where that can help.
  const lose = (why, again) => {
    unsaved = true;
    say(told.dataset[why], true);
    // These words take more room, over what is being typed.
    const typing = document.activeElement;
    if (form.contains(typing)) typing.scrollIntoView({ block: "nearest", behavior: "instant" });
    if (again) later(AGAIN);
  };

  const read = async (answer) => {
    if (answer.ok) return say((await answer.json()).said, false);
    // The sign-in is asked for again.
    if (answer.type === "opaqueredirect") return lose("draftOut", false);
    const may_pass = answer.status >= 500 || answer.status === 429;
    return may_pass ? lose("draftLost", true) : lose("draftRefused", false);
  };

  async function save({ leaving = false } = {}) {
    if (!unsaved) return;
    // What was typed meanwhile goes with the next.
    if (sending) return later(PAUSE);
    sending = true;
    unsaved = false;
    const body = new FormData(form);
    body.set("do", "draft");
    try {
      const answer = await fetch(form.getAttribute("action"), {
        method: "POST",
        body,
        headers: { "X-Draft": "1" },
        redirect: "manual",
        keepalive: leaving,
      });
      await read(answer);
    } catch (error) {
      lose("draftLost", true);
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
    if (document.visibilityState === "hidden") save({ leaving: true });
  });
  window.addEventListener("online", () => save());
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
})();
