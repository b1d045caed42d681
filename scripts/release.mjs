// `npm run release`: what a release consists of, in target/release-files/: the package, the page in one file, the page for
// a server, and their checksums.

import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, bundleAll } from "./build.mjs";
import { inRoot } from "./places.mjs";
import { asScript, run } from "./run.mjs";

const FILES = inRoot("target", "release-files");

await asScript(async () => {
  await build(bundleAll);
  rmSync(FILES, { recursive: true, force: true });
  mkdirSync(FILES, { recursive: true });
  await run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", FILES]);
  cpSync(inRoot("dist-single", "dice-and-descent.html"), join(FILES, "dice-and-descent.html"));
  // Nothing in it says when and by whom it was packed.
  const same = ["--sort=name", "--mtime=UTC 2000-01-01", "--owner=0", "--group=0", "--numeric-owner", "--mode=u=rwX,go=rX"];
  const packed = join(FILES, "dice-and-descent-page.tar");
  await run("tar", [...same, "--create", "--file", packed, "--directory", inRoot(), "dist"]);
  await run("gzip", ["--best", "--no-name", packed]);
  const sums = readdirSync(FILES)
    .sort()
    .map((file) => {
      const sum = createHash("sha256")
        .update(readFileSync(join(FILES, file)))
        .digest("hex");
      return `${sum}  ${file}\n`;
    });
  writeFileSync(join(FILES, "SHA256SUMS"), sums.join(""));
  process.stdout.write(sums.join(""));
});
