import { openBrowser } from './navigateur/chromium';
const url = 'http://localhost:3917/';
(async () => {
  for (const [name, query, opts] of [
    ['defaut', '', {}],
    ['clair', '?langue=fr&theme=clair', {}],
    ['sombre', '?langue=fr&theme=sombre', { dark: true }],
    ['anglais', '?langue=en&theme=clair', {}],
    ['320', '?langue=fr&theme=clair', { width: 320, height: 700, scale: 2 }],
  ] as const) {
    const b = await openBrowser(url, opts);
    const t = Date.now();
    await b.page.goto(url + query);
    await b.page.waitForFunction(() => (window as any).atelier?.ready, undefined, { timeout: 60000 });
    await b.page.frameLocator('#volet iframe').locator('main').waitFor();
    console.log(name, Date.now() - t, 'ms');
    await b.page.waitForTimeout(1500);
    await b.page.screenshot({ path: `/tmp/lab/w/${name}.png` });
    if (name === 'clair') {
      const volet = b.page.frameLocator('#volet iframe');
      await volet.getByRole('button', { name: 'Simuler', exact: true }).first().click().catch((e: Error) => console.log(e.message.slice(0, 200)));
      await b.page.waitForTimeout(6000);
      await b.page.screenshot({ path: `/tmp/lab/w/simule.png` });
    }
    console.log(name, 'faults', b.faults);
    await b.close();
  }
})();
