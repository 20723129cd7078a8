import { everywhere, usually, writeReached } from './reached-states.ts';

// `node --import tsx test/support/write-reached-states.ts everywhere`, or `usually`: reached-states.mjs runs it.
process.stdout.write(writeReached(await { everywhere, usually }[process.argv[2] as 'usually']()));
