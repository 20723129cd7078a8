// Runs in the page: what changes inside a live region, as a screen reader would speak it; through open shadow roots
// that are there when it begins.
(() => {
  const heard = [];
  const live = '[role=alert], [role=status], [role=timer], [role=log], [role=marquee], output, [aria-live]';

  const isLive = (node) => {
    for (let at = node; at; at = at.parentNode ?? at.host) if (at instanceof Element && at.matches(live)) return true;
    return false;
  };
  const watch = (root) => {
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) if (isLive(target)) heard.push(target.textContent);
    });
    observer.observe(root, { subtree: true, childList: true, characterData: true });
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) watch(shadowRoot);
  };
  watch(document);
  window.mfaHeard = heard;
})();
