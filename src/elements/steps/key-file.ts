import { html, nothing } from 'lit';
import type { Secret } from '../../secret.ts';
import { showKey } from './show-key.ts';
import type { StepView } from './view.ts';

/** As the extension calls its own backup, so that its file dialog shows it. */
const fileName = 'authenticator.txt';

function save(uri: Secret): void {
  const address = URL.createObjectURL(new Blob([uri.reveal()], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has been handed to the browser by then.
  setTimeout(() => URL.revokeObjectURL(address));
}

/** The key screen with a file of it, for apps that import one. */
export const showKeyAndFile: StepView<'show-key'> = (step, view) => {
  const { file, uri } = step;
  return showKey(
    step,
    view,
    file
      ? html`<div class="way">
          <p>${file.note}</p>
          <button class="secondary" part="secondary" type="button" @click=${() => save(uri)}>${file.label}</button>
        </div>`
      : nothing,
  );
};
