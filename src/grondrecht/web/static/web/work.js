// Saves drafts while somebody writes, and keeps the forms of a page good when they sign in anew in
// another tab. The workplace works without this file: there are buttons.
"use strict";

// Give the forms of the page today's token; tells whether somebody is signed in.
const renewed = (() => {
  const { token } = document.currentScript.dataset;
  return async () => {
    const answer = await fetch(token, { cache: "no-store" });
    const now = await answer.json();
    for (const each of document.getElementsByName("csrfmiddlewaretoken")) each.value = now.token;
    return now.signed_in;
  };
})();

(() => {
  const has_forms = document.getElementsByName("csrfmiddlewaretoken").length > 0;
  if (!has_forms || !window.fetch) return;
  // Whoever comes back from another tab may have signed in there. Without an answer all stays.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    renewed().then(
      (signed_in) => document.dispatchEvent(new CustomEvent("renewed", { detail: signed_in })),
      () => undefined,
    );
  });
})();

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

  const retry = () => {
    unsaved = true;
    window.setTimeout(() => save({ again: true }), 0);
  };

  const read = async (answer, again) => {
    if (answer.ok) return say((await answer.json()).said, false);
    // The sign-in is asked for again.
    if (answer.type === "opaqueredirect") return lose("draftOut", false);
    // The token was old: the same once more with the new one.
    if (answer.status === 403 && !again) return (await renewed()) ? retry() : lose("draftOut", false);
    const may_pass = answer.status >= 500 || answer.status === 429;
    return may_pass ? lose("draftLost", true) : lose("draftRefused", false);
  };

  async function save({ leaving = false, again = false } = {}) {
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
      await read(answer, again);
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
  document.addEventListener("renewed", ({ detail: signed_in }) => {
    if (signed_in) save();
  });
  window.addEventListener("online", () => save());
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
})();
