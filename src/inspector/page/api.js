// Calls of this page's own server. Every one carries the token; whatever goes wrong is an ApiError with
// words to show.

import { token } from "./token.js";

/** What a call did not do, and what may help. */
export class ApiError extends Error {
  constructor(status, message, hint) {
    super(message);
    this.status = status;
    this.hint = hint;
  }
}

/** A GET for JSON. */
export async function get(path, query, signal) {
  const response = await call(path + search(query), { signal });
  return response.json();
}

/** A GET for bytes. */
export async function bytes(path, signal) {
  const response = await call(path, { signal });
  return new Uint8Array(await response.arrayBuffer());
}

/** A POST of JSON. */
export async function post(path, data) {
  const headers = { "Content-Type": "application/json" };
  const response = await call(path, { method: "POST", headers, body: JSON.stringify(data) });
  return response.json();
}

/** A response with its body still to be read. */
export async function call(path, options) {
  const headers = { ...options.headers, Authorization: `Bearer ${token() ?? ""}` };
  let response;
  try {
    response = await fetch(path, { ...options, headers, cache: "no-store" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(0, "the inspector does not answer", "is `leadlex-hooks listen --inspect` still running?");
  }
  if (response.ok) return response;
  throw await refusal(response);
}

async function refusal(response) {
  const answer = await response.json().catch(() => null);
  const message = answer?.error?.message ?? `the inspector answered ${response.status}`;
  return new ApiError(response.status, message, answer?.error?.hint ?? null);
}

function search(query) {
  const known = Object.entries(query ?? {}).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return known.length === 0 ? "" : `?${new URLSearchParams(known)}`;
}
