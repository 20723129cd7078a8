/** Lit warns that it is its development build; for its other warnings the tests load that build. Import this first. */
const lit = globalThis as { litIssuedWarnings?: Set<string> };
(lit.litIssuedWarnings ??= new Set()).add('dev-mode');
