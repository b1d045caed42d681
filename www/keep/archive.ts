import { loadEngine } from "../engine/load.js";
import type { FromArchive, Jobs, Kind, ToArchive } from "./messages.js";
import { words } from "./words.js";
import { archiveWorker } from "./worker.js";

/** Has a job done in a worker of its own. What is wrong with a file is the message of the error thrown. */
export async function archive<K extends Kind>(kind: K, ask: Jobs[K]["ask"]): Promise<Jobs[K]["answer"]> {
  const engine = await loadEngine("atlas");
  const worker = archiveWorker();
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FromArchive>) => {
        if ("error" in data) reject(new Error(data.error));
        else resolve(data.answer);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message || words.runs.trapped));
      };
      worker.postMessage({ engine, kind, ask } as ToArchive);
    });
  } finally {
    worker.terminate();
  }
}
