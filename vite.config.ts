import { defineConfig, type UserConfig } from "vite";
import { inlineWorkers } from "./scripts/inline-workers.mjs";
import { oneFile } from "./scripts/one-file.mjs";
import { policy } from "./scripts/policy.mjs";
import { sharedBindings } from "./scripts/shared-bindings.mjs";
import { site } from "./scripts/site.mjs";
import { noted, thirdPartyNotices } from "./scripts/third-party.mjs";

/** Engines have names that stay: whoever has to copy them can say where they are. */
function packaged({ originalFileNames }: { originalFileNames: string[] }): string {
  const [, atlas, plain] = originalFileNames[0]?.match(/wasm(-atlas)?(-plain)?\/dice_and_descent_bg\.wasm$/) ?? [];
  if (!originalFileNames[0]?.endsWith(".wasm")) return "parts/[name]-[hash][extname]";
  return `wasm/${atlas ? "atlas" : "core"}${plain ?? ""}.wasm`;
}

// `vite build --mode ...`: what is built beside the page.
const MODES: Record<string, UserConfig> = {
  // The slim page for an iframe. Its workers travel inside its scripts, so that it runs in a sandbox too.
  embed: {
    plugins: [inlineWorkers(), sharedBindings({ emit: true }), policy("embed"), thirdPartyNotices({ into: "dist" })],
    build: { emptyOutDir: false, rolldownOptions: { input: "embed.html" } },
  },
  // The element around that iframe: one plain script of a name that stays.
  element: {
    plugins: [thirdPartyNotices({ into: "dist" })],
    build: {
      emptyOutDir: false,
      copyPublicDir: false,
      lib: { entry: "www/embed/element.ts", formats: ["iife"], name: "DiceAndDescent", fileName: () => "embed.js" },
    },
  },
  // The package: what may be imported elsewhere. Everything that it needs is in it, and its workers start from a
  // script of any origin.
  package: {
    plugins: [inlineWorkers(), thirdPartyNotices()],
    build: {
      outDir: "dist/package",
      modulePreload: false,
      rolldownOptions: {
        input: { index: "www/package/index.ts", element: "www/package/element.ts", embed: "www/embed/element.ts" },
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "[name].js", chunkFileNames: "parts/[name]-[hash].js", assetFileNames: packaged },
      },
    },
  },
  // The page in one file, which opens from disk.
  single: {
    plugins: [inlineWorkers(), noted(), oneFile("dice-and-descent.html")],
    build: {
      outDir: "dist-single",
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  },
};

// By other names than in the package, where npm would pack them a second time.
const OWN = { "licences/MIT.txt": "LICENSE-MIT", "licences/Apache-2.0.txt": "LICENSE-APACHE" };

export default defineConfig(({ mode }) => {
  const { plugins, build } = MODES[mode] ?? {};
  return {
    // The page works under any path of any server.
    base: "./",
    plugins: plugins ?? [sharedBindings({ emit: true }), site(), policy("page"), thirdPartyNotices({ own: OWN })],
    build: {
      target: "esnext",
      // A small wasm module would be inlined into the script, and could not be compiled while it loads.
      assetsInlineLimit: 0,
      // Browsers that do not know modulepreload, of 2023 and older, load what it names a moment later.
      modulePreload: { polyfill: false },
      ...build,
    },
    // Cargo writes thousands of files to target/, pages among them.
    server: { watch: { ignored: ["**/target/**"] } },
    optimizeDeps: { entries: ["*.html"] },
    worker: { format: "es", plugins: () => [sharedBindings({ emit: false }), noted()] },
  };
});
