/* Comfort only: every page is complete without this script.
   ES2018, no storage, no requests. It may only raise a state that the page already prints. */
(() => {
  "use strict";
  const $ = name => document.querySelector(name);
  const $$ = (name, act) => document.querySelectorAll(name).forEach(act);
  const cover = $(".cover"), now = Date.now();

  /* Quick exit: replaces the history entry and the title as well. It cannot clear the history of the phone. */
  const disguise = () => { document.title = cover.querySelector("h2").textContent; };
  const leave = () => { disguise(); location.replace("#" + cover.id); cover.focus(); };
  if (location.hash === "#" + cover.id) { disguise(); }
  $$("[data-bekal=exit]", link => { link.onclick = e => { e.preventDefault(); leave(); }; });
  let taps = [];
  document.addEventListener("keydown", e => {
    const then = Date.now() - 3000;
    taps = e.key === "Escape" ? taps.filter(time => time > then).concat(then + 3000) : [];
    if (taps.length > 2) { taps = []; leave(); }
  });

  /* Opened alone: a phone gave this one file to the browser, so links to other files are dead. */
  const alone = $(".alone");
  if (alone && !/^(file|https?):$/.test(location.protocol)) { alone.hidden = false; }

  /* Search: its script comes when it is asked for; in a book it is here already. Alone, the page says where it is. */
  const button = $("[data-bekal=search-open]"), lost = $("#tanpa-cari");
  if (button) {
    button.onclick = e => {
      const open = () => window.bekalSearch(button), source = button.dataset.search;
      if (window.bekalSearch) { e.preventDefault(); open(); return; }
      if (!lost || !source) { return; }
      e.preventDefault();
      const script = document.createElement("script");
      script.src = source;
      script.onload = open;
      script.onerror = () => { lost.hidden = false; lost.focus(); };
      document.head.appendChild(script);
    };
  }

  /* Age. A clock before the build, or ten years after it, is wrong and is ignored. */
  const made = $("[data-made]"), built = made && Date.parse(made.dataset.made);
  if (!made || now < built - 864e5 || now >= built + 3.2e11) { return; }
  $$("[data-expires]", el => {
    const due = Date.parse(el.dataset.expires), isOld = now >= due;
    if (!isOld && !(el.dataset.made && now < built + (due - built) * 2 / 3)) { return; }
    const state = document.createElement("span"), kind = isOld ? "old" : "new";
    state.className = "state " + kind;
    state.textContent = document.documentElement.dataset[kind];
    el.prepend(state, " ");
  });
})();
