export function reachedStates(which: 'everywhere' | 'usually'): Promise<string>;
