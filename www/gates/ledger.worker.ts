import { serve } from "../engine/serve.js";
import { startGatesHandler } from "./ledger-handler.js";

serve(startGatesHandler);
