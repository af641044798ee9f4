/** Le séparateur entre la grille et le volet : souris, doigt ou flèches du clavier, de 320 à 420 points. */
import { PANE_WIDTH, paneWidth } from './preferences';

const STEP = 10;

export function makeSplitter(handle: HTMLElement, width: number, onChange: (width: number) => void): void {
  let current = width;
  const move = (next: number): void => {
    current = paneWidth(next);
    handle.setAttribute('aria-valuenow', String(current));
    onChange(current);
  };
  handle.setAttribute('aria-valuemin', String(PANE_WIDTH.min));
  handle.setAttribute('aria-valuemax', String(PANE_WIDTH.max));
  move(width);
  handle.addEventListener('keydown', event => {
    const steps: Record<string, number> = { ArrowLeft: STEP, ArrowRight: -STEP };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(current + step);
  });
  handle.addEventListener('pointerdown', event => {
    handle.setPointerCapture(event.pointerId);
    document.body.classList.add('tire');
  });
  handle.addEventListener('pointermove', event => {
    if (handle.hasPointerCapture(event.pointerId)) move(window.innerWidth - event.clientX);
  });
  handle.addEventListener('lostpointercapture', () => document.body.classList.remove('tire'));
  handle.addEventListener('dblclick', () => move(PANE_WIDTH.normal));
}
