export interface Engine {
  name: 'chromium' | 'firefox' | 'webkit';
  title: string;
  path(): string;
  isWanted: boolean;
  lacks: string[];
  whyNot: string | undefined;
}
export const engines: Engine[];
export function engineNamed(name: Engine['name']): Engine;
export function onPath(name: string): boolean;
export const headlessShell: { package: string; path(): string; present(): boolean };
