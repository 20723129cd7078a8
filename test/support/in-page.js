// Runs in the page, before its own scripts. Plain JavaScript: the loader of the tests adds a helper to functions with
// a name (esbuild's keepNames), which a page does not have.
(() => {
  const steps = [];
  const shifts = [];
  const violations = [];
  document.addEventListener('mfa-step', ({ detail }) => steps.push(detail.step));
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sample, blockedURI }) =>
    violations.push(`${effectiveDirective} ${blockedURI} ${sample}`),
  );
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({
    type: 'layout-shift',
    buffered: true,
  });

  /** Every element below, through open shadow roots. */
  const below = (root) =>
    [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? below(each.shadowRoot) : [])]);

  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

  window.mfaTest = {
    /** The two above, which are not the page's. */
    ownListeners: 2,
    violations,
    below: (host) => [...below(host), ...(host.shadowRoot ? below(host.shadowRoot) : [])],
    /** Resolves when the person is at this step. A walk that went another way ends here, and does not wait for ever. */
    stepReached: (wanted) =>
      new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`“${wanted}” is not reached, but ${steps.join(', ')}`)), 60_000);
        const look = () => {
          if (steps.at(-1) !== wanted) return;
          document.removeEventListener('mfa-step', look);
          resolve();
        };
        document.addEventListener('mfa-step', look);
        look();
      }),
    /** Two frames later the browser has reported what the last drawing moved. */
    async layoutShift() {
      await frame();
      await frame();
      return shifts.reduce((sum, value) => sum + value, 0);
    },
  };
})();
