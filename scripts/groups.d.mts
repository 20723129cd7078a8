export interface Group {
  name: string;
  files: string[];
  seconds: number;
}
export function groupsOf(paths: string[]): Group[];
export function secondsOf(name: string): number;
