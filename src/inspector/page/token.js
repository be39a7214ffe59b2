// The token: taken from the fragment of the URL that the terminal printed, kept for this tab alone,
// and gone from the address bar, so that neither history nor a screenshot has it.

const KEY = "leadlex-hooks.token";

/** The token of this tab; `null` where there is none. */
export function token() {
  return sessionStorage.getItem(KEY);
}

/** Takes a token out of the address bar; says whether there was one. */
export function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given === null) return false;
  sessionStorage.setItem(KEY, given);
  history.replaceState(null, "", location.pathname);
  return true;
}
