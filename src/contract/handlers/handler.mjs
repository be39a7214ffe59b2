// A handler for LeadLex webhooks. Node.js 18 or later, nothing to install.
//
//     LEADLEX_WEBHOOK_SECRET=... PORT=3000 node handler.mjs
//
// It verifies the raw bytes before anything parses them, compares in constant time, takes 10 MB at
// most, answers a repeated delivery 200 without processing it twice, and takes one again whose
// processing failed. It answers only after `process` is done: keep that short, LeadLex waits 10 s.

import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const SECRET = process.env.LEADLEX_WEBHOOK_SECRET ?? "";
const PORT = Number(process.env.PORT || 3000);
const MAX_BODY = 10 * 1024 * 1024;
const REMEMBERED = 10_000;

/** Yours: store the event or queue it, and return. After an exception LeadLex sends it again. */
async function processEvent(event, body) {
  // Your code goes here. New names can come any day: ignore those you do not know.
  console.log(`received ${JSON.stringify(event)}, ${body.length} bytes`);
}

const done = new Set(); // In production: a unique column in your database, written with the event.
const running = new Map();

async function processOnce(deliveryId, digest, body) {
  if (!deliveryId) return processEvent(eventName(body), body);
  // The signature covers the body, not the ID: only both together say that it is the same delivery.
  const key = `${deliveryId} ${digest}`;
  if (done.has(key)) return;
  // The same delivery twice at once: the second one shares the outcome of the first.
  if (!running.has(key)) {
    running.set(key, processEvent(eventName(body), body).finally(() => running.delete(key)));
  }
  await running.get(key);
  // Only now: a claim made before would turn away the retry of what failed.
  done.add(key);
  if (done.size > REMEMBERED) done.delete(done.values().next().value);
}

function eventName(body) {
  try {
    return JSON.parse(body.toString("utf8")).event ?? "unknown";
  } catch {
    return "unknown";
  }
}

function isSigned(given, digest) {
  const expected = Buffer.from(`sha256=${digest}`);
  const actual = Buffer.from((given ?? "").toLowerCase(), "latin1");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function answer(response, status, text) {
  response.writeHead(status, {
    "Content-Type": "text/plain",
    "Content-Length": Buffer.byteLength(text),
    ...(status === 405 && { Allow: "POST" }),
  });
  response.end(text);
}

async function receive(request, response) {
  if (request.method !== "POST") return answer(response, 405, "only POST");
  const declared = Number(request.headers["content-length"] ?? 0);
  const chunks = [];
  let size = declared > MAX_BODY ? declared : 0;
  if (size > MAX_BODY) answer(response, 413, "the body is too large");
  // What is too much is read and dropped: closing with unread bytes would lose the answer.
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MAX_BODY) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (response.headersSent) return;
  if (size > MAX_BODY) return answer(response, 413, "the body is too large");

  const body = Buffer.concat(chunks);
  const digest = createHmac("sha256", SECRET).update(body).digest("hex");
  if (!isSigned(request.headers["x-leadlex-signature"], digest)) {
    return answer(response, 401, "the signature does not match");
  }
  try {
    await processOnce(request.headers["x-leadlex-delivery-id"], digest, body);
  } catch (error) {
    console.error("processing failed:", error);
    return answer(response, 500, "processing failed");
  }
  answer(response, 200, "");
}

if (!SECRET) {
  console.error("LEADLEX_WEBHOOK_SECRET is not set: without it anybody could send events");
  process.exit(1);
}
const server = createServer((request, response) => {
  // The sender went away in the middle: there is nobody to answer.
  receive(request, response).catch(() => response.destroy());
});
server.requestTimeout = 30_000;
server.listen(PORT, "127.0.0.1", () => {
  console.error(`listening on http://127.0.0.1:${server.address().port}`);
});
