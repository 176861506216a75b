/* The page itself: choosing, progress, and the outcome in words, in the language the reader looks at. */

const html = document.documentElement;
const VERDICTS = { safe: "aman dipakai", old: "boleh dipakai, tetapi sudah lama", unsafe: "jangan dipakai" };
const loose = [];
let shown = null, isBusy = false;

function find(selector) { return document.querySelector(selector); }

/* Words */

function inWords(saying) {
  const locale = html.lang;
  const text = locale === "en" ? saying.message : data.indonesian[saying.message] || saying.message;
  return text.replace(/\{(\w+)\}/g, function (_field, name) {
    const value = saying.values[name];
    if (value && value.message) { return inWords(value); }
    if (value && value.date) {
      const parts = value.date.split("-").map(Number);
      return parts[2] + " " + data.months[locale][parts[1] - 1] + " " + parts[0];
    }
    return typeof value === "number" ? grouped(value, locale === "en" ? "," : ".") : String(value);
  });
}
function grouped(value, mark) { return String(value).replace(/\B(?=(\d{3})+$)/g, mark); }

function meaningOf(verdict) {
  return inWords(verdict === "safe" ? say("safe to use")
    : verdict === "old" ? say("may be used, but is old") : say("do not use"));
}

function questionWords(question) {
  return {
    authentic: say("Authentic: signed by the key whose fingerprint stands above"),
    complete: say("Complete: nothing missing, nothing added"),
    intact: say("Intact: every byte as signed"),
    current: say("Current: nothing in it too old, and the start page leads to the newest"),
    clean: say("Clean: nothing that stick viruses leave")
  }[question];
}

function headingOf(result) {
  if (result.stopped) { return inWords(say("This is not the place to check")); }
  if (result.verdict) {
    const words = VERDICTS[result.verdict].toUpperCase();
    return html.lang === "en" ? words + " (" + meaningOf(result.verdict) + ")" : words;
  }
  return inWords(say("No verdict yet: only a part was checked"));
}

function summaryOf(result) {
  const manifest = result.manifest, count = result.findings.length;
  if (!manifest) { return say("no edition here is signed by a key that this page knows."); }
  if (result.scope === "files" && !result.verdict) {
    return say("The files you chose, {count}, are those that were signed, and the rest was not looked at. " +
      "For a verdict choose the whole stick, on a laptop.", { count: result.files });
  }
  if (result.scope === "folder" && !result.verdict) {
    return say("The folder {folder} is as it was signed. For a verdict choose the whole stick: the folder above it, " +
      "which holds BUKA.HTM.", { folder: names.prefix + manifest.release });
  }
  if (result.verdict === "unsafe") { return say("{count} things are not as they should be.", { count: count }); }
  return say("Release {release}, {files} files as signed.", { release: manifest.release, files: result.files });
}

/* The outcome */

function element(tag, text, kind) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (kind) { made.className = kind; }
  return made;
}

async function show(result) {
  shown = result;
  const place = find("#hasil"), kind = result.stopped ? "" : result.verdict;
  const title = element("h2", "", "verdict");
  title.id = "putusan";
  title.setAttribute("data-bekal", "verdict");
  title.setAttribute("data-verdict", result.stopped ? "stopped" : result.verdict || "part");
  title.textContent = headingOf(result);
  const fresh = document.createElement("div");
  fresh.className = "outcome " + (kind || "part");
  fresh.appendChild(title);
  if (result.stopped) {
    fresh.appendChild(element("p", sentence(result.stopped.what)));
    fresh.appendChild(element("p", inWords(say("What to do: {fix}", { fix: result.stopped.fix })), "fix"));
  } else {
    await showChecked(fresh, result);
  }
  place.textContent = "";
  place.appendChild(fresh);
  place.hidden = false;
}

