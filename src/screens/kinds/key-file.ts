import { html, nothing } from 'lit';
import { saveFile } from '../../page/save-file.ts';
import { showKey } from './show-key.ts';
import type { ScreenView } from './view.ts';

/** As the extension calls its own backup, so that its file dialog shows it. */
const fileName = 'authenticator.txt';

/** The key screen with a file of it, for apps that import one. */
export const showKeyAndFile: ScreenView<'show-key'> = (screen, view) => {
  const { file, uri } = screen;
  return showKey(
    screen,
    view,
    file
      ? html`<div class="way">
          <p>${file.note}</p>
          <button class="secondary" part="secondary" type="button" @click=${() => saveFile(fileName, uri)}>${file.label}</button>
        </div>`
      : nothing,
  );
};
