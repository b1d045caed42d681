import { startDraws } from "./draws.js";
import { serve } from "./serve.js";

serve(startDraws);
