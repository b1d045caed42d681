import { GatesDesk } from "./desk.js";

const desk = new GatesDesk((message) => postMessage(message));
addEventListener("message", ({ data }) => void desk.hear(data));
