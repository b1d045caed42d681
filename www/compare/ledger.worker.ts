import { serve } from "../engine/serve.js";
import { startCompareDesk } from "./desk.js";

serve(startCompareDesk);
