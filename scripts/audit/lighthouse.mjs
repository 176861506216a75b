/* Runs Lighthouse over pages, one after the other, and prints one line of JSON per run.
   Reads one JSON request from standard input: {addresses, categories, runs, flags}.
   Chromium is the system's own, named by CHROME_PATH. Nothing is reported to anybody.
   Judging scores is left to lighthouse.py. */

import { readFileSync } from "node:fs";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const request = JSON.parse(readFileSync(0, "utf-8"));
const isTimed = request.categories.includes("performance");

/* Without times to measure there is no need to wait until the page has settled; zero would mean the usual wait. */
const quick = { pauseAfterFcpMs: 1, pauseAfterLoadMs: 100, networkQuietThresholdMs: 100, cpuQuietThresholdMs: 1 };

function placeOf(item) {
  return (item.node && item.node.snippet) || item.description || item.url || item.source || "";
}

function failing(result, category) {
  return result.categories[category].auditRefs
    .map(one => ({ weight: one.weight, audit: result.audits[one.id] }))
    .filter(one => one.weight > 0 && one.audit.score !== null && one.audit.score < (isTimed ? 0.9 : 1))
    .map(one => ({
      category: category, id: one.audit.id, title: one.audit.title,
      places: ((one.audit.details || {}).items || []).slice(0, 5).map(placeOf),
    }));
}

function numberOf(result, audit) {
  return (result.audits[audit] && result.audits[audit].numericValue) || 0;
}

async function look(address, chromium) {
  const settings = {
    onlyCategories: request.categories, formFactor: "mobile", disableFullPageScreenshot: true,
    ...(isTimed ? {} : quick),
  };
  const found = await lighthouse(
    address, { port: chromium.port, logLevel: "silent" }, { extends: "lighthouse:default", settings: settings });
  const result = found.lhr;
  const asked = found.artifacts.DevtoolsLog || [];
  return {
    address: address,
    problem: result.runtimeError ? result.runtimeError.message : "",
    scores: Object.fromEntries(
      request.categories.map(name => [name, Math.round(100 * (result.categories[name].score || 0))])),
    failing: request.categories.flatMap(category => failing(result, category)),
    requests: asked.filter(one => one.method === "Network.requestWillBeSent")
      .map(one => one.params.request.url).filter(url => !url.startsWith("data:")),
    paint: numberOf(result, "largest-contentful-paint"),
    blocked: numberOf(result, "total-blocking-time"),
  };
}

const chromium = await launch({ chromeFlags: request.flags, logLevel: "silent" });
try {
  for (const address of request.addresses) {
    for (let run = 0; run < request.runs; run++) {
      process.stdout.write(JSON.stringify(await look(address, chromium)) + "\n");
    }
  }
} finally {
  chromium.kill();
}
