// Le volet n'arrive qu'une fois Excel prêt, après les fonctions et les commandes de la même page : une cellule
// n'attend jamais React.
import { langueDe, TEXTES } from '../ui/dictionnaire';
import { ecouterLesCommandes } from './issues';

function dire(texte: string): void {
  const message = document.createElement('p');
  message.className = 'message-initial';
  message.setAttribute('role', 'alert');
  message.textContent = texte;
  document.getElementById('volet')?.replaceChildren(message);
}

async function ouvrir(): Promise<void> {
  const { host } = await Office.onReady();
  performance.mark('cloture:excel-pret');
  const langue = langueDe(host === null ? navigator.language : Office.context.displayLanguage);
  document.documentElement.lang = langue;
  if (host === null) return dire(TEXTES[langue].erreur.horsExcel);
  try {
    const { monter } = await import('./mount');
    await monter(document.getElementById('volet') as HTMLElement);
  } catch {
    dire(TEXTES[langue].erreur.chargement);
  }
}

ecouterLesCommandes();
void ouvrir();
