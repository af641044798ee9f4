import { enEuros, type Jour, type Montant, versIso } from '../../comptabilite';
import { Graphique } from '../../ui/Graphique';
import { useLangue } from '../../ui/langue';

/** La VNC d'un plan à la fin d'un exercice. */
export interface PointPlan {
  readonly fin: Jour;
  readonly vnc: Montant;
}

interface ProprietesGraphique {
  nom: string;
  brut: Montant;
  plan: readonly PointPlan[];
  essai?: readonly PointPlan[] | undefined;
}

/** La VNC par exercice, sous la valeur brute : des barres pour le plan, une ligne à points ronds pour l'essai. */
export function GraphiquePlan({ nom, brut, plan, essai = [] }: ProprietesGraphique) {
  const { t, formats } = useLangue();
  const textes = t.immobilisations;
  const parFin = (points: readonly PointPlan[]) => new Map(points.map(p => [p.fin, enEuros(p.vnc)]));
  const [barres, ligne] = [parFin(plan), parFin(essai)];
  const fins = [...new Set([...barres.keys(), ...ligne.keys()])].sort((a, b) => a - b);
  return (
    <Graphique
      nom={nom}
      points={fins.map(fin => {
        const iso = versIso(fin);
        return {
          cle: iso,
          court: iso.slice(0, 4),
          dit: formats.jour(iso),
          barre: barres.get(fin),
          ligne: ligne.get(fin),
        };
      })}
      barres={textes.planActuel}
      ligne={textes.planEssaye}
      plafond={{ euros: enEuros(brut), texte: `${textes.brut} ${formats.total(enEuros(brut))}` }}
    />
  );
}
