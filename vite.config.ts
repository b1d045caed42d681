import { defineConfig } from "vite";

export default defineConfig({
  // The page works under any path of any server.
  base: "./",
  build: {
    target: "esnext",
    // A small wasm module would be inlined into the script, and could not be compiled while it loads.
    assetsInlineLimit: 0,
  },
  // Cargo writes thousands of files to target/, pages among them.
  server: { watch: { ignored: ["**/target/**"] } },
  optimizeDeps: { entries: ["*.html"] },
  worker: { format: "es" },
});
