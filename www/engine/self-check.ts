import type { MessageHandler } from "./worker-port.js";

/**
 * Whether an engine computes here what it computes everywhere. It is asked in an instance of its own, which is dropped: the
 * bindings hold one instance for good, and that may not be of an engine that is to be replaced.
 */
export async function computesRight(module: WebAssembly.Module): Promise<boolean> {
  const imports: Record<string, Record<string, () => void>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => {};
  const { exports } = await WebAssembly.instantiate(module, imports);
  try {
    return (exports["computesRight"] as () => number)() === 1;
  } catch {
    // Where it computes wrongly it may as well trap.
    return false;
  }
}

/** Asks it of every module that comes. */
export const startSelfCheck = (post: (right: unknown) => void): MessageHandler => ({
  hear: (module: WebAssembly.Module) => void computesRight(module).then(post, () => post(undefined)),
  close: () => {},
});
