/* What the browser tests measure inside a page. They run it by evaluation, so it works with script switched off.
   Functions only; each gives plain data, and what the data must be is decided in test_*.py. */

function inTime(promise) {
  return Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error("no answer in 5 s")), 5000))]);
}

function nameOf(element) {
  const id = element.id ? "#" + element.id : "";
  const kind = typeof element.className === "string" && element.className ? "." + element.className.trim().split(/\s+/).join(".") : "";
  return element.localName + id + kind;
}

function textOf(element) {
  return (element.textContent || "").replace(/\s+/g, " ").trim().slice(0, 60);
}

function isShown(element) {
  const box = element.getBoundingClientRect();
  if (box.width === 0 || box.height === 0 || getComputedStyle(element).visibility !== "visible") return false;
  for (let above = element; above; above = above.parentElement) {
    if (Number(getComputedStyle(above).opacity) === 0) return false;
  }
  return true;
}

/* Would a finger at this point meet the element? */
function isMet(element, x, y) {
  const met = document.elementFromPoint(x, y);
  return met !== null && (met === element || element.contains(met));
}

function boxes(selector) {
  return Array.from(document.querySelectorAll(selector)).filter(isShown).map(element => {
    const box = element.getBoundingClientRect();
    return {
      name: nameOf(element), text: textOf(element),
      left: box.left, top: box.top, width: box.width, height: box.height,
      met: isMet(element, box.left + box.width / 2, box.top + box.height / 2),
    };
  });
}

function bringForward(selector, number) {
  const element = document.querySelectorAll(selector)[number];
  if (!element) return { problem: "it is not in the page" };
  if (!isShown(element)) return { problem: "it is not shown" };
  element.scrollIntoView({ block: "center", inline: "nearest" });
  const box = element.getClientRects()[0];
  const x = Math.floor(box.left + box.width / 2), y = Math.floor(box.top + box.height / 2);
  if (isMet(element, x, y)) return { problem: "", x: x, y: y };
  const met = document.elementFromPoint(x, y);
  return { problem: met ? nameOf(met) + " lies over it" : "it stays outside the screen" };
}

/* Pictures that are drawn: how large, how large they are by nature, and whether there is anything in them. */
function pictures() {
  return Array.from(document.querySelectorAll("svg, img")).filter(isShown).map(picture => {
    const box = picture.getBoundingClientRect();
    const isImage = picture.localName === "img";
    let empty = isImage ? picture.naturalWidth === 0 : false;
    if (!isImage) { const ink = picture.getBBox(); empty = ink.width === 0 && ink.height === 0; }
    return {
      name: nameOf(picture) + " in " + nameOf(picture.parentElement) + " '" + textOf(picture.parentElement) + "'",
      width: box.width, height: box.height, natural: isImage ? picture.naturalWidth : 0, image: isImage, empty: empty,
    };
  });
}

/* How wide the page is, and the innermost elements that stick out of the screen, with what they draw around them. */
function sideways() {
  const screen = document.documentElement.clientWidth;
  const wide = Array.from(document.body.querySelectorAll("*")).filter(isShown).map(element => {
    const box = element.getBoundingClientRect();
    return { element: element, right: Math.max(box.right, box.left + element.scrollWidth) };
  }).filter(one => one.right > screen + 0.5);
  const inner = wide.filter(one => !wide.some(other => other !== one && one.element.contains(other.element)));
  return {
    screen: screen, page: document.scrollingElement.scrollWidth,
    wide: inner.slice(0, 5).map(one => nameOf(one.element) + " '" + textOf(one.element).slice(0, 40) + "' to " + Math.round(one.right)),
  };
}

/* Points of the screen that are not covered by the target of the address, and the ground it covers them with. */
function cover() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return { problem: "the address " + location.hash + " names nothing in the page", open: [], title: "" };
  const open = [];
  for (let column = 0; column <= 12; column++) {
    for (let row = 0; row <= 20; row++) {
      const x = 0.25 + column * (innerWidth - 1) / 12, y = 0.25 + row * (innerHeight - 1) / 20;
      if (!isMet(target, x, y)) open.push(Math.round(x) + "," + Math.round(y));
    }
  }
  let clear = "";
  if (colour(getComputedStyle(target).backgroundColor)[3] !== 1) clear = "its ground is " + getComputedStyle(target).backgroundColor;
  for (let above = target; above; above = above.parentElement) {
    if (Number(getComputedStyle(above).opacity) !== 1) clear = nameOf(above) + " is see-through";
  }
  return { problem: clear, open: open, title: document.title };
}

/* The same at the other end of the page; without the scrollbar, which flashes up and is no part of the page. */
function coverAfterScrolling() {
  document.documentElement.style.scrollbarWidth = "none";
  scrollTo(0, document.documentElement.scrollHeight);
  return cover();
}

