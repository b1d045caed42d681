// The servers of `npm start` and `npm run hosts`, asked for what there is and for all kinds of nonsense.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { Agent, request, type IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
// Without a browser, unlike all other tests here.
import { expect, test } from "@playwright/test";
import { serve } from "../../scripts/hosts.mjs";
import { inRoot } from "../../scripts/places.mjs";
import { headersOf } from "../../scripts/policy.mjs";

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

/** Asks for a path just as it is written. */
const ask = (address: string, method: string, path: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const asked = request({ hostname, port, method, path, agent }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.on("error", reject).end();
  });

/** Numbers from 0 to below `limit`, the same in every run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const PIECES = [
  ...[
    "/",
    "/",
    "/",
    "//",
    "%",
    "%2",
    "%zz",
    "%00",
    "%2f",
    "%2F",
    "%5c",
    "\\",
    ".",
    "..",
    "%2e%2e",
    "/../",
    "/./",
    "%c0%af",
    "%ff",
    "%u0041",
  ],
  ...["?", "#", "*", "@", ":", ";", "~", "http://", "%E2%82%AC", "%25", "[", "a".repeat(5000), "CON", "nul"],
  ...[
    "index.html",
    "embed.html",
    "blog.html",
    "package.json",
    "assets",
    "package",
    "index.js",
    "nothing",
    "etc/passwd",
    ".git/config",
  ],
];

const filesIn = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(directory, name)).isFile());

test("the servers give what there is, and for anything else a plain answer", async ({ baseURL }) => {
  const hosts = await serve(inRoot("examples", "hosts"));
  const servers = [
    { address: baseURL ?? "", directory: inRoot("dist"), headers: headersOf },
    {
      address: hosts.address,
      directory: inRoot("examples", "hosts"),
      headers: (): Record<string, string> => ({ "Access-Control-Allow-Origin": "*" }),
    },
  ];
  const wrong: string[] = [];
  const draw = numbers(20);
  const nonsense = Array.from({ length: 600 }, () => {
    const pieces = Array.from({ length: 1 + draw(6) }, () => PIECES[draw(PIECES.length)] ?? "");
    return `/${pieces.join("")}`;
  });
  for (const { address, directory, headers } of servers) {
    const files = filesIn(directory);
    const there = new Map(files.map((name) => [`/${name}`, name]));
    if (there.has("/index.html")) there.set("/", "index.html");
    const beside = files.slice(0, 40).flatMap((name) => [`/${name}/`, `//${name}`, `/${name}x`, `/x${name}`, `/./${name}`]);
    for (const path of [
      ...there.keys(),
      "//",
      "/%",
      "/nothing",
      "/assets",
      "/assets/",
      "/assets/none.js",
      "*",
      "http://other/",
      "http://other//%",
      ...beside,
      ...nonsense,
    ]) {
      const method = ["GET", "GET", "GET", "HEAD", "POST", "OPTIONS"][draw(there.has(path) ? 4 : 6)] ?? "";
      const answer = await ask(address, method, path);
      let plain: string | undefined;
      try {
        plain = decodeURIComponent(path.replace(/[?#].*/s, ""));
      } catch {
        // No path at all.
      }
      const name = plain === undefined ? undefined : there.get(plain);
      const no = plain === undefined || !plain.startsWith("/") || /[\0\\]/.test(plain);
      const reads = method === "GET" || method === "HEAD";
      const status = !reads ? 405 : no ? 400 : name === undefined ? 404 : 200;
      const demanded: Record<string, string | string[] | undefined> =
        status === 200 ? { ...headers(plain ?? "") } : { ...headers("/none") };
      // An error is not for good, and has the policy of whatever stands at its path.
      if (status !== 200)
        Object.assign(demanded, {
          "Cache-Control": "no-cache",
          "Content-Security-Policy": answer.headers["content-security-policy"],
        });
      const complaints = [
        answer.status !== status && `${answer.status} instead of ${status}`,
        method === "GET" && status === 200 && !answer.body.equals(readFileSync(join(directory, name ?? ""))) && "another file",
        status !== 200 &&
          !(method === "HEAD" ? /^$/ : /^\d{3}: [\w ]+\.\n$/).test(answer.body.toString()) &&
          answer.body.toString().slice(0, 100),
        ...Object.entries(demanded).map(
          ([key, value]) => answer.headers[key.toLowerCase()] !== value && `${key} is not ${value}`,
        ),
      ];
      for (const complaint of complaints) if (complaint) wrong.push(`${method} ${path.slice(0, 200)}: ${complaint}`);
    }
    expect((await ask(address, "GET", `/${files[0]}`)).status).toBe(200);
  }
  // Asserting each would take longer than asking.
  expect(wrong).toEqual([]);
  hosts.close();
  agent.destroy();
});
