import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { enEuros, ZERO, type Montant as MontantExact } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import { Note } from '../../ui/Note';
import { MontrerPlus, Recherche, usePages } from '../../ui/pages';
import { Precision, Rangee, RangeeDepliable, Tableau } from '../../ui/Tableau';
import { Forcage } from './Forcage';
import { Bouton, type Acces } from './Saisie';
import { bilanForcages, filtrer, FILTRES, filtresUtiles, type Filtre, type PropositionVue } from './vue';

/** Ce qui a fait le montant retenu, et de quoi le forcer. */
function Detail({ proposition, acces }: { proposition: PropositionVue; acces: Acces }) {
  const { t } = useLangue();
  const textes = t.regularisations;
  const { table, ligne } = proposition;
  const chiffres: readonly (readonly [string, MontantExact | undefined])[] = [
    [textes.base, ligne.Base],
    [textes.propose, ligne.Propose],
    [textes.ecart, ligne.Ecart],
    [textes.baseModifiee, ligne.BaseModifiee],
  ];
  return (
    <>
      <Tableau nom={`${ligne.Module} ${ligne.Piece}`}>
        {chiffres.map(
          ([nom, m]) =>
            m !== undefined && (
              <Rangee key={nom} titre={nom} cellules={[<Montant key={nom} euros={enEuros(m)} />]} />
            ),
        )}
      </Tableau>
      {ligne.Ignoree !== undefined && <Note>{ligne.Ignoree}</Note>}
      {ligne.Motif !== undefined && <Note>{textes.motifDe(ligne.Motif, ligne.Auteur ?? '')}</Note>}
      <Forcage proposition={proposition} acces={acces} />
      {'ligne' in ligne && (
        <Bouton
          dire={textes.voir}
          agir={() => acces.allerA({ table: table.nom, ligne: Number(ligne.ligne), colonne: 'Force' })}
        />
      )}
    </>
  );
}

function UneProposition({ proposition, acces }: { proposition: PropositionVue; acces: Acces }) {
  const { t } = useLangue();
  const { ligne: l } = proposition;
  const qui = [l.Tiers ?? l.IdTiers, l.IdAffaire, l.Compte].filter(Boolean).join(' · ');
  return (
    <RangeeDepliable
      titre={`${l.Module} ${l.Piece}`}
      precision={
        <>
          <Precision>{qui}</Precision>
          {l.Etat !== 'PROPOSE' && <Precision>{t.regularisations.etats[l.Etat]}</Precision>}
        </>
      }
      cellules={[<Montant key="retenu" euros={enEuros(l.Retenu ?? ZERO)} />]}
    >
      {() => <Detail proposition={proposition} acces={acces} />}
    </RangeeDepliable>
  );
}

/** La liste des propositions : filtres, recherche, pages ; les montants forcés se résument pour le relecteur. */
export function Propositions({
  propositions,
  acces,
}: {
  propositions: readonly PropositionVue[];
  acces: Acces;
}) {
  const { t, formats } = useLangue();
  const textes = t.regularisations;
  const [filtre, setFiltre] = useState<Filtre>('TOUTES');
  const [recherche, setRecherche] = useState('');
  const trouvees = filtrer(propositions, filtre, recherche);
  const pages = usePages(trouvees);
  if (propositions.length === 0) return <p>{textes.aucune}</p>;
  const forcages = bilanForcages(propositions);
  return (
    <>
      {forcages.nombre > 0 && (
        <Note>
          {textes.forcees(formats.entier(forcages.nombre), formats.montant(enEuros(forcages.ecart)))}
          {forcages.bougees > 0 && `, ${textes.bougees(formats.entier(forcages.bougees))}`}.
        </Note>
      )}
      <Field label={textes.montrer}>
        <Select
          value={filtre}
          onChange={(_, { value }) => {
            setFiltre(FILTRES.find(f => f === value) ?? 'TOUTES');
            pages.revenir();
          }}
        >
          {filtresUtiles(propositions).map(f => (
            <option key={f} value={f}>
              {textes.filtres[f]}
            </option>
          ))}
        </Select>
      </Field>
      <Recherche
        nom={textes.chercher}
        valeur={recherche}
        chercher={valeur => {
          setRecherche(valeur);
          pages.revenir();
        }}
      />
      <Note role="status">
        {trouvees.length === 0
          ? textes.aucuneTrouvee
          : textes.nombre(formats.entier(pages.visibles.length), formats.entier(trouvees.length))}
      </Note>
      {pages.visibles.length > 0 && (
        <Tableau nom={textes.propositions} textes={[textes.piece]} montants={[textes.retenu]}>
          {pages.visibles.map(p => (
            <UneProposition key={`${p.ligne.Module} ${p.ligne.Cle}`} proposition={p} acces={acces} />
          ))}
        </Tableau>
      )}
      <MontrerPlus pages={pages} />
    </>
  );
}
