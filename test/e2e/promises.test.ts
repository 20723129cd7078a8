// One demo and one browser for all of these. One alone: `--test-name-pattern`.
import './suites/canary.ts';
import './suites/strict-flows.ts';
import './suites/names.ts';
import './suites/neighbours.ts';
import './suites/leaving.ts';
