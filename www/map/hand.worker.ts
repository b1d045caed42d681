import { serve } from "../engine/serve.js";
import { startPieces } from "./pieces.js";

serve(startPieces);
