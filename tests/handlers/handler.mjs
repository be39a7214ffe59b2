// A right handler of LeadLex webhooks, and wrong ones: the path of a request says which.
//
// `/right` does everything as it should. Every other path is a mutant: the same handler with one
// mistake that people make. Each keeps a state of its own. The port is printed first.

import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const SECRET = process.env.LEADLEX_WEBHOOK_SECRET;
const states = new Map();

const hex = (body) => createHmac("sha256", SECRET).update(body).digest("hex");

function stateOf(mutant) {
  if (!states.has(mutant)) states.set(mutant, { done: new Set(), running: new Map() });
  return states.get(mutant);
}

class Refusal extends Error {
  constructor(status, text) {
    super(text);
    this.status = status;
  }
}

/** Whether the signature is right, each mutant in its own way. */
function isSigned(mutant, body, given) {
  if (mutant === "unsigned-in-development" && given === undefined) return true;
  if (mutant === "stringify") body = Buffer.from(JSON.stringify(JSON.parse(body.toString("utf8"))));
  const right = `sha256=${hex(body)}`;
  if (mutant === "includes") return right.includes(given ?? "");
  if (mutant === "lengths-throw") return timingSafeEqual(Buffer.from(given ?? ""), Buffer.from(right));
  if (mutant === "split-at-prefix" && given) {
    // No `sha256=` in it, so there is nothing to compare with.
    const wanted = given.split("sha256=")[1];
    return wanted === undefined || `sha256=${wanted}` === right;
  }
  const actual = Buffer.from((given ?? "").toLowerCase(), "latin1");
  return actual.length === right.length && timingSafeEqual(actual, Buffer.from(right));
}

async function read(mutant, request) {
  if (mutant === "first-chunk") {
    return await new Promise((resolve) => {
      request.once("data", resolve);
      request.once("end", () => resolve(Buffer.alloc(0)));
    });
  }
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function process_(mutant, body) {
  let fields;
  try {
    fields = JSON.parse(body.toString("utf8"));
  } catch {
    throw new Refusal(400, "not JSON");
  }
  if (mutant === "destructures") {
    const { data: { x_unheard_of: unheardOf = null, ...rest } = {} } = fields;
    if (unheardOf !== null) throw new Refusal(422, `unknown field beside ${Object.keys(rest)}`);
  }
  if (mutant === "precise-numbers" && (fields?.x_numbers ?? []).some((n) => n > Number.MAX_SAFE_INTEGER)) {
    throw new RangeError("a number is not safe");
  }
  if (mutant === "slash-escapes" && body.includes("\\/")) throw new SyntaxError("an escape");
  if (mutant === "one-route" && fields?.event?.startsWith("lexi.")) throw new Refusal(404, "no such event");
}

async function receive(mutant, request, response) {
  if (request.method !== "POST") throw new Refusal(405, "only POST");
  const state = stateOf(mutant);
  const id = request.headers["x-leadlex-delivery-id"];
  const body = await read(mutant, request);
  if (mutant === "json-limit" && body.length > 102_400) throw new Refusal(413, "too large");
  if (!isSigned(mutant, body, request.headers["x-leadlex-signature"])) {
    throw new Refusal(401, mutant === "shows-expected" ? `sha256=${hex(body)} was expected` : "no match");
  }
  const key = `${id} ${hex(body)}`;
  if (mutant === "conflict" && state.done.has(key)) throw new Refusal(409, "a duplicate");
  if (mutant === "locked") {
    if (state.running.has(key)) throw new Refusal(423, "locked");
    state.running.set(key, true);
    await new Promise((resolve) => setTimeout(resolve, 40));
    state.running.delete(key);
  }
  if (mutant === "insists-on-time") {
    const stamp = request.headers["x-leadlex-timestamp"] ?? "";
    if (stamp && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(stamp)) throw new Refusal(400, "a time");
  }
  process_(mutant, body);
  state.done.add(key);
}

function answer(response, status, text) {
  response.writeHead(status, { "Content-Type": "text/plain", "Content-Length": Buffer.byteLength(text) });
  response.end(text);
}

const server = createServer((request, response) => {
  const mutant = request.url.slice(1);
  receive(mutant, request, response).then(
    () => answer(response, 200, ""),
    (error) => {
      if (request.destroyed && !request.complete) return response.destroy();
      return answer(response, error.status ?? 500, error.message);
    },
  );
});
server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => console.log(server.address().port));
