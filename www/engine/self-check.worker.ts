import { startSelfCheck } from "./self-check.js";
import { serve } from "./serve.js";

serve(startSelfCheck);
