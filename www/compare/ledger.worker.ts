import { CompareDesk } from "./desk.js";

const desk = new CompareDesk((message) => postMessage(message));
addEventListener("message", ({ data }) => void desk.hear(data));
