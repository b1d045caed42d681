import type { Bindings } from "../engine/bindings.js";
import { words } from "../words.js";
import { wish } from "./events.js";
import { Pointed, type Marks } from "./pointed.js";

interface FunctionMarks extends Marks {
  functionAt(mark: number): string | undefined;
}

interface Functions {
  points: { function?: string | null }[];
}

/** A figure whose marks are functions: one of them is selected. */
export abstract class FunctionsChart<Data extends Functions, Bound = Bindings> extends Pointed<Data, FunctionMarks, Bound> {
  static override properties = { ...Pointed.properties, selected: {} };
  declare selected: string | null;

  protected override readonly keys = words.scatter.keys;

  protected override marked(): number | null {
    const index = this.data?.points.findIndex((point) => point.function === this.selected) ?? -1;
    return index < 0 ? null : index;
  }

  protected override choose(mark: number): void {
    const text = this.view?.functionAt(mark);
    if (text !== undefined) wish(this, "select-wish", text);
  }

  protected override leave(): void {
    wish(this, "select-wish", null);
  }
}
