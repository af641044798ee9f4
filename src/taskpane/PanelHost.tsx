import { Spinner } from '@fluentui/react-components';
import { type ComponentType, createElement, Suspense, use, useMemo, useSyncExternalStore } from 'react';
import type { Presentation } from '../cloture/capacite';
import { useLangue } from '../ui/langue';
import type { EtatClasseur, ProprietesPanneau } from '../ui/proprietes';
import type { Services } from './services';

type Module = { default: ComponentType<ProprietesPanneau> };

const demandes = new WeakMap<Presentation, Promise<Module>>();

/** Le volet d'une capacité, demandé au réseau la première fois qu'on l'ouvre ; un échec se redemandera. */
function moduleDe(capacite: Presentation): Promise<Module> {
  const deja = demandes.get(capacite);
  if (deja) return deja;
  const demande = capacite.panneau();
  demandes.set(capacite, demande);
  demande.catch(() => demandes.delete(capacite));
  return demande;
}

interface ProprietesHote {
  capacite: Presentation;
  etat: EtatClasseur;
  services: Services;
}

function Panneau({ capacite, etat, services }: ProprietesHote) {
  const { langue } = useLangue();
  const module = use(moduleDe(capacite));
  const issue = useSyncExternalStore(services.issues.suivre, () => services.issues.de(capacite.nom));
  const executer = useMemo(() => services.executer(capacite), [services, capacite]);
  const { allerA, lireTables, saisir, ajouter, ouvrirFeuille, messageErreur } = services;
  const recues: ProprietesPanneau = {
    executer,
    allerA,
    lireTables,
    saisir,
    ajouter,
    ouvrirFeuille,
    messageErreur,
    etat,
    langue,
  };
  return createElement(module.default, issue === undefined ? recues : { ...recues, issue });
}

/** La place d'un volet de capacité, le temps qu'il arrive puis le volet lui-même. */
export function PanelHost(props: ProprietesHote) {
  const { t } = useLangue();
  return (
    <Suspense fallback={<Spinner size="tiny" label={t.commun.chargement} />}>
      <Panneau {...props} />
    </Suspense>
  );
}