/* With a capital, unless it begins with a name. */
function sentence(saying) {
  const text = inWords(saying);
  return saying.message.startsWith("{") ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

async function showChecked(fresh, result) {
  fresh.appendChild(element("p", sentence(summaryOf(result))));
  if (result.manifest && result.manifest.channel === "trial") {
    fresh.appendChild(element("p", inWords(say("UJI COBA: the numbers in this edition are not yet confirmed by calls."))));
  }
  if (result.key) {
    fresh.appendChild(element("p", inWords(say("Signed by the key with this fingerprint:"))));
    fresh.appendChild(element("p", await fingerprintOf(result.key), "fingerprint"));
    fresh.appendChild(element("p", inWords(say("All this is worth something only if the same stands on the paper " +
      "that came with the stick. If it differs: do not use."))));
  }
  if (result.isClockWrong) {
    fresh.appendChild(element("p", inWords(say("The clock of this device says {day}, and the edition was made later. " +
      "So its age cannot be judged here.", { day: { date: today() } }))));
  }
  groupsOf(result).forEach(function (group) {
    const list = document.createElement("ul");
    list.className = "findings";
    group.lines.forEach(function (one) { list.appendChild(lineOf(one)); });
    fresh.appendChild(list);
    fresh.appendChild(element("p", inWords(say("What to do: {fix}", { fix: group.fix })), "fix"));
  });
  fresh.appendChild(element("h3", inWords(say("The five questions"))));
  const answers = document.createElement("ul");
  answers.className = "asked";
  QUESTIONS.forEach(function (question) {
    const answer = result.answers[question];
    const line = element("li", inWords(questionWords(question)) + " ");
    line.setAttribute("data-question", question);
    line.setAttribute("data-answer", answer);
    line.appendChild(element("b", inWords(answer === "yes" ? say("yes") : answer === "no" ? say("no")
      : say("cannot be answered from this"))));
    answers.appendChild(line);
  });
  fresh.appendChild(answers);
}

/* A line that stands for many holds them all, to be opened. */
function lineOf(one) {
  const line = document.createElement("li");
  line.setAttribute("data-question", one.question);
  line.appendChild(element("b", one.path.message ? inWords(one.path) : one.path));
  line.appendChild(document.createTextNode(" " + answerNo(one.question) + ": " + inWords(one.message)));
  if (one.findings && one.findings.length > 1) {
    const all = document.createElement("details"), list = document.createElement("ul");
    line.className = "many";
    all.appendChild(element("summary", inWords(say("Show all"))));
    one.findings.forEach(function (each) { list.appendChild(lineOf(each)); });
    all.appendChild(list);
    line.appendChild(all);
  }
  return line;
}

function answerNo(question) {
  return inWords({
    authentic: say("not authentic"), complete: say("not complete"), intact: say("not intact"),
    current: say("not current"), clean: say("not clean")
  }[question]);
}

/* Lines by question, and those with the same remedy together. */
function groupsOf(result) {
  const groups = [], lines = sayAlikeOnce(result.findings.slice().sort(function (one, other) {
    return one.path < other.path ? -1 : 1;
  }));
  QUESTIONS.forEach(function (question) {
    lines.forEach(function (one) {
      if (one.question !== question) { return; }
      const mark = question + inWords(one.fix);
      let group = groups.find(function (known) { return known.mark === mark; });
      if (!group) { group = { mark: mark, fix: one.fix, lines: [] }; groups.push(group); }
      group.lines.push(one);
    });
  });
  return groups;
}

/* Progress: the bar moves often, what is read aloud changes at each quarter. */

function progress() {
  const bar = find("#kemajuan progress"), status = find("#status");
  let total = 0, done = 0, quarter = 0;
  find("#kemajuan").hidden = false;
  bar.removeAttribute("value");
  status.textContent = inWords(say("Checking …"));
  return {
    expect: function (bytes) { total = bytes; bar.value = 0; },
    advance: function (bytes) {
      done += bytes;
      const share = total ? Math.min(1, done / total) : 1;
      bar.value = share;
      if (Math.floor(share * 4) > quarter) {
        quarter = Math.floor(share * 4);
        status.textContent = inWords(say("{share} per cent checked", { share: quarter * 25 }));
      }
    },
    end: function () { find("#kemajuan").hidden = true; status.textContent = ""; }
  };
}

async function run(work) {
  if (isBusy) { return; }
  isBusy = true;
  const inputs = Array.from(document.querySelectorAll("input[type=file]"));
  inputs.forEach(function (input) { input.disabled = true; });
  shown = null;
  find("#hasil").hidden = true;
  find("#hasil").textContent = "";
  const watch = progress();
  let result;
  try {
    result = await work(watch);
  } catch (error) {
    result = stop(say("the check stopped: {reason}", { reason: error && (error.name + " " + error.message) || "?" }),
      say("plug the stick in again and choose it once more; if it happens twice, use another browser or bekal verify"));
  }
  watch.end();
  inputs.forEach(function (input) { input.disabled = false; input.value = ""; });
  await show(result);
  isBusy = false;
  find("#hasil").focus();
}

/* Choosing */

find("#pilih-folder").addEventListener("change", function (event) {
  const chosen = Array.from(event.target.files).map(function (file) {
    return { path: file.webkitRelativePath || file.name, file: file };
  });
  loose.length = 0;
  run(function (watch) { return judge(chosen, watch); });
});

find("#pilih-berkas").addEventListener("change", function (event) {
  addLoose(Array.from(event.target.files));
});

function addLoose(files) {
  files.forEach(function (file) {
    const at = loose.findIndex(function (one) { return one.name === file.name && one.size === file.size; });
    if (at >= 0) { loose.splice(at, 1); }
    loose.push(file);
  });
  run(function (watch) { return judgeFiles(loose.slice(), watch); });
}

if (!("webkitdirectory" in document.createElement("input"))) {
  find("#folder").hidden = true;
  find("#berkas").open = true;
}

/* Dropped folders: read through the newer way where there is one, since Chromium refuses the older one to files. */

document.addEventListener("dragover", function (event) { event.preventDefault(); });
document.addEventListener("drop", function (event) {
  event.preventDefault();
  const files = Array.from(event.dataTransfer.files);
  const waiting = Array.from(event.dataTransfer.items || []).filter(function (item) {
    return item.kind === "file";
  }).map(opened);
  if (!files.length && !waiting.length) { return; }
  run(async function (watch) {
    const entries = (await Promise.all(waiting)).filter(Boolean);
    if (!entries.some(function (entry) { return entry.isFolder; })) {
      files.forEach(function (file) { loose.push(file); });
      return judgeFiles(loose.slice(), watch);
    }
    loose.length = 0;
    const chosen = [];
    for (const entry of entries) { await entry.gather("", chosen); }
    return judge(chosen, watch);
  });
});

function opened(item) {
  if (item["getAsFileSystemHandle"]) { return item["getAsFileSystemHandle"]().then(newerEntry); }
  return item.webkitGetAsEntry ? Promise.resolve(olderEntry(item.webkitGetAsEntry())) : Promise.resolve(null);
}

function newerEntry(handle) {
  return handle && {
    isFolder: handle.kind === "directory",
    gather: async function (before, chosen) {
      const path = before + handle.name;
      if (handle.kind === "file") { chosen.push({ path: path, file: await handle["getFile"]() }); return; }
      chosen.push({ path: path + "/", file: null });
      for await (const inner of handle.values()) { await newerEntry(inner).gather(path + "/", chosen); }
    }
  };
}

function olderEntry(entry) {
  return entry && {
    isFolder: entry.isDirectory,
    gather: async function (before, chosen) {
      const path = before + entry.name;
      if (entry.isFile) {
        chosen.push({ path: path, file: await new Promise(function (yes, no) { entry.file(yes, no); }) });
        return;
      }
      chosen.push({ path: path + "/", file: null });
      const reader = entry.createReader();
      for (;;) { // each call gives some of the entries, an empty list is the end
        const some = await new Promise(function (yes, no) { reader.readEntries(yes, no); });
        if (!some.length) { return; }
        for (const inner of some) { await olderEntry(inner).gather(path + "/", chosen); }
      }
    }
  };
}

/* Language: Indonesian first; what is on the screen changes where it stands. */

function speak(locale) {
  html.lang = locale;
  html.setAttribute("data-shows", locale);
  document.title = inWords(say("Check this stick")) + " · Bekal";
  if (shown) { show(shown); }
}
find("#bahasa").addEventListener("click", function () { speak(html.lang === "id" ? "en" : "id"); });
speak("id");
