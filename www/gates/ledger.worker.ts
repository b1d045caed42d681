import { serve } from "../engine/serve.js";
import { startGatesDesk } from "./desk.js";

serve(startGatesDesk);
