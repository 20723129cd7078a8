// Loaded into a demo before anything else: its clock can be put ahead, by a message with the milliseconds.
let aheadMs = 0;
const { now } = Date;
const nowMs = () => now() + aheadMs;

globalThis.Date = new Proxy(Date, {
  construct: (Real, args, target) => Reflect.construct(Real, args.length > 0 ? args : [nowMs()], target),
  get: (Real, name) => (name === 'now' ? nowMs : Reflect.get(Real, name)),
});

process.on('message', (ms) => {
  aheadMs = ms;
  process.send(ms);
});
