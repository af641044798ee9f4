import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
} from '@fluentui/react-components';
import { ZERO } from '../../../comptabilite';
import { useLangue } from '../../../ui/langue';
import { MontantExact } from '../../../ui/Montant';
import { MontrerPlus, usePages } from '../../../ui/pages';
import { PanneauExecution } from '../../../ui/PanneauExecution';
import type { BilanExecution, ProprietesPanneau } from '../../../ui/proprietes';
import { Precision, Rangee, Tableau } from '../../../ui/Tableau';
import { Titre } from '../../../ui/Titre';
import { Formulaire, type Champ } from './Formulaire';
import { Abonnements, Contrepassations, ModelesEcritures, SaisieEcritures } from './tables';
import { codesDe, codeSuivant, contrepassees, lireDemande, lireSaisie, type Champs } from './vue';

type Acces = Pick<ProprietesPanneau, 'lireTables' | 'saisir' | 'messageErreur'>;

/** Une facture, un avoir ou un modèle, en une ligne de la feuille de saisie. */
function Saisie({ lireTables, saisir, messageErreur }: Acces) {
  const { t } = useLangue();
  const textes = t.pieces;
  const champs = ({ Type }: Champs): Champ[] => [
    { cle: 'Type', libelle: textes.type, valeurs: textes.types },
    { cle: 'Date', libelle: textes.date, aide: textes.dateExemple },
    { cle: 'Piece', libelle: textes.piece },
    { cle: 'Libelle', libelle: textes.libelle },
    { cle: 'Tiers', libelle: textes.tiers },
    ...(Type === 'MODELE'
      ? [
          { cle: 'Modele', libelle: textes.modele },
          { cle: 'Montant', libelle: textes.montantModele },
        ]
      : [
          { cle: 'Compte', libelle: textes.compte },
          { cle: 'Montant', libelle: textes.montant },
          { cle: 'CodeTVA', libelle: textes.codeTVA },
        ]),
  ];
  const envoyer = async (saisis: Champs) => {
    const id = codeSuivant(codesDe(await lireTables([SaisieEcritures]), SaisieEcritures), 'S-');
    const lue = lireSaisie(saisis, id);
    if ('fautes' in lue) return lue.fautes;
    await saisir({ table: SaisieEcritures, cle: { IdPiece: id, Ligne: 1 }, valeurs: {}, sinon: lue.ligne });
    return textes.ajoutee(id);
  };
  return (
    <Formulaire
      champs={champs}
      depart={{ Type: 'FACTURE_FOURNISSEUR' }}
      bouton={textes.ajouter}
      envoyer={envoyer}
      messageErreur={messageErreur}
    />
  );
}

/** Une écriture par sa clé, ou toutes celles que des critères retiennent. */
function Contrepasser({ lireTables, saisir, messageErreur }: Acces) {
  const { t } = useLangue();
  const textes = t.pieces;
  const champs: Champ[] = [
    { cle: 'Cle', libelle: textes.cle, aide: textes.cleAide },
    { cle: 'Journal', libelle: textes.journal },
    { cle: 'Du', libelle: textes.du },
    { cle: 'Au', libelle: textes.au },
    { cle: 'Piece', libelle: textes.piece },
    { cle: 'Tiers', libelle: textes.tiers },
    { cle: 'Date', libelle: textes.date, aide: textes.dateExemple },
    { cle: 'Mode', libelle: textes.mode, valeurs: textes.modes },
    { cle: 'Brouillard', libelle: textes.brouillard, case: true },
    { cle: 'Motif', libelle: textes.motif },
  ];
  const envoyer = async (saisis: Champs) => {
    const id = codeSuivant(codesDe(await lireTables([Contrepassations]), Contrepassations), 'D-');
    const lue = lireDemande(saisis, id);
    if ('fautes' in lue) return lue.fautes;
    await saisir({ table: Contrepassations, cle: { IdDemande: id }, valeurs: {}, sinon: lue.ligne });
    return textes.demandee(id);
  };
  return (
    <Formulaire
      champs={() => champs}
      depart={{ Mode: '' }}
      bouton={textes.demander}
      envoyer={envoyer}
      messageErreur={messageErreur}
    />
  );
}

/** Le compte rendu des contrepassations : l'origine, ce qui en est fait, et pourquoi. */
function Contrepassees({ bilan }: { bilan: BilanExecution }) {
  const { t } = useLangue();
  const textes = t.pieces;
  const pages = usePages(contrepassees(bilan), 20);
  if (pages.visibles.length === 0) return null;
  return (
    <>
      <Titre>{textes.contrepassees}</Titre>
      <Tableau nom={textes.contrepassees} textes={[textes.origine, textes.etat]} montants={[textes.total]}>
        {pages.visibles.map(l => (
          <Rangee
            key={`${l.IdDemande} ${l.Origine}`}
            titre={l.Origine}
            cellules={[
              <>
                {textes.etats[l.Etat]}
                <Precision>{l.Raison}</Precision>
              </>,
              <MontantExact montant={l.Montant ?? ZERO} />,
            ]}
          />
        ))}
      </Tableau>
      <MontrerPlus pages={pages} />
    </>
  );
}

/** Volet « Pièces » : saisir, contrepasser, puis simuler ou valider. */
export default function Panneau(props: ProprietesPanneau) {
  const { t } = useLangue();
  const textes = t.pieces;
  const feuilles = [
    [textes.ouvrir.Saisie, SaisieEcritures.feuille],
    [textes.ouvrir.Modeles, ModelesEcritures.feuille],
    [textes.ouvrir.Abonnements, Abonnements.feuille],
  ] as const;
  return (
    <>
      <Accordion collapsible multiple>
        <AccordionItem value="saisir">
          <AccordionHeader as="h2">{textes.saisir}</AccordionHeader>
          <AccordionPanel>
            <Saisie {...props} />
          </AccordionPanel>
        </AccordionItem>
        <AccordionItem value="contrepasser">
          <AccordionHeader as="h2">{textes.contrepasser}</AccordionHeader>
          <AccordionPanel>
            <Contrepasser {...props} />
          </AccordionPanel>
        </AccordionItem>
        <AccordionItem value="feuilles">
          <AccordionHeader as="h2">{textes.feuilles}</AccordionHeader>
          <AccordionPanel>
            {feuilles.map(([nom, feuille]) => (
              <Button key={feuille} appearance="subtle" onClick={() => void props.ouvrirFeuille(feuille)}>
                {nom}
              </Button>
            ))}
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
      <PanneauExecution {...props} detail={({ bilan }) => <Contrepassees bilan={bilan} />} />
    </>
  );
}
