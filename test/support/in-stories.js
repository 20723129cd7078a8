// In a page of stories.
// `showStory(storyId, globals)` says on Storybook's channel what to show, with what the toolbar sets, and resolves when that
// story has run; rejects when it cannot be shown.
// `untranslated(brackets)`, in the pseudo-language: what a person reads there that is not between its brackets, a piece an
// element. Names and codes that a screen marks with `translate="no"` are left out.
const troubles = ['storyErrored', 'storyThrewException', 'storyMissing', 'playFunctionThrewException'];

let shown;

window.showStory = (storyId, globals) =>
  new Promise((resolve, reject) => {
    const channel = window.__STORYBOOK_ADDONS_CHANNEL__;
    const ears = {
      storyFinished: (answer) => answer.storyId === storyId && end(() => resolve(answer)),
      ...Object.fromEntries(troubles.map((name) => [name, (why) => end(() => reject(new Error(JSON.stringify(why))))])),
    };
    function end(settle) {
      for (const [name, ear] of Object.entries(ears)) channel.off(name, ear);
      settle();
    }
    for (const [name, ear] of Object.entries(ears)) channel.on(name, ear);
    // Not as the toolbar does: that would draw the story before this one, or this one without its play function.
    window.__STORYBOOK_PREVIEW__.storyStoreValue.userGlobals.update(globals);
    if (storyId === shown) channel.emit('forceRemount', { storyId });
    else channel.emit('setCurrentStory', { storyId, viewMode: 'story' });
    shown = storyId;
  });

window.untranslated = ([open, close]) => {
  function* screens(root) {
    for (const { shadowRoot } of root.querySelectorAll('*'))
      if (shadowRoot?.host.localName.startsWith('mfa-')) {
        yield shadowRoot;
        yield* screens(shadowRoot);
      }
  }
  function outside(text) {
    let depth = 0;
    let left = '';
    for (const sign of text) {
      if (sign === open) depth++;
      else if (sign === close) depth--;
      else if (depth === 0) left += sign;
    }
    return left.replace(/\s+/g, ' ').trim();
  }
  const found = new Set();
  for (const screen of screens(document)) {
    for (const element of screen.querySelectorAll('*')) {
      if (element.closest('[translate=no], style, pre')) continue;
      const own = [...element.childNodes].filter((node) => node instanceof Text).map(({ data }) => data);
      const named = ['aria-label', 'placeholder', 'title', 'alt'].map((name) => element.getAttribute(name) ?? '');
      for (const text of [own.join(' '), ...named].map(outside)) if (/\p{L}/u.test(text)) found.add(text);
    }
  }
  return [...found];
};
