// One demo and one browser for all of these: the demo takes longer to start than most of them to run.
import './suites/whole-way.ts';
import './suites/same-key.ts';
import './suites/typed-codes.ts';
import './suites/addresses.ts';
import './suites/waiting.ts';
import './suites/sign-in.ts';
import './suites/left-half-way.ts';
