// One demo and one browser for all of these. One alone: `--test-name-pattern`.
import './suites/every-screen.ts';
import './suites/qr-codes.ts';
import './suites/keyboard.ts';
