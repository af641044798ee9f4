import { lettres, plage, secoupent } from './dossier';
import type { Dossier, FeuilleLue, Plage } from './dossier';
import { nomValide } from './formules';
import { defautDeFormule } from './regles-cellules';
import type { Connus } from './regles-cellules';
import { attribut, fils, lien, premier, sansEchappement, texteDe } from './xml';
import type { Noeud } from './xml';

/** Tableaux : identités, plages, colonnes, en-têtes, filtre, colonnes calculées, totaux. */
export function verifierTables(d: Dossier, connus: Connus): void {
  const ids = new Set<string>();
  const noms = new Set<string>();
  for (const f of d.feuilles) {
    const parts = premier(f.racine, 'tableParts');
    const liens = fils(parts, 'tablePart').map(lien);
    const relations = d.relations(f.partie).filter(r => r.genre === 'table');
    if (liens.length !== relations.length || relations.some(r => !liens.includes(r.id))) {
      d.noter(f.partie, 'tableParts', 'tableaux de la feuille et relations différents');
    }
    if (parts && Number(attribut(parts, 'count') ?? liens.length) !== liens.length)
      d.noter(f.partie, 'tableParts', 'count faux');
    const zones: Plage[] = [];
    for (const t of f.tables) {
      const id = attribut(t.racine, 'id') ?? '';
      const nom = attribut(t.racine, 'displayName') ?? '';
      if (!/^[1-9]\d*$/.test(id) || ids.has(id)) d.noter(t.partie, nom, `identifiant ${id} absent ou double`);
      if (!nomValide(nom) || noms.has(nom.toLowerCase()))
        d.noter(t.partie, nom, 'nom de tableau refusé ou double');
      ids.add(id);
      noms.add(nom.toLowerCase());
      const zone = plage(attribut(t.racine, 'ref'));
      if (!zone) {
        d.noter(t.partie, nom, 'plage illisible');
        continue;
      }
      if (zones.some(z => secoupent(z, zone))) d.noter(t.partie, nom, 'tableaux qui se coupent');
      zones.push(zone);
      verifierTable(d, f, t, zone, connus);
    }
  }
}

function verifierTable(
  d: Dossier,
  f: FeuilleLue,
  t: { partie: string; racine: Noeud },
  zone: Plage,
  connus: Connus,
): void {
  const nom = attribut(t.racine, 'displayName') ?? '';
  const entete = attribut(t.racine, 'headerRowCount') !== '0';
  const totaux = Number(attribut(t.racine, 'totalsRowCount') ?? 0);
  const liste = premier(t.racine, 'tableColumns');
  const colonnes = fils(liste, 'tableColumn');
  const largeur = zone.c2 - zone.c1 + 1;
  if (colonnes.length !== largeur)
    d.noter(t.partie, nom, `${colonnes.length} colonnes pour une plage de ${largeur}`);
  if (Number(attribut(liste, 'count') ?? colonnes.length) !== colonnes.length)
    d.noter(t.partie, nom, 'nombre de colonnes faux');
  if (zone.l2 - zone.l1 + 1 - (entete ? 1 : 0) - totaux < 1)
    d.noter(t.partie, nom, 'tableau sans ligne de données');
  verifierColonnes(d, t.partie, nom, colonnes, connus);
  verifierFiltre(d, t, zone, entete, totaux);
  const cellules = new Map(
    fils(premier(f.racine, 'sheetData'), 'row')
      .filter(r => [zone.l1, zone.l2].includes(Number(attribut(r, 'r'))))
      .flatMap(r => fils(r, 'c').map((c): [string, Noeud] => [attribut(c, 'r') ?? '', c])),
  );
  for (const [i, c] of colonnes.entries()) {
    const titre = sansEchappement(attribut(c, 'name') ?? '');
    const haut = cellules.get(`${lettres(zone.c1 + i)}${zone.l1}`);
    const texte = haut && d.texteCellule(haut);
    if (entete && texte !== titre)
      d.noter(t.partie, `${nom}[${titre}]`, `l'en-tête de la feuille est « ${texte ?? ''} »`);
    const bas = cellules.get(`${lettres(zone.c1 + i)}${zone.l2}`);
    const etiquette = attribut(c, 'totalsRowLabel');
    if (totaux > 0 && etiquette !== undefined && (!bas || d.texteCellule(bas) !== etiquette)) {
      d.noter(t.partie, `${nom}[${titre}]`, `total « ${etiquette} » absent de la feuille`);
    }
    const fonction = attribut(c, 'totalsRowFunction');
    if (totaux > 0 && fonction !== undefined && fonction !== 'none' && !premier(bas, 'f')) {
      d.noter(t.partie, `${nom}[${titre}]`, 'total sans formule dans la feuille');
    }
  }
}

function verifierColonnes(
  d: Dossier,
  partie: string,
  nom: string,
  colonnes: readonly Noeud[],
  connus: Connus,
): void {
  const ids = new Set<string>();
  const titres = new Set<string>();
  for (const c of colonnes) {
    const titre = sansEchappement(attribut(c, 'name') ?? '');
    const id = attribut(c, 'id') ?? '';
    if (!/^[1-9]\d*$/.test(id) || ids.has(id))
      d.noter(partie, `${nom}[${titre}]`, 'identifiant de colonne absent ou double');
    if (titre === '' || titre.length > 255 || titres.has(titre.toLowerCase()))
      d.noter(partie, `${nom}[${titre}]`, 'nom de colonne vide ou double');
    ids.add(id);
    titres.add(titre.toLowerCase());
    for (const balise of ['calculatedColumnFormula', 'totalsRowFormula']) {
      for (const formule of fils(c, balise)) {
        const defaut = defautDeFormule(sansEchappement(texteDe(formule)), connus);
        if (defaut !== undefined) d.noter(partie, `${nom}[${titre}]`, defaut);
      }
    }
  }
}

function verifierFiltre(
  d: Dossier,
  t: { partie: string; racine: Noeud },
  zone: Plage,
  entete: boolean,
  totaux: number,
): void {
  const filtre = premier(t.racine, 'autoFilter');
  if (!filtre) return;
  const lue = plage(attribut(filtre, 'ref'));
  const bonne =
    lue && lue.l1 === zone.l1 && lue.c1 === zone.c1 && lue.c2 === zone.c2 && lue.l2 === zone.l2 - totaux;
  if (!bonne || !entete)
    d.noter(t.partie, 'autoFilter', `plage du filtre ${attribut(filtre, 'ref') ?? ''} fausse`);
  const vues = new Set<string>();
  for (const c of fils(filtre, 'filterColumn')) {
    const id = attribut(c, 'colId') ?? '';
    if (!(Number(id) >= 0 && Number(id) <= zone.c2 - zone.c1) || vues.has(id))
      d.noter(t.partie, 'autoFilter', `colonne ${id} du filtre absente ou double`);
    vues.add(id);
  }
}
