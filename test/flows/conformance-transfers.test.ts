import { allFlows } from './all-flows.ts';
import { conformAll, isTransfer } from './conform.ts';

// Beside conformance.test.ts, so that each keeps one processor busy.
conformAll(allFlows.filter(isTransfer), { share: true });
