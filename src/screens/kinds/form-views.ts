import { helpDeskView } from '../help-desk-view.ts';
import { guardLeaving } from '../leave-guard.ts';
import { enterCode, enterText } from './forms.ts';
import { showKey } from './show-key.ts';
import { noticeWithStores } from './stores.ts';
import { screenStyles } from './styles.ts';
import type { ScreenViews } from './view.ts';

/** Screens with fields, codes, keys and stores, and the details for the help desk: here people may need help. */
export const formViews: ScreenViews = {
  notice: noticeWithStores,
  'enter-text': enterText,
  'enter-code': enterCode,
  'show-key': showKey,
  helpDesk: helpDeskView,
  guard: guardLeaving,
  styles: [screenStyles],
};
