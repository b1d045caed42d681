import { cpSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { inRoot } from "../../scripts/places.mjs";
import { ask } from "../../scripts/run.mjs";

/** A project of its own, with the page of tests/page/consumer, that has the packed package installed. */
export function install(): string {
  const consumer = mkdtempSync(join(tmpdir(), "consumer-"));
  cpSync(inRoot("tests", "page", "consumer"), consumer, { recursive: true });
  const tarball = ask("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", consumer])?.split("\n").at(-1);
  const installed = join(consumer, "node_modules", "dice-and-descent");
  mkdirSync(installed, { recursive: true });
  expect(ask("tar", ["-xzf", join(consumer, tarball ?? ""), "--strip-components=1", "-C", installed])).toBeDefined();
  return consumer;
}
