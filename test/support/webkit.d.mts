export interface WebKit {
  version: string;
  ask(method: string, path: string, body?: object): Promise<unknown>;
  open(url: string): Promise<void>;
  run(script: string, args?: unknown[]): Promise<unknown>;
  press(...names: string[]): Promise<void>;
  close(): Promise<void>;
}
export function startWebKit(): Promise<WebKit>;
