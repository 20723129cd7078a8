import type { Server } from 'node:http';

export function liveFront(upstream: () => Promise<string>): { server: Server; reload(): void };
