declare module '*/webpack.config.js' {
  export const CSP: string;
  export function manifestePour(manifeste: string, url: string, namespace: string): string;
}
