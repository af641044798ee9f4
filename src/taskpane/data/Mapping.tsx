import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Field,
  Select,
} from '@fluentui/react-components';
import { useLangue } from '../../ui/langue';
import { importable, type Mapping } from '../../workbook/importing';
import type { AnyTable } from '../../workbook/table';

interface ProprietesCorrespondance {
  table: AnyTable;
  headers: readonly string[];
  mapping: Mapping;
  change: (mapping: Mapping) => void;
}

/** Quelle colonne du fichier va dans quelle colonne de la table ; repliée tant que tout l'obligatoire est trouvé. */
export function MappingFields({ table, headers, mapping, change }: ProprietesCorrespondance) {
  const { t, langue, formats } = useLangue();
  const columns = importable(table);
  const found = columns.filter(({ cle }) => mapping[cle] !== undefined).length;
  const choose = (column: string, header: string) => {
    const others = Object.entries(mapping).filter(([cle, used]) => cle !== column && used !== header);
    change(Object.fromEntries(header === '' ? others : [...others, [column, header]]));
  };
  return (
    <>
      <p>{t.donnees.colonnesTexte(formats.entier(found), formats.entier(columns.length))}</p>
      <Accordion
        collapsible
        defaultOpenItems={columns.some(c => c.requis && mapping[c.cle] === undefined) ? 'columns' : []}
      >
        <AccordionItem value="columns">
          <AccordionHeader>{t.donnees.toutesColonnes}</AccordionHeader>
          <AccordionPanel>
            {columns.map(column => {
              const title = langue === 'en' ? column.en : column.entete;
              return (
                <Field
                  key={column.cle}
                  size="small"
                  label={column.requis ? t.donnees.obligatoire(title) : title}
                >
                  <Select
                    size="small"
                    value={mapping[column.cle] ?? ''}
                    onChange={(_, { value }) => choose(column.cle, value)}
                  >
                    <option value="">{t.donnees.aucune}</option>
                    {headers
                      .filter((header, rank) => header !== '' && headers.indexOf(header) === rank)
                      .map(header => (
                        <option key={header}>{header}</option>
                      ))}
                  </Select>
                </Field>
              );
            })}
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </>
  );
}
