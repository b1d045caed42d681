/** What the page consists of: see scripts/service-worker.mjs. */
declare module "virtual:shipped" {
  export interface Shipped {
    /** Below the page's own address; the page itself is empty. */
    path: string;
    /** Of its content, as fetch takes it. */
    integrity: string;
    /** For an engine: whether it needs SIMD. */
    simd?: boolean;
  }
  export const files: Shipped[];
  /** Differs whenever any of them does. */
  export const version: string;
}