/* The truncation notice: is it there for the eye? */
function cutNotice() {
  const notice = document.querySelector("[data-bekal=cut]");
  if (!notice) return { there: false, shown: false, text: "" };
  const box = notice.getBoundingClientRect();
  const inside = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
  const met = [0.1, 0.5, 0.9].every(part => isMet(notice, box.left + box.width * part, box.top + box.height / 2));
  return { there: true, shown: isShown(notice) && inside && met, text: notice.innerText };
}

/* Where everything lies, except the notice: a list that can be compared with another page's. */
function places() {
  return Array.from(document.body.querySelectorAll("*"))
    .filter(element => !element.closest("[data-bekal=cut], style, script"))
    .map(element => {
      const box = element.getBoundingClientRect();
      return [nameOf(element), box.left, box.top + scrollY, box.width, box.height].join(" ");
    });
}

/* Colours as computed styles write them: red, green, blue 0 to 255, and how opaque. */
function colour(text) {
  const numbers = (text.match(/[\d.]+/g) || []).map(Number);
  return text.startsWith("rgb") ? [numbers[0], numbers[1], numbers[2], numbers.length > 3 ? numbers[3] : 1] : [0, 0, 0, NaN];
}

function over(top, ground) {
  return [0, 1, 2].map(i => top[i] * top[3] + ground[i] * (1 - top[3])).concat(1);
}

function luminance(shade) {
  const parts = shade.slice(0, 3).map(value => value / 255).map(value => value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

function ratio(one, other) {
  const lights = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lights[0] + 0.05) / (lights[1] + 0.05);
}

/* The ground behind an element: the colours of everything around it laid over each other, from the outside in. */
function groundOf(element) {
  const layers = [];
  for (let above = element; above; above = above.parentElement) {
    const shade = colour(getComputedStyle(above).backgroundColor);
    layers.push(shade);
    if (shade[3] === 1) break;
  }
  // A page that sets no ground stands on the browser's own: white, or near black where it allows dark.
  const canvas = document.createElement("div");
  canvas.style.backgroundColor = "Canvas";
  document.body.appendChild(canvas);
  const own = colour(getComputedStyle(canvas).backgroundColor);
  canvas.remove();
  return layers.reverse().reduce((ground, layer) => over(layer, ground), own);
}

/* Every piece of text on show whose contrast is below the limit. */
function faintTexts(limit) {
  const seen = new Set(), faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || seen.has(element) || element.closest("style, script, noscript") || !isShown(element)) continue;
    seen.add(element);
    const ground = groundOf(element), style = getComputedStyle(element);
    let opacity = 1;
    for (let above = element; above; above = above.parentElement) opacity *= Number(getComputedStyle(above).opacity);
    const ink = colour(style.color);
    const contrast = ratio(over([ink[0], ink[1], ink[2], ink[3] * opacity], ground), ground);
    if (!(contrast >= limit)) faint.push(nameOf(element) + " '" + textOf(element).slice(0, 40) + "' " + contrast.toFixed(2));
  }
  return { count: seen.size, faint: faint };
}

/* What a reader presses on purpose: bars, buttons, cards. Links inside a sentence are words, not buttons. */
function touchTargets() {
  const all = document.querySelectorAll("a[href], button, summary, label, select, input:not([type=radio]):not([type=checkbox])");
  return Array.from(all).filter(element => isShown(element)).filter(element => {
    return element.localName !== "a" || element.closest("nav") || getComputedStyle(element).display !== "inline";
  }).map(element => {
    const box = element.getBoundingClientRect();
    return { name: nameOf(element), text: textOf(element).slice(0, 40), width: box.width, height: box.height };
  });
}

/* What the page is made of, as a reader's tools see it. */
function bones() {
  const ids = Array.from(document.querySelectorAll("[id]")).map(element => element.id);
  const description = document.querySelector("meta[name=description]");
  return {
    lang: document.documentElement.lang,
    title: document.title.trim(),
    description: description ? description.content.trim() : "",
    headings: document.querySelectorAll("h1").length,
    mains: document.querySelectorAll("main").length,
    repeated: ids.filter((id, position) => ids.indexOf(id) !== position),
    dead: Array.from(document.querySelectorAll('a[href^="#"]'))
      .map(link => decodeURIComponent(link.getAttribute("href").slice(1)))
      .filter((goal, position, all) => all.indexOf(goal) === position && goal !== "" && !document.getElementById(goal)),
  };
}

/* Everything that a page could have kept on this device. */
async function stored() {
  const found = [];
  const look = async (name, ask) => {
    try { const size = await ask(); if (size) found.push(name + ": " + size); } catch (error) { /* not offered here, so nothing is in it */ }
  };
  await look("localStorage", () => localStorage.length);
  await look("sessionStorage", () => sessionStorage.length);
  await look("cookies", () => document.cookie);
  await look("IndexedDB", async () => (await indexedDB.databases()).length);
  await look("caches", async () => (await caches.keys()).length);
  await look("service workers", async () => (await navigator.serviceWorker.getRegistrations()).length);
  return found;
}
