// One demo and one browser for all of these. One alone: `--test-name-pattern`.
import './suites/app-codes.ts';
import './suites/app-found.ts';
import './suites/app-locks.ts';
import './suites/app-tabs.ts';
import './suites/app-screens.ts';
