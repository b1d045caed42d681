import { css, html, nothing } from "lit";
import type { BaseState, BaseView } from "../session/view.js";
import type { Setting } from "../wasm/dice_and_descent.js";
import { words } from "../words.js";

const text = words.printed;

export const printedStyle = css`
  .printed,
  .stamp {
    break-inside: avoid;
    font: 0.8125rem/1.45 var(--sans);
  }
  .printed h2 {
    font-family: var(--serif);
  }
  .printed dl {
    columns: 3;
    column-gap: 1.5rem;
    margin: 0.75rem 0;
  }
  .printed dl div {
    break-inside: avoid;
    padding-block: 0.0625rem;
  }
  .printed :is(dt, dd) {
    display: inline;
    margin: 0;
  }
  .printed dd {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .stamp code {
    font: 0.8125rem/1.45 var(--mono);
    overflow-wrap: anywhere;
  }
`;

type Printed = Pick<BaseView<BaseState, unknown>, "groups" | "state" | "fingerprint">;

/** By which a figure on paper can be checked and repeated. */
export function stamp({ state, fingerprint }: Printed, address: string) {
  if (!state) return nothing;
  return html`<section class="stamp">
    <p>${text.fingerprint}: <code>${fingerprint ?? text.moving}</code></p>
    <p>${text.link}: <code>${address}</code></p>
  </section>`;
}

/** What made the figure on paper. */
export function printed({ groups, state }: Printed) {
  if (!state) return nothing;
  const settings = groups
    .flatMap(({ settings }) => settings)
    .filter(({ key, kind }) => kind.kind !== "parts" && !state.disabled.includes(key));
  return html`<section class="printed">
    <h2>${text.title}</h2>
    <dl>
      ${settings.map(
        (setting) => html`<div>
          <dt>${setting.label}:</dt>
          <dd>${said(setting, state.values[setting.key] ?? setting.default)}</dd>
        </div>`,
      )}
    </dl>
  </section>`;
}

const said = ({ kind }: Setting, value: string): string =>
  (kind.kind === "choice" && kind.options.find((option) => option.value === value)?.label) || value;
