import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const racine = join(__dirname, '../../..');

function dans(fuseau: string): string {
  const script = join(__dirname, 'empreinte.ts');
  const tsx = join(racine, 'node_modules/tsx/dist/cli.mjs');
  return execFileSync(process.execPath, [tsx, script], {
    cwd: racine,
    env: { ...process.env, TZ: fuseau },
    encoding: 'utf8',
  });
}

test('les mêmes octets à New York, Paris et Tokyo, et des dates qui ne bougent pas', () => {
  const [newYork, paris, tokyo] = ['America/New_York', 'Europe/Paris', 'Asia/Tokyo'].map(dans);
  expect(paris).toMatch(/^46328,46329,46330 [0-9a-f]{64}$/); // 2, 3 et 4 novembre 2026
  expect(newYork).toBe(paris);
  expect(tokyo).toBe(paris);
});
