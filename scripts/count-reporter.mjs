// A node:test reporter that writes one JSON line with the counts, for scripts/test.mjs.

/** Suites are frames, and a test that fails only because a part of it failed is already counted by that part. */
const isFrame = ({ details }) => details.type === 'suite' || details.error?.failureType === 'subtestsFailed';

export default async function* count(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if ((type !== 'test:pass' && type !== 'test:fail') || isFrame(data)) continue;
    if (data.skip !== undefined || data.todo !== undefined) counts.skipped += 1;
    else counts[type === 'test:pass' ? 'passed' : 'failed'] += 1;
  }
  yield JSON.stringify(counts);
}
