import { noChange } from "lit";
import { Directive, directive, type ElementPart } from "lit/directive.js";

/** Properties of style by their names in css, `background` or `--accent`. */
type Style = Readonly<Record<string, string>>;

/**
 * Sets properties of an element's style, always the same ones. In templates there is no `style="..."`: a host's
 * Content-Security-Policy may forbid such attributes, but not what is set through the object model.
 */
class Styled extends Directive {
  #last: Style = {};

  override render(_: Style) {
    return noChange;
  }

  override update(part: ElementPart, [style]: [Style]) {
    const element = part.element as HTMLElement | SVGElement;
    for (const [name, value] of Object.entries(style)) {
      if (this.#last[name] !== value) element.style.setProperty(name, value);
    }
    this.#last = style;
    return noChange;
  }
}

/** For the place of an attribute: `<span ${styled({ width: "40%" })}>`. */
export const styled = directive(Styled);
