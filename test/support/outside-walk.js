// Runs in the page, before its own scripts. Plain JavaScript, as in-page.js: a loader would add a helper here.
(() => {
  const seen = [];
  window.mfaSeen = seen;
  document.addEventListener('mfa-step', async ({ target }) => {
    await target.idle;
    const section = target.shadowRoot.querySelector('section');
    const heading = section?.querySelector('h2')?.innerText;
    // While something is under way, a person has nothing to read or to do.
    if (!heading || section.getAttribute('aria-busy') === 'true') return;
    if (seen.at(-1) !== heading) seen.push(heading);
  });
})();
