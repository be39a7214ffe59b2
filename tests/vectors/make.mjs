// Prints the name of each case and its HMAC-SHA256 by Node's own crypto.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

for (const line of readFileSync(process.argv[2], "utf8").trimEnd().split("\n")) {
  const [name, times, secret, body] = line.split("\t");
  const hmac = createHmac("sha256", secret);
  for (let i = 0; i < Number(times); i++) hmac.update(Buffer.from(body, "hex"));
  console.log(`${name}\t${hmac.digest("hex")}`);
}
