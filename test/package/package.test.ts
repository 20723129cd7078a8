// One packed and installed package, one back end and one browser for all of these.
import './suites/contents.ts';
import './suites/entries.ts';
import './suites/types.ts';
import './suites/consumers.ts';
import './suites/budgets.ts';
