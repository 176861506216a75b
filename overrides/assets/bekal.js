/* Comfort only: every page is complete without this script.
   ES2018, no storage, no requests. It may only raise a state that the page already prints. */
(function () {
  "use strict";
  var cover = document.querySelector(".cover");
  var html = document.documentElement;

  /* Quick exit: replaces the history entry and the title as well. It cannot clear the history of the phone. */
  function leave() {
    document.title = cover.querySelector("h2").textContent;
    location.replace("#" + cover.id);
    cover.focus();
  }
  if (location.hash === "#" + cover.id) { document.title = cover.querySelector("h2").textContent; }
  Array.prototype.forEach.call(document.querySelectorAll("[data-bekal=exit]"), function (link) {
    link.addEventListener("click", function (event) { event.preventDefault(); leave(); });
  });
  var escapes = [];
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { escapes = []; return; }
    var now = Date.now();
    escapes = escapes.filter(function (then) { return now - then < 3000; }).concat(now);
    if (escapes.length >= 3) { escapes = []; leave(); }
  });

  /* Opened alone: a phone gave this one file to the browser, so links to other files are dead. */
  var alone = document.querySelector(".alone");
  if (alone && !/^(file|https?):$/.test(location.protocol)) { alone.hidden = false; }

  /* Search: its script comes when it is asked for; in a book it is here already. Alone, the page says where it is. */
  var button = document.querySelector("[data-bekal=search-open]");
  if (button) {
    button.addEventListener("click", function (event) {
      var lost = document.getElementById("tanpa-cari"), script;
      if (window.bekalSearch) { event.preventDefault(); window.bekalSearch(button); return; }
      if (!lost || !button.hasAttribute("data-search")) { return; }
      event.preventDefault();
      script = document.createElement("script");
      script.src = button.getAttribute("data-search");
      script.onload = function () { window.bekalSearch(button); };
      script.onerror = function () { lost.hidden = false; lost.focus(); };
      document.head.appendChild(script);
    });
  }

  /* Age. A clock before the build, or ten years after it, is wrong and is ignored. */
  var made = document.querySelector("[data-made]");
  if (!made) { return; }
  var built = Date.parse(made.getAttribute("data-made"));
  var now = Date.now();
  if (!(now >= built - 864e5 && now < built + 3.2e11)) { return; }
  function mark(element, words, kind) {
    var state = document.createElement("span");
    state.className = "state " + kind;
    state.textContent = words;
    element.insertBefore(document.createTextNode(" "), element.firstChild);
    element.insertBefore(state, element.firstChild);
  }
  Array.prototype.forEach.call(document.querySelectorAll("[data-expires]"), function (element) {
    var due = Date.parse(element.getAttribute("data-expires"));
    if (now >= due) { mark(element, html.getAttribute("data-old"), "old"); }
    else if (element.hasAttribute("data-made") && now < built + (due - built) * 2 / 3) {
      mark(element, html.getAttribute("data-new"), "new");
    }
  });
})();
