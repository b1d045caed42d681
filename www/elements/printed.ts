import { css, html, nothing } from "lit";
import type { BaseState, BaseView } from "../session/view.js";
import type { Setting } from "../wasm/dice_and_descent.js";
import { words } from "../words.js";

const text = words.printed;

export const printedStyle = css`
  .printed {
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
  .printed code {
    font: 0.8125rem/1.45 var(--mono);
    overflow-wrap: anywhere;
  }
`;

/** What a figure on paper needs to be checked: its settings, what they gave, and the link that repeats it. */
export function printed(
  { groups, state, fingerprint }: Pick<BaseView<BaseState, unknown>, "groups" | "state" | "fingerprint">,
  address: string,
) {
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
    <p>${text.fingerprint}: <code>${fingerprint ?? text.moving}</code></p>
    <p>${text.link}: <code>${address}</code></p>
  </section>`;
}

const said = ({ kind }: Setting, value: string): string =>
  (kind.kind === "choice" && kind.options.find((option) => option.value === value)?.label) || value;
